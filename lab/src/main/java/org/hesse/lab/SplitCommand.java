package org.hesse.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.hesse.engine.array.Layout;
import org.hesse.engine.array.Selection;
import org.hesse.engine.objective.Objective;
import org.hesse.engine.objective.Progress;
import org.hesse.nn.Model;
import org.hesse.nn.data.Dataset;
import org.hesse.nn.file.Data;
import org.hesse.nn.file.ModelFile;
import org.hesse.nn.file.Weights;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** `hesse split`: the products of one direction with the Hessian and its parts, written as a `.npz` file. */
@Command(name = "split", mixinStandardHelpOptions = true, versionProvider = Version.class, sortOptions = false, //
        header = "Products of one direction v with the Hessian and its exact parts, H = G + N.", //
        customSynopsis = "hesse split MODEL.json WEIGHTS DATA --out OUT.npz [OPTIONS]", //
        description = {"", "Computes the loss, its gradient, Hv = Gv + Nv, the parts of Nv born at activations and at",
                "products, vᵀGv and vᵀNv. G is the Gauss-Newton matrix, N the nonlinear modeling error.", ""}, //
        footer = {"", "Arrays in OUT.npz, for every parameter p of the model:",
                "  loss, gradient/p, hessian/p, gauss_newton/p, nme/p, nme_activation/p, nme_coupling/p,",
                "  quadratic/gauss_newton, quadratic/nme; with --third also",
                "  quadratic_gradient/gauss_newton/p, quadratic_gradient/nme/p; with --weight-decay also penalty,",
                "  penalty_gradient/p, penalty_hessian/p; direction/p, unless it is from a file", "", "Examples:",
                "  hesse split model.json weights.npz batch.npz --out split.npz",
                "  hesse split model.json weights.npz batch.npz --direction v.npz --third --out split.npz",
                "  hesse split model.json weights.npz digits.csv --direction gradient --parameters 'out.*' --out g.npz",
                "  hesse split model.json weights.npz t10k-images-idx3-ubyte.gz --micro-batch 256 --out split.npz",
                "  hesse split model.json weights.safetensors test_batch.bin --mean 0.5 --std 0.25 --out split.npz",
                "  hesse split model.json weights.npz batch.npz --batch 64 --seed 7 --out split.npz --json"})
final class SplitCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "MODEL.json", description = "Model with its loss, format hesse-model/1.")
    private Path modelFile;

    @Parameters(index = "1", paramLabel = "WEIGHTS", //
            description = "One array for each parameter of the model: .npz or .safetensors, as PyTorch names them too.")
    private Path weightsFile;

    @Parameters(index = "2", paramLabel = "DATA", //
            description = "Examples and targets: .npz with x and y, .csv, .csv.gz, IDX images beside their labels, or"
                    + " CIFAR-10 (data_batch_1.bin,data_batch_2.bin).")
    private Path dataFile;

    @Option(names = "--direction", paramLabel = "V", defaultValue = Direction.RANDOM, //
            description = "Direction v: random (standard normal, by the seed), gradient (that of the loss), or a file"
                    + " with one array for each parameter (default ${DEFAULT-VALUE}).")
    private String direction;

    @Option(names = "--seed", paramLabel = "S", description = "Of the direction, and of the mini-batch (default 0).")
    private Long seed;

    @Option(names = "--parameters", paramLabel = "NAMES", //
            description = "Only these parameters are variables, the others constants: 'out.*', '!fc1.*', '*.weight'.")
    private String parameters;

    @Option(names = "--weight-decay", paramLabel = "X", //
            description = "Also the term X/2 |θ|², apart from all others: it belongs to neither G nor N.")
    private Double weightDecay;

    private Selection selected;

    @Option(names = "--third", description = "Also the gradients of vᵀGv and vᵀNv in the parameters.")
    private boolean third;

    @Option(names = "--out", required = true, paramLabel = "OUT.npz", //
            description = "File to write, .npz or .safetensors; it is replaced.")
    private Path out;

    @Mixin
    private Examples examples;

    @Mixin
    @SuppressWarnings("UnusedVariable")
    private Compute compute;

    @Mixin
    private Console console;

    @Override
    public Integer call() throws IOException {
        Direction along = new Direction(direction);
        checkSeed(along);
        if (weightDecay != null && !(weightDecay >= 0 && weightDecay < Double.POSITIVE_INFINITY))
            throw wrong("--weight-decay: must be finite and at least 0, got " + weightDecay);
        List<Path> inputs = new ArrayList<>(List.of(modelFile, weightsFile));
        inputs.addAll(Data.files(dataFile));
        along.file().ifPresent(inputs::add);
        for (Path input : inputs) checkExists(input);
        OutputFile file = OutputFile.of("--out", out, inputs);
        Model model = ModelFile.read(modelFile);
        selected = select(model.layout());
        Weights.Loaded loaded = Weights.load(weightsFile, model);
        Data data = examples.read(dataFile, model, seed());
        SplitResult result = split(along, loaded.model(), data, loaded.theta());
        file.write(result.arrays());
        print(result);
        if (console.json()) console.result(fields(result, data));
        return 0;
    }

    private long seed() { return seed == null ? 0 : seed; }

    /** What is given is used, or refused. */
    private void checkSeed(Direction along) {
        if (seed != null && !along.isRandom() && !examples.isBatch())
            throw wrong("--seed: nothing is drawn at random, with --direction " + direction + " and without --batch");
    }

    private ParameterException wrong(String message) {
        return new ParameterException(console.command().commandLine(), message);
    }

    private Selection select(Layout all) {
        try {
            return all.select(parameters == null ? "*" : parameters);
        } catch (IllegalArgumentException e) {
            throw wrong("--parameters: " + e.getMessage());
        }
    }

    private SplitResult split(Direction along, Model model, Data data, double[] theta) throws IOException {
        Objective objective = select(examples.objective(model, data), theta);
        double[] at = selected.gather(theta);
        double[] v = along.read(objective.layout(), model.ties(), seed());
        forecast(model, data, theta, v).check(Forecast.room(), "lower --micro-batch or --batch");
        ProgressLine bar = console.progress("split", (long) SplitResult.sums(third) * objective.parts().size());
        try {
            SplitResult result = SplitResult.at(objective, at, v, third, (done, parts) -> {
                bar.step();
                return true;
            });
            if (along.file().isEmpty()) result.addDirection();
            if (weightDecay != null) result.addPenalty(weightDecay, at);
            return result;
        } finally {
            bar.finish();
        }
    }

    private Objective select(Objective all, double[] theta) {
        return parameters == null ? all : all.select(selected, theta);
    }

    private Forecast forecast(Model model, Data data, double[] theta, double[] v) {
        return Forecast.of(n -> {
            Objective few = select(model.objective(data.x().slice(0, n), data.y().slice(0, n)), theta);
            return few.parts().get(0).batch();
        }, Math.min(data.rows(), examples.microBatch()), SplitResult.vectors(third),
                few -> SplitResult.at(few, selected.gather(theta), v, third, Progress.NONE));
    }

    private static void checkExists(Path input) throws IOException {
        if (!Files.exists(input)) throw new NoSuchFileException(input.toString());
        if (Files.isDirectory(input)) throw new IOException(input + ": is a directory");
    }

    private void print(SplitResult result) {
        row("loss", result.loss());
        result.scalars().forEach(this::row);
        result.norms().forEach((name, norm) -> row("|" + name + "|", norm));
        result.quadraticForms().forEach((name, form) -> row("v·" + name + "·v", form));
        console.say("wrote " + out);
    }

    private void row(String name, double value) {
        console.say(String.format(Locale.ROOT, "%-36s % .12e", name, value));
    }

    private Map<String, Object> fields(SplitResult result, Data data) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("loss", result.loss());
        fields.putAll(result.scalars());
        fields.put("norms", result.norms());
        fields.put("quadratic", result.quadraticForms());
        fields.put("parameters", result.layout().size());
        fields.put("examples", data.rows());
        fields.put("out", out.toString());
        boolean isDrawn = direction.equals(Direction.RANDOM) || examples.isBatch();
        String hash = new Dataset(data.x(), data.y()).sha256();
        fields.put("provenance", Provenance.of(console.command(), isDrawn ? seed() : null, hash).fields());
        return fields;
    }
}

package org.hesse.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.hesse.engine.array.Layout;
import org.hesse.hessian.Probes;
import org.hesse.nn.Model;
import org.hesse.nn.data.Dataset;
import org.hesse.nn.file.Data;
import org.hesse.nn.file.ModelFile;
import org.hesse.nn.file.Weights;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** `hesse split`: the products of one direction with the Hessian and its parts, written as a `.npz` file. */
@Command(name = "split", mixinStandardHelpOptions = true, versionProvider = Version.class, sortOptions = false, //
        header = "Products of one direction v with the Hessian and its exact parts, H = G + N.", //
        customSynopsis = {"hesse split MODEL.json WEIGHTS.npz DATA.npz [--direction V.npz | --seed S] [--third]",
                "            --out OUT.npz [--json]"}, //
        description = {"", "Computes the loss, its gradient, Hv = Gv + Nv, the parts of Nv born at activations and at",
                "products, vᵀGv and vᵀNv. G is the Gauss-Newton matrix, N the nonlinear modeling error.", ""}, //
        footer = {"", "Arrays in OUT.npz, for every parameter p of the model:",
                "  loss, gradient/p, hessian/p, gauss_newton/p, nme/p, nme_activation/p, nme_coupling/p,",
                "  quadratic/gauss_newton, quadratic/nme; with --third also",
                "  quadratic_gradient/gauss_newton/p, quadratic_gradient/nme/p", "", "Examples:",
                "  hesse split model.json weights.npz batch.npz --out split.npz",
                "  hesse split model.json weights.npz batch.npz --direction v.npz --third --out split.npz",
                "  hesse split model.json weights.npz batch.npz --seed 7 --out split.npz --json"})
final class SplitCommand implements Callable<Integer> {
    /** Where v comes from: a file or a seed, never both. */
    private static final class Direction {
        @Option(names = "--direction", paramLabel = "V.npz", description = "Direction v: one array for each parameter.")
        private Path file;

        @Option(names = "--seed", paramLabel = "S", //
                description = "Draw v from the standard normal distribution by this seed; the default is 0.")
        private long seed;
    }

    @Parameters(index = "0", paramLabel = "MODEL.json", description = "Model with its loss, format hesse-model/1.")
    private Path modelFile;

    @Parameters(index = "1", paramLabel = "WEIGHTS.npz", description = "One array for each parameter of the model.")
    private Path weightsFile;

    @Parameters(index = "2", paramLabel = "DATA.npz", description = "Batch: array x, examples first, and array y.")
    private Path dataFile;

    @ArgGroup
    private Direction direction = new Direction();

    @Option(names = "--third", description = "Also the gradients of vᵀGv and vᵀNv in the parameters.")
    private boolean third;

    @Option(names = "--out", required = true, paramLabel = "OUT.npz", description = "File to write; it is replaced.")
    private Path out;

    @Mixin
    private Console console;

    @Override
    public Integer call() throws IOException {
        List<Path> inputs = Stream.of(modelFile, weightsFile, dataFile, direction.file).filter(Objects::nonNull)
                .toList();
        for (Path input : inputs) checkExists(input);
        OutputFile file = OutputFile.of(out, inputs);
        Model model = ModelFile.read(modelFile);
        double[] theta = Weights.read(weightsFile, model.layout());
        Data data = Data.read(dataFile, model);
        double[] v = direction(model.layout());
        SplitResult result = SplitResult.at(model.objective(data.x(), data.y()), theta, v, third);
        file.write(result.arrays());
        print(result);
        if (console.json()) console.result(fields(result, data));
        return 0;
    }

    private static void checkExists(Path input) throws IOException {
        if (!Files.exists(input)) throw new NoSuchFileException(input.toString());
        if (Files.isDirectory(input)) throw new IOException(input + ": is a directory");
    }

    private double[] direction(Layout layout) throws IOException {
        if (direction.file != null) return Weights.read(direction.file, layout);
        double[] v = new double[layout.size()];
        Probes.gaussian(direction.seed, 0, v);
        return v;
    }

    private void print(SplitResult result) {
        row("loss", result.loss());
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
        fields.put("norms", result.norms());
        fields.put("quadratic", result.quadraticForms());
        fields.put("parameters", result.layout().size());
        fields.put("examples", data.rows());
        fields.put("out", out.toString());
        Long seed = direction.file == null ? direction.seed : null;
        String hash = new Dataset(data.x(), data.y()).sha256();
        fields.put("provenance", Provenance.of(console.command(), seed, hash).fields());
        return fields;
    }
}

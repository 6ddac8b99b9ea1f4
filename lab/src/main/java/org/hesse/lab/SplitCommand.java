package org.hesse.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.hesse.engine.objective.Objective;
import org.hesse.engine.objective.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

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
    @Mixin
    private Inputs inputs;

    @Option(names = "--direction", paramLabel = "V", defaultValue = Direction.RANDOM, //
            description = "Direction v: random (standard normal, by the seed), gradient (that of the loss), or a file"
                    + " with one array for each parameter (default ${DEFAULT-VALUE}).")
    private String direction;

    @Option(names = "--seed", paramLabel = "S", description = "Of the direction, and of the mini-batch (default 0).")
    private Long seed;

    @Option(names = "--weight-decay", paramLabel = "X", //
            description = "Also the term X/2 |θ|², apart from all others: it belongs to neither G nor N.")
    private Double weightDecay;

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
        List<Path> files = new ArrayList<>(inputs.files());
        if (along.file().isPresent()) {
            Inputs.checkExists(along.file().get());
            files.add(along.file().get());
        }
        OutputFile file = OutputFile.of("--out", out, files);
        Problem problem = inputs.read(examples, seed());
        SplitResult result = split(along, problem);
        file.write(result.arrays());
        print(result);
        if (console.json()) console.result(fields(result, problem));
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

    private SplitResult split(Direction along, Problem problem) throws IOException {
        Objective objective = problem.objective();
        double[] at = problem.variables();
        double[] v = along.read(objective.layout(), problem.model().ties(), seed());
        problem.checkMemory(SplitResult.vectors(third), few -> SplitResult.at(few, at, v, third, Progress.NONE));
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

    private Map<String, Object> fields(SplitResult result, Problem problem) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("loss", result.loss());
        fields.putAll(result.scalars());
        fields.put("norms", result.norms());
        fields.put("quadratic", result.quadraticForms());
        fields.put("parameters", result.layout().size());
        fields.put("examples", problem.data().rows());
        fields.put("out", out.toString());
        boolean isDrawn = direction.equals(Direction.RANDOM) || examples.isBatch();
        Long drawnBy = isDrawn ? seed() : null;
        fields.put("provenance", Provenance.of(console.command(), drawnBy, problem.dataHash()).fields());
        return fields;
    }
}

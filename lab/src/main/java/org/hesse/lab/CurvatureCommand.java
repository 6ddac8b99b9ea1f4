package org.hesse.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.hesse.engine.array.Providers;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/**
 * What the commands of the toolbox have in common: they read `MODEL WEIGHTS DATA`, see that memory suffices, compute at
 * a point, and leave tables, JSON and pictures in the directory of `--out`.
 */
abstract class CurvatureCommand implements Callable<Integer> {
    @Mixin
    private Inputs inputs;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "0", //
            description = "Of the probes, and of the mini-batch (default ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--out", paramLabel = "DIR", //
            description = "Write tables (.csv), all results (.json) and pictures (.svg, .png) there; it is made if"
                    + " absent, files of these names are replaced.")
    private Path out;

    @Mixin
    private Examples examples;

    @Mixin
    @SuppressWarnings("UnusedVariable")
    private Compute compute;

    @Mixin
    private Console console;

    /** Throws for options that do not fit, before anything is read. */
    abstract void check();

    /** Computes and reports; returns the exit code. */
    abstract int run(Problem problem, Results results) throws IOException;

    /** The files that the argument WEIGHTS stands for, the first of which makes the problem. */
    List<Path> weights() throws IOException { return List.of(inputs.weightsFile()); }

    @Override
    public Integer call() throws IOException {
        check();
        files();
        Problem problem = inputs.read(weights().get(0), examples, seed);
        try (Results results = results(problem)) {
            return run(problem, results);
        }
    }

    /** All files that are read. */
    final List<Path> files() throws IOException { return inputs.files(weights()); }

    private Results results(Problem problem) throws IOException {
        OutputDirectory directory = out == null ? null : OutputDirectory.of(out);
        if (directory != null) directory.checkApart(files());
        Provenance provenance = Provenance.of(console.command(), seed, problem.dataHash());
        Results results = new Results(console, directory, provenance);
        if (directory != null) results.claim(Claim.directory("--out", out));
        return results;
    }

    /**
     * Throws if the heap has no room for what the command takes.
     *
     * @param sweeps one of every kind
     * @param vectors as long as θ, held beside
     */
    final void checkMemory(Problem problem, List<Sweep> sweeps, long vectors) {
        double[] at = problem.variables();
        problem.checkMemory(vectors, few -> Sweep.rehearse(sweeps, few, at));
    }

    /** What the numbers of a run depend on, by name: a run with another key is another run. */
    final Map<String, String> key(Problem problem) throws IOException {
        return key(problem, RunState.sha256(inputs.weightsFile()));
    }

    final Map<String, String> key(Problem problem, String weights) throws IOException {
        Map<String, String> key = new LinkedHashMap<>();
        // Of the names and meanings of what states hold.
        key.put("state", "2");
        key.put("command", console.command().name());
        key.put("model", RunState.sha256(inputs.modelFile()));
        key.put("weights", weights);
        key.put("data", problem.dataHash());
        inputs.activation().ifPresent(name -> key.put("--activation", name));
        key.put("--parameters", inputs.parameters());
        key.put("--seed", String.valueOf(seed));
        boolean isWhole = problem.microBatch() >= problem.data().rows();
        key.put("--micro-batch", isWhole ? "all" : String.valueOf(problem.microBatch()));
        key.put("--kernels", Providers.kernels().name());
        // Numbers of two machines in one result would be those of neither.
        key.putAll(Provenance.platform());
        return key;
    }

    /** The fields that all results start with. */
    final Map<String, Object> fields(Problem problem, double loss) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("command", console.command().name());
        fields.put("loss", loss);
        fields.put("parameters", problem.layout().size());
        fields.put("examples", problem.data().rows());
        return fields;
    }

    final Inputs inputs() { return inputs; }

    final Console console() { return console; }

    final long seed() { return seed; }

    /** Throws if a seed was given, though nothing is drawn at random with these options but a mini-batch. */
    final void refuseSeed(String options) {
        if (isGiven("--seed") && !examples.isBatch())
            throw wrong("--seed: nothing is drawn at random, with " + options + " and without --batch");
    }

    /** True if the option was typed. */
    final boolean isGiven(String option) {
        return console.command().commandLine().getParseResult().hasMatchedOption(option);
    }

    final ParameterException wrong(String message) {
        return new ParameterException(console.command().commandLine(), message);
    }

    /** Throws unless the option's value is at least that much. */
    final int atLeast(String option, int value, int least) {
        if (value < least) throw wrong(option + ": must be at least " + least + ", got " + value);
        return value;
    }
}

package org.hesse.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.hesse.engine.array.Providers;
import org.hesse.lab.train.Meter;
import org.hesse.nn.Model;
import org.hesse.nn.data.Dataset;
import org.hesse.nn.data.MiniBatches;
import org.hesse.nn.file.Data;
import org.hesse.nn.file.ModelFile;
import org.hesse.nn.file.Weights;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** `hesse train`: trains a model by any update rule, and follows loss and curvature along the way. */
@Command(name = "train", mixinStandardHelpOptions = true, versionProvider = Version.class, sortOptions = false, //
        header = "Train a model by any update rule, and follow loss and curvature along the way.", //
        customSynopsis = "hesse train MODEL.json DATA --out DIR [OPTIONS]", //
        description = {"",
                "Weights start He normal by the seed, or from --weights. The run is kept as it goes: interrupted by"
                        + " Ctrl-C or killed, the same command goes on and ends with the same weights, to the bit."
                        + " Where loss, gradient or weights overflow, or the loss passes --loss-bound, the run has"
                        + " DIVERGED: a result, exit code 0.",
                ""}, //
        footer = {"",
                "Files in DIR: weights.npz, the last weights; log.jsonl, a line for every step and every evaluation;"
                        + " train.csv, train.json, train.svg, train.png, what was evaluated; w_0000.npz … of"
                        + " --checkpoint-every, for `hesse trajectory`. Files of these names are replaced.",
                "", "Examples:", "  hesse train model.json train.npz --test test.npz --out run",
                "  hesse train model.json train.npz --rule psam:rho=0.1 --evaluate trace,eigen --every 100 --out psam",
                "  hesse train model.json train.npz --rule psam:rho=0.1,terms=gn+activation --out part",
                "  hesse train model.json train.npz --rule psam:rho=0.1 --activation gelu_hat --out hat",
                "  hesse train model.json mnist-images-idx3-ubyte.gz --rule gn_trace:strength=0.01,probes=1"
                        + " --optimizer adam --learning-rate 1e-3 --warm-up 100 --clip 1 --batch 256 --out gn",
                "  hesse train model.json train.npz --checkpoint-every 100 --out run; hesse trajectory model.json"
                        + " 'run/w_*.npz' train.npz --out course"})
final class TrainCommand implements Callable<Integer> {
    /** Examples that an evaluation takes at a time, where their number is not given. */
    private static final int ROWS = 1024;

    @Parameters(index = "0", paramLabel = "MODEL.json", description = "Model with its loss, format hesse-model/1.")
    private Path modelFile;

    @Parameters(index = "1", paramLabel = "DATA", //
            description = "Examples and targets to train on: .npz with x and y, .csv, .csv.gz, IDX, or CIFAR-10.")
    private Path dataFile;

    @Mixin
    private ActivationOption activation;

    @Mixin
    private TrainOptions options;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "0", //
            description = "Of the weights, the order of examples, and the noise of rules (default ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--weights", paramLabel = "FILE", description = "Start from these, not from random ones.")
    private Path weightsFile;

    @Option(names = "--test", paramLabel = "DATA", description = "Other examples, to evaluate loss and accuracy on.")
    private Path testFile;

    @Mixin
    private EvaluateOptions evaluate;

    @Option(names = "--checkpoint-every", paramLabel = "N", defaultValue = "0", //
            description = "Also write the weights of the start and of every N-th step (default: no).")
    private int checkpointEvery;

    @Option(names = "--save-every", paramLabel = "N", defaultValue = "0", //
            description = "Steps from one saved state of the run to the next (default: five seconds).")
    private int saveEvery;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Where the files go, made if absent.")
    private Path out;

    @Option(names = "--fresh", description = "Start over, whatever the state of an earlier run.")
    private boolean fresh;

    @Mixin
    private Examples examples;

    @Mixin
    @SuppressWarnings("UnusedVariable")
    private Compute compute;

    @Mixin
    private Console console;

    @Override
    public Integer call() throws IOException {
        check();
        for (Path file : inputs()) Inputs.checkExists(file);
        Model model = activation.in(ModelFile.read(modelFile));
        if (weightsFile != null) model = Weights.load(weightsFile, model).model();
        Data data = examples.readAll(dataFile, model, examples.limitOr(Integer.MAX_VALUE));
        Data test = testFile == null ? null : examples.readAll(testFile, model, Integer.MAX_VALUE);
        MiniBatches batches = new MiniBatches(data.rows(), examples.batchOr(64), seed);
        wrongIfIllegal(() -> options.checkSteps(batches.perEpoch()));
        int total = options.epochs() * batches.perEpoch();
        Course course = evaluate.course(model.layout().size(), seed);
        TrainEvaluation evaluation = evaluation(model, data, test, course);
        TrainFiles files = new TrainFiles(OutputDirectory.of(out), total);
        files.checkApart(inputs());
        TrainSession session = new TrainSession(console, files, options.trainer(seed), model, data, batches,
                options.epochs());
        checkMemory(new TrainMemory(model, start(model)), data, test, evaluation, batches.batchSize());
        Map<String, String> key = key(model, data, test, batches, course);
        session.run(evaluation, start(model), key, new TrainWatch.Pace(checkpointEvery, saveEvery),
                evaluate.every(batches.perEpoch()), fresh, Provenance.of(console.command(), seed, hash(data)));
        return 0;
    }

    private void checkMemory(TrainMemory memory, Data data, Data test, TrainEvaluation evaluation, int batch) {
        memory.checkStep(data, batch, options.trainer(seed));
        memory.checkEvaluation(data, evaluation.training(), evaluation.course());
        if (test != null) memory.checkEvaluation(test, evaluation.test(), null);
    }

    /** A size that was asked for is kept, or refused; where it is only the usual one, what cannot be cut is not. */
    private TrainEvaluation evaluation(Model model, Data data, Data test, Course course) {
        List<String> reasons = new ArrayList<>();
        Model evaluated = model.evaluation();
        TrainEvaluation evaluation = new TrainEvaluation(meter(evaluated, data, reasons),
                test == null ? null : meter(evaluated, test, reasons), course);
        if (!reasons.isEmpty()) console.note("train: evaluations take all examples at a time: " + reasons.get(0));
        return evaluation;
    }

    private Meter meter(Model model, Data data, List<String> reasons) {
        return examples.isMicroBatch()
                ? new Meter(model, data, rows())
                : Meter.cutting(model, data, rows(), reasons::add);
    }

    private int rows() { return examples.isMicroBatch() ? examples.microBatch() : ROWS; }

    private void check() {
        evaluate.check();
        notNegative("--checkpoint-every", checkpointEvery);
        notNegative("--save-every", saveEvery);
        wrongIfIllegal(() -> options.trainer(seed));
    }

    private void notNegative(String option, int value) {
        if (value < 0) throw wrong(option + ": must be at least 0, got " + value);
    }

    /** What is wrong with options is wrong usage, wherever it is found. */
    private void wrongIfIllegal(Runnable check) {
        try {
            check.run();
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(console.command().commandLine(), message);
    }

    private List<Path> inputs() throws IOException {
        List<Path> inputs = new ArrayList<>(List.of(modelFile));
        inputs.addAll(Data.files(dataFile));
        if (testFile != null) inputs.addAll(Data.files(testFile));
        if (weightsFile != null) inputs.add(weightsFile);
        return inputs;
    }

    private double[] start(Model model) throws IOException {
        return weightsFile == null ? model.initialize(seed) : Weights.load(weightsFile, model).theta();
    }

    private static String hash(Data data) { return new Dataset(data.x(), data.y()).sha256(); }

    /** What all numbers of weights and log depend on. */
    private Map<String, String> key(Model model, Data data, Data test, MiniBatches batches, Course course)
            throws IOException {
        Map<String, String> key = new LinkedHashMap<>();
        key.put("model", RunState.sha256(modelFile));
        // Earlier runs had one mask for all steps.
        if (model.training(0) != model) key.put("draws", "by step");
        activation.name().ifPresent(name -> key.put("--activation", name));
        key.put("weights", weightsFile == null ? "random" : RunState.sha256(weightsFile));
        key.put("data", hash(data));
        key.put("--test", test == null ? "none" : hash(test));
        key.putAll(options.key());
        key.put("--batch", String.valueOf(batches.batchSize()));
        key.put("--seed", String.valueOf(seed));
        key.put("--micro-batch", String.valueOf(rows()));
        key.putAll(evaluate.key(course, batches.perEpoch()));
        key.put("--kernels", Providers.kernels().name());
        key.putAll(Provenance.platform());
        return key;
    }
}

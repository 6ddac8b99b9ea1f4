package org.hesse.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.hesse.lab.digits.Experiment;
import org.hesse.lab.digits.Measurement;
import org.hesse.lab.digits.Observer;
import org.hesse.lab.digits.Run;
import org.hesse.lab.digits.Settings;
import org.hesse.lab.digits.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** `hesse digits`: trains on the embedded digits and follows H = G + N along training. */
@Command(name = "digits", mixinStandardHelpOptions = true, versionProvider = Version.class, //
        sortOptions = false, header = "Train a network on handwritten digits and follow H = G + N along training.", //
        description = {"",
                "Trains a multilayer perceptron on 1,297 of the 1,797 embedded 8x8 digits (the seed draws them, the"
                        + " other 500 test; --limit takes the first of the 1,297): softmax cross-entropy, SGD with"
                        + " momentum 0.9, in batches, the learning rate on half a cosine down to 0. Before the first"
                        + " epoch and then after every one (--every), it measures on all training examples: loss,"
                        + " accuracies, the gradient's norm, the traces of"
                        + " G, of N and of N's two parts (activation, coupling) with standard errors, and |Gu|, |Nu|"
                        + " along the gradient direction u.",
                ""}, //
        footer = {"",
                "Into DIR go digits.html (plots, table), digits.csv (provenance behind #), digits.json, and of the last"
                        + " measurement model.json, weights.npz and data.npz, ready for `hesse split`. Files of these"
                        + " names are replaced. Ctrl-C writes what was measured so far. A run that diverges is a"
                        + " result: exit code 0, the outcome says so.",
                "", "Examples:", "  hesse digits", "  hesse digits --activation relu --hidden 64 --out relu",
                "  hesse digits --activation beta_gelu:10 --epochs 100 --every 5 --probes 256",
                "  hesse digits --learning-rate 5 --json"})
final class DigitsCommand implements Callable<Integer> {
    @Mixin
    private Console console;

    @Mixin
    private BatchSizes examples;

    @Mixin
    @SuppressWarnings("UnusedVariable")
    private Compute compute;

    @Option(names = "--activation", paramLabel = "NAME", defaultValue = "gelu", //
            description = "As in model files, settings behind it: relu, tanh, beta_gelu:4, gelu_hat, relu_hat:100;"
                    + " behind a slash another one whose second derivative it has, tanh/relu_hat:10 (default"
                    + " ${DEFAULT-VALUE}).")
    private String activation;

    @Option(names = "--hidden", paramLabel = "WIDTH", split = ",", defaultValue = "32,32", //
            description = "Widths of the hidden layers (default ${DEFAULT-VALUE}).")
    private List<Integer> hidden;

    @Option(names = "--epochs", paramLabel = "N", defaultValue = "30", //
            description = "Passes through the training examples (default ${DEFAULT-VALUE}).")
    private int epochs;

    @Option(names = "--every", paramLabel = "N", defaultValue = "1", //
            description = "Epochs from one measurement to the next (default ${DEFAULT-VALUE}).")
    private int every;

    @Option(names = "--probes", paramLabel = "N", defaultValue = "64", //
            description = "Random directions of each trace estimate (default ${DEFAULT-VALUE}).")
    private int probes;

    @Option(names = "--learning-rate", paramLabel = "X", defaultValue = "0.05", //
            description = "Where the cosine starts (default ${DEFAULT-VALUE}).")
    private double learningRate;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", //
            description = "Of the split, the weights, the batches and the probes (default ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--out", paramLabel = "DIR", defaultValue = "hesse-digits", //
            description = "Where the files go, made if absent (default ${DEFAULT-VALUE}).")
    private Path out;

    @Override
    public Integer call() throws IOException {
        Settings settings = settings();
        OutputDirectory.of(out);
        ProgressLine progress = console.progress("digits", (long) settings.epochs() * settings.batches().perEpoch());
        Experiment experiment = new Experiment(settings, watch(progress));
        DigitsFiles files = new DigitsFiles(console, out,
                Provenance.of(console.command(), seed, experiment.dataHash()));
        progress.aside(() -> say(Table.header()));
        try {
            Interrupt.during(() -> run(experiment, progress, files), () -> rescue(experiment, progress, files));
        } finally {
            progress.finish();
        }
        return 0;
    }

    private static void run(Experiment experiment, ProgressLine progress, DigitsFiles files) throws IOException {
        Run run = experiment.run();
        progress.finish();
        files.write(run);
    }

    private Settings settings() {
        try {
            return new Settings(activation, Activations.parse(activation), hidden, epochs, every, probes, learningRate,
                    seed, examples.limitOr(Settings.TRAIN), examples.batchOr(Settings.BATCH), examples.microBatch());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(console.command().commandLine(), e.getMessage(), e);
        }
    }

    private Observer watch(ProgressLine progress) {
        return new Observer() {
            @Override
            public void step(int step, int steps) { progress.step(step); }

            @Override
            public void measured(Measurement measurement, double[] theta) {
                progress.aside(() -> say(Table.row(measurement)));
            }
        };
    }

    private void say(String line) {
        console.say(line);
        console.command().commandLine().getOut().flush();
    }

    private void rescue(Experiment experiment, ProgressLine progress, DigitsFiles files) {
        progress.finish();
        experiment.interrupt().ifPresentOrElse(files::rescue,
                () -> console.note("hesse: interrupted before the first measurement"));
    }
}

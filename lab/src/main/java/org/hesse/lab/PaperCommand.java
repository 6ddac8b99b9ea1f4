package org.hesse.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.hesse.engine.array.Workers;
import org.hesse.lab.paper.Context;
import org.hesse.lab.paper.Experiment;
import org.hesse.lab.paper.Experiments;
import org.hesse.lab.paper.Findings;
import org.hesse.lab.paper.Images;
import org.hesse.lab.paper.Settings;
import org.hesse.lab.paper.Trials;
import org.hesse.nn.data.Dataset;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** `hesse paper`: the experiments of the paper behind H = G + N, at a size of seconds to minutes. */
@Command(name = "paper", mixinStandardHelpOptions = true, versionProvider = Version.class, sortOptions = false, //
        header = "The experiments of the paper behind H = G + N, small, exact and rerunnable.", //
        customSynopsis = "hesse paper EXPERIMENT… | all [OPTIONS]", //
        description = {"",
                "Y. Dauphin, A. Agarwala, H. Mobahi, \"Neglected Hessian component explains mysteries in sharpness"
                        + " regularization\", NeurIPS 2024 (arXiv 2401.10809). Every experiment says what was run, what"
                        + " came out, what the paper says, and where the two differ.",
                ""}, //
        footer = {"",
                "Into DIR go, for every experiment ID: ID.csv, ID.json, pictures ID-*.svg and ID-*.png; and one"
                        + " report.html of all experiments in DIR, also those of earlier commands. Every trial is kept"
                        + " in DIR/ID.trials.npz once it is done: a run that was cut, even by kill -9, goes on from"
                        + " there and ends with the same bytes, and one of more seeds, activations or strengths runs"
                        + " only what is new. --fresh starts over.",
                "", "Examples:", "  hesse paper all --quick", "  hesse paper order --json",
                "  hesse paper order noise --activations gelu,relu,gelu_hat --seeds 5 --out runs"})
final class PaperCommand implements Callable<Integer> {
    @Mixin
    private Console console;

    @Mixin
    @SuppressWarnings("UnusedVariable")
    private Compute compute;

    @Parameters(paramLabel = "EXPERIMENT", arity = "1..*", completionCandidates = PaperNames.class, //
            description = "${COMPLETION-CANDIDATES}.")
    private List<String> names;

    @Option(names = "--quick", description = "Fewer seeds, strengths and steps.")
    private boolean quick;

    @Option(names = "--seeds", paramLabel = "N", description = "Runs of each kind (default: the experiment's).")
    private Integer seeds;

    @Option(names = "--activations", paramLabel = "LIST", split = ",", //
            description = "By name: gelu, relu, gelu_hat, relu_hat:BETA, leaky_relu, beta_gelu:BETA, tanh/relu_hat:10,"
                    + " …")
    private List<String> activations = List.of();

    @Option(names = "--rho", paramLabel = "LIST", split = ",", //
            description = "Radii of SAM and strengths of gradient penalties.")
    private List<Double> rho = List.of();

    @Option(names = "--sigma2", paramLabel = "LIST", split = ",", //
            description = "Strengths of trace penalties, variances of weight noise.")
    private List<Double> sigma2 = List.of();

    @Option(names = "--beta", paramLabel = "LIST", split = ",", description = "Sharpnesses of beta-GELU.")
    private List<Double> beta = List.of();

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", //
            description = "The first seed (default ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--data", paramLabel = "FILE", //
            description = "Images for the convolutional networks: of 28×28 pixels with labels beside them, IDX as"
                    + " MNIST's, or CIFAR-10's data_batch_1.bin (default: the embedded digits).")
    private Path data;

    @Mixin
    private Scale scale;

    @Option(names = "--out", paramLabel = "DIR", defaultValue = "hesse-paper", //
            description = "Where the files go, made if absent (default ${DEFAULT-VALUE}).")
    private Path out;

    @Option(names = "--fresh", description = "Start over, whatever was computed before.")
    private boolean fresh;

    @Override
    public Integer call() throws IOException {
        List<Experiment> experiments;
        Settings settings;
        try {
            experiments = Experiments.named(names);
            settings = new Settings(quick, seeds == null ? 0 : Settings.checkSeeds(seeds), activations, rho, sigma2,
                    beta, seed, images());
            activations.forEach(name -> context(settings, null).function(name));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(console.command().commandLine(), e.getMessage(), e);
        }
        Dataset images = data == null ? null : Images.read(data, scale::apply);
        PaperFiles files = new PaperFiles(console, OutputDirectory.of(out), settings);
        // All before the first: a state that is another run's shall not be found hours later.
        Map<Experiment, RunState> states = new LinkedHashMap<>();
        for (Experiment experiment : experiments) states.put(experiment, open(experiment, files));
        Map<String, Object> fields = new LinkedHashMap<>();
        Interrupt.during(() -> {
            for (Experiment experiment : experiments)
                fields.put(experiment.id(), run(experiment, states.get(experiment), settings, images, files));
        }, () -> console.note("hesse: interrupted; what is done is kept, the same command goes on"));
        files.sayReport();
        console.result(experiments.size() == 1 ? only(fields) : fields);
        return 0;
    }

    /** The options of what the convolutional networks see. */
    private Map<String, String> images() {
        if (data == null && scale.isGiven())
            throw new IllegalArgumentException("--mean, --std: are for the images of --data, which is not given");
        scale.check();
        Map<String, String> images = new LinkedHashMap<>();
        if (data != null) images.put("--data", data.toString());
        images.putAll(scale.options());
        return images;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> only(Map<String, Object> fields) {
        return (Map<String, Object>) fields.values().iterator().next();
    }

    private RunState open(Experiment experiment, PaperFiles files) throws IOException {
        try {
            RunState state = RunState.of(files.state(experiment), files.key(experiment), fresh);
            if (state.isResumed()) console.note("hesse: goes on from " + files.state(experiment));
            return state;
        } catch (RunState.OtherRunException e) {
            throw new IOException(e.getMessage() + ", another --out keeps both", e);
        }
    }

    private Map<String, Object> run(Experiment experiment, RunState state, Settings settings, Dataset images,
            PaperFiles files) throws IOException {
        console.say(experiment.id() + ": " + experiment.title());
        Trials trials = new Trials(Workers.shared().threads(), new PaperStore(state), new PaperProgress(console));
        Context context = context(settings, trials);
        Findings findings = experiment.run(images == null ? context : context.with(images));
        files.write(experiment, findings);
        return findings.fields();
    }

    private static Context context(Settings settings, Trials trials) {
        return new Context(settings, Activations::parse, trials);
    }
}

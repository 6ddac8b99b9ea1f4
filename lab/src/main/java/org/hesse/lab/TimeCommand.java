package org.hesse.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.hesse.engine.array.Array;
import org.hesse.engine.objective.Batch;
import org.hesse.lab.timing.Agreement;
import org.hesse.lab.timing.Allocation;
import org.hesse.lab.timing.Counts;
import org.hesse.lab.timing.Entry;
import org.hesse.lab.timing.RandomCase;
import org.hesse.lab.timing.Rounds;
import org.hesse.lab.timing.Times;
import org.hesse.lab.timing.Timing;
import org.hesse.lab.timing.Workbench;
import org.hesse.nn.Model;
import org.hesse.nn.data.Dataset;
import org.hesse.nn.file.ModelFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** `hesse time`: how long the products of a model take, beside its gradient. */
@Command(name = "time", mixinStandardHelpOptions = true, versionProvider = Version.class, sortOptions = false, //
        header = "Times the products of a model with H, G and N beside its gradient.", //
        customSynopsis = "hesse time MODEL.json --batch B [OPTIONS]", //
        description = {"",
                "On a random batch (inputs and direction standard normal, targets at random, initial weights), checks"
                        + " that the products agree and then times them in rounds, one after the other. Medians, and"
                        + " their ratio to the gradient's; GFLOP/s and GEMMs are those of the matrix products.",
                ""}, //
        footer = {"", "What is timed:", "  gradient              loss and gradient: the unit",
                "  hessian               recording and Hv, without the gradient",
                "  split                 recording, gradient, Gv, Nv and Hv",
                "  quadratic             recording, v·Gv and v·Nv, without the gradient",
                "  …_stored              the products of another direction at a point recorded before",
                "  split_stored_lanes    Gv and Nv of --lanes directions at once; _singles: one after the other", "",
                "Arrays in FILE.npz of --data-out, for every parameter p of the model: x, y, weight/p, direction/p,",
                "  loss, gradient/p, hessian/p, gauss_newton/p, nme/p, quadratic/gauss_newton, quadratic/nme", "",
                "Examples:", "  hesse time model.json --batch 256",
                "  hesse time model.json --batch 256 --threads 1 --kernels plain --seconds 5",
                "  hesse time model.json --batch 64 --lanes 8 --data-out case.npz --json"})
final class TimeCommand implements Callable<Integer> {
    private static final int MOST_LANES = 64;
    private static final double MOST_SECONDS = 3600;
    private static final int STEPS = 100;

    @Parameters(index = "0", paramLabel = "MODEL.json", description = "Model with its loss, format hesse-model/1.")
    private Path modelFile;

    @Option(names = "--batch", required = true, paramLabel = "B", description = "Examples in the batch.")
    private int batch;

    @Option(names = "--lanes", paramLabel = "L", defaultValue = "1", //
            description = "Also time so many directions at once (default ${DEFAULT-VALUE}: do not).")
    private int lanes;

    @Option(names = "--seconds", paramLabel = "X", defaultValue = "16", //
            description = "Measure for so long, but " + Rounds.FEWEST + " rounds at least (default"
                    + " ${DEFAULT-VALUE}).")
    private double seconds;

    @Option(names = "--warm-up", paramLabel = "X", defaultValue = "" + Rounds.MOST_WARM, //
            description = "Before, warm up until times stop falling, but not for longer than so many seconds (default"
                    + " ${DEFAULT-VALUE}).")
    private double warmUp;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "0", //
            description = "Of batch, weights and directions (default ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--data-out", paramLabel = "FILE.npz", //
            description = "Write batch, weights, direction and all products, for others to check; it is replaced.")
    private Path dataOut;

    @Mixin
    @SuppressWarnings("UnusedVariable")
    private Compute compute;

    @Mixin
    private Console console;

    @Override
    public Integer call() throws IOException {
        check();
        OutputFile file = dataOut == null ? null : OutputFile.of("--data-out", dataOut, List.of(modelFile));
        Model model = ModelFile.read(modelFile);
        checkMemory(model);
        RandomCase at = RandomCase.draw(model, batch, lanes, seed);
        Environment environment = Environment
                .of(Provenance.of(console.command(), seed, new Dataset(at.x(), at.y()).sha256()));
        console.say(String.format(Locale.ROOT, "%s, batch %d, %,d parameters; kernels %s, threads %d", modelFile,
                batch, at.theta().length, environment.provenance().kernels(), environment.threads()));
        Measured measured = time(at, file);
        console.say(Timing.header());
        for (Timing timing : measured.timings) console.say(timing.row());
        if (file != null) console.say("wrote " + dataOut);
        if (!measured.falling.isEmpty())
            console.note("time: not warm: after " + warmUp + " s of warming up the times of "
                    + String.join(", ", measured.falling) + " had not stopped falling (--warm-up)");
        console.result(fields(measured, at, environment));
        return 0;
    }

    /** @param falling entries that were not warm, by name */
    private record Measured(List<Timing> timings, List<String> falling) {}

    /** The same before it is counted; all but `falling` by entry. */
    private record Clocked(List<Times> times, List<String> falling, List<Long> bytes) {}

    /** Before there is anything as large as θ or the batch: throws if the heap has no room for it. */
    private void checkMemory(Model model) {
        // θ and the directions among them.
        long vectors = 1L + lanes + Workbench.vectors(lanes) + Agreement.vectors(lanes);
        new Rehearsal(model.layout(), n -> RandomCase.draw(model, n, 0, seed).objective(), batch, vectors, few -> {
            RandomCase at = RandomCase.draw(model, 2, lanes, seed);
            try (Workbench bench = new Workbench((Batch) few, at.theta(), at.v())) {
                for (Entry entry : Entry.all(lanes)) entry.call().accept(bench);
            }
        }).check("lower --batch" + (lanes > 1 ? " or --lanes" : ""), RandomCase.numbers(model));
    }

    private void check() {
        if (batch < 1) throw wrong("--batch: must be at least 1, got " + batch);
        if (lanes < 1 || lanes > MOST_LANES) throw wrong("--lanes: must be 1.." + MOST_LANES + ", got " + lanes);
        if (!(seconds > 0 && seconds <= MOST_SECONDS))
            throw wrong("--seconds: must be positive and at most " + MOST_SECONDS + ", got " + seconds);
        if (!(warmUp >= 0 && warmUp <= MOST_SECONDS))
            throw wrong("--warm-up: must be 0.." + MOST_SECONDS + ", got " + warmUp);
    }

    private ParameterException wrong(String message) {
        return new ParameterException(console.command().commandLine(), message);
    }

    private Measured time(RandomCase at, OutputFile file) throws IOException {
        List<Entry> entries = Entry.all(lanes);
        Clocked clocked = clock(entries, at, file);
        // Counting comes last: it shows the JVM other kernels, for which it would compile everything anew. It makes
        // every entry's buffers again, and has room for them: those of the bench have gone with it.
        List<Timing> timings = new ArrayList<>();
        for (int e = 0; e < entries.size(); e++)
            timings.add(Timing.of(entries.get(e), clocked.times.get(e), clocked.times.get(0),
                    Counts.of(entries.get(e), at), clocked.bytes.get(e)));
        return new Measured(timings, clocked.falling);
    }

    /** A method of its own, for nothing to hold the bench when it is done. */
    private Clocked clock(List<Entry> entries, RandomCase at, OutputFile file) throws IOException {
        try (Workbench bench = new Workbench(at.objective(), at.theta(), at.v())) {
            Agreement.check(bench);
            if (file != null) file.write(arrays(at, bench));
            ProgressLine bar = console.progress("time", STEPS);
            Rounds rounds = new Rounds(entries, bench, share -> bar.step((int) (STEPS * share)));
            List<Times> times = times(rounds, bar);
            return new Clocked(times, rounds.falling(),
                    entries.stream().map(entry -> Allocation.of(entry, bench)).toList());
        }
    }

    private List<Times> times(Rounds rounds, ProgressLine bar) {
        try {
            return rounds.run(warmUp, seconds);
        } finally {
            bar.finish();
        }
    }

    private static Map<String, Array> arrays(RandomCase at, Workbench bench) {
        Map<String, Array> arrays = new LinkedHashMap<>(at.arrays());
        arrays.putAll(bench.arrays());
        return arrays;
    }

    private Map<String, Object> fields(Measured measured, RandomCase at, Environment environment) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (Timing timing : measured.timings) fields.put(timing.entry().name(), timing.fields());
        fields.put("environment", environment.fields());
        fields.put("model", modelFile.toString());
        fields.put("batch", batch);
        fields.put("parameters", at.theta().length);
        fields.put("lanes", lanes);
        fields.put("warm", measured.falling.isEmpty());
        return fields;
    }
}

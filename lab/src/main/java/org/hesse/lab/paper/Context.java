package org.hesse.lab.paper;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.hesse.engine.op.Elementwise;
import org.hesse.nn.data.Dataset;

/** What an experiment runs with: its settings, activations by name, and the trials' runner. Used by one thread. */
public final class Context {
    private final Settings settings;
    private final Function<String, Elementwise> functions;
    private final Trials trials;
    /** Null if there are none. */
    private final Dataset images;

    /**
     * That of a run.
     *
     * @param functions gives the activation of a name
     */
    public Context(Settings settings, Function<String, Elementwise> functions, Trials trials) {
        this(settings, functions, trials, null);
    }

    private Context(Settings settings, Function<String, Elementwise> functions, Trials trials, Dataset images) {
        this.settings = settings;
        this.functions = functions;
        this.trials = trials;
        this.images = images;
    }

    /** The same with images for the convolutional networks. */
    public Context with(Dataset images) { return new Context(settings, functions, trials, images); }

    /** Those of the command line, if there are some. */
    Optional<Dataset> images() { return Optional.ofNullable(images); }

    public Settings settings() { return settings; }

    /** The activation of that name: `gelu`, `relu_hat:100`; an unknown one is an error that lists all. */
    public Elementwise function(String name) { return functions.apply(name); }

    /**
     * Runs the trials that are not done yet, several at a time, and returns the numbers of all, in their order.
     *
     * @param what they do, for the line of progress
     */
    public List<Numbers> run(String what, List<Trial> all) { return trials.run(what, all); }
}

package org.hesse.lab.paper;

import java.util.List;
import java.util.function.Function;

/**
 * A sweep of convolutional networks with and without batch norm, on the images of the command line or the digits.
 * Stateless and thread-safe.
 *
 * @param of the sweep that runs, of these tasks
 */
record ConvolutionSweep(Function<List<Task>, Experiment> of) implements Experiment {
    private static final List<String> ACTIVATIONS = List.of("gelu", "relu");

    /** SAM and gradient penalties. */
    static Experiment rho() {
        return new ConvolutionSweep(tasks -> new RhoSweep("rho-sweep-conv", tasks, ACTIVATIONS,
                new Extent(new double[] {0.05, 0.1, 0.2, 0.4, 0.8}, new double[] {0.4}, 3, 1)));
    }

    /** Trace penalties and weight noise. */
    static Experiment trace() {
        return new ConvolutionSweep(tasks -> new TracePenalties("trace-penalty-conv", tasks, 20, true,
                new Extent(new double[] {1e-4, 3e-4, 1e-3, 3e-3, 1e-2}, new double[] {3e-3}, 3, 1), null));
    }

    @Override
    public String id() { return of.apply(List.of()).id(); }

    @Override
    public String title() { return of.apply(List.of()).title(); }

    @Override
    public String source() { return of.apply(List.of()).source(); }

    @Override
    public String claim() { return of.apply(List.of()).claim(); }

    @Override
    public Findings run(Context context) {
        return of.apply(Convolution.both(context)).run(context);
    }
}

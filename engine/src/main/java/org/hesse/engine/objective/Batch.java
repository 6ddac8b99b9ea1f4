package org.hesse.engine.objective;

import java.util.List;
import java.util.function.Function;
import org.hesse.engine.array.Layout;
import org.hesse.engine.array.Pool;
import org.hesse.engine.array.Providers;
import org.hesse.engine.array.Selection;
import org.hesse.engine.tape.Point;
import org.hesse.engine.tape.Tape;
import org.hesse.engine.tape.Var;

/**
 * The loss of one batch as a function of θ: a model with a loss and data is one, so is any program of the engine's ops.
 *
 * <p>Immutable; as thread-safe as the program, which several threads may run at a time.
 *
 * @param pool where its points take their buffers from; batches that share one reuse each other's
 * @param program records the loss on a tape and returns it
 */
public record Batch(Layout layout, Pool pool, Function<Tape, Var> program) implements Objective {
    /** A batch with a pool of its own. */
    public Batch(Layout layout, Function<Tape, Var> program) { this(layout, new Pool(), program); }

    @Override
    public List<Part> parts() { return List.of(new Part(1, this)); }

    /**
     * Records the loss at θ. The caller closes the point and leaves θ alone until then.
     *
     * @param order the highest order of jets that will be pushed: 0 gradient only, 1 curvature, 2 third derivatives
     */
    public Point record(double[] theta, int order) {
        Tape tape = new Tape(layout, theta, order, Providers.kernels(), pool);
        return tape.point(program.apply(tape));
    }

    @Override
    public Batch select(Selection selection, double[] theta) {
        layout.check("theta", theta);
        return freeze(selection, theta.clone());
    }

    /** The same, θ not copied. */
    Batch freeze(Selection selection, double[] theta) {
        if (!selection.whole().equals(layout))
            throw new IllegalArgumentException("select: from " + selection.whole() + ", the parameters are " + layout);
        return new Batch(selection.part(), pool, tape -> {
            tape.freeze(layout, theta);
            return program.apply(tape);
        });
    }
}

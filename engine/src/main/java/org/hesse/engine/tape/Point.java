package org.hesse.engine.tape;

import java.util.List;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Kernels;
import org.hesse.engine.array.Layout;
import org.hesse.engine.array.Pool;

/**
 * A recorded point: all that depends on θ and not on a direction. Push any v through it, pull any channels.
 *
 * <p>θ and the data must stay as they are until it is closed, which gives its arrays back. Sweeps of one
 * thread only; several points may be alive at once in several threads.
 */
public final class Point implements AutoCloseable {
    private final Tape tape;
    private final List<Var> nodes;
    private final Var output;
    private final Var loss;
    private double[] gradient;
    private boolean closed;

    Point(Tape tape, Var loss) {
        this.tape = tape;
        this.nodes = List.copyOf(tape.nodes);
        this.output = tape.output;
        this.loss = loss;
    }

    public Layout layout() { return tape.layout; }

    /** The highest order of jets that it was recorded for. */
    public int order() { return tape.order; }

    public Kernels kernels() { return tape.kernels; }

    public Pool pool() { return tape.pool; }

    /** All nodes in order of evaluation; a node's id is its place here. */
    public List<Var> nodes() {
        checkOpen();
        return nodes;
    }

    /** z, the model's output; null if the recording was not marked. */
    public Var output() { return output; }

    public Var lossNode() { return loss; }

    public double loss() {
        checkOpen();
        return loss.value().get(0);
    }

    /** ∇L once the gradient channel was pulled, else null; belongs to the point, is lost when that is closed. */
    public double[] gradient() {
        checkOpen();
        return gradient;
    }

    /** For the sweep of the gradient channel: keeps ∇L, a vector of this point's pool. */
    public void keepGradient(double[] pulled) { gradient = pulled; }

    private void checkOpen() {
        if (closed) throw new IllegalStateException("point: it is closed");
    }

    void checkFinite() {
        if (Double.isFinite(loss())) return;
        for (Var node : nodes) {
            Array x = node.value();
            for (int i = 0; i < x.size(); i++)
                if (!Double.isFinite(x.get(i)))
                    throw new NonFiniteException("loss is " + loss() + ": the first non-finite value is " + node + "["
                            + i + "] = " + x.get(i));
        }
    }

    @Override
    public void close() {
        if (closed) return;
        closed = true;
        for (Var node : nodes) node.release();
        if (gradient != null) tape.pool.shelf(gradient.length).give(gradient);
    }
}

package org.hesse.engine.tape;

import java.util.List;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Kernels;
import org.hesse.engine.array.Layout;
import org.hesse.engine.array.Pool;

/**
 * A recorded point: all that depends on θ and not on a direction. Push any v through it, pull any channels.
 *
 * <p>θ and the data must stay as they are until it is closed, which gives its memory back to the pool. Sweeps of one
 * thread only; several points may be alive at once in several threads.
 */
public final class Point implements AutoCloseable {
    private final Layout layout;
    private final int order;
    private final Kernels kernels;
    private final Pool pool;
    private final List<Var> nodes;
    private final Var output;
    private final Var loss;
    private double[] gradient;
    private boolean closed;

    Point(Layout layout, int order, Kernels kernels, Pool pool, List<Var> nodes, Var output, Var loss) {
        this.layout = layout;
        this.order = order;
        this.kernels = kernels;
        this.pool = pool;
        this.nodes = List.copyOf(nodes);
        this.output = output;
        this.loss = loss;
    }

    public Layout layout() { return layout; }

    /** The highest order of jets that it was recorded for. */
    public int order() { return order; }

    public Kernels kernels() { return kernels; }

    public Pool pool() { return pool; }

    /** All nodes in order of evaluation; a node's id is its place here. */
    public List<Var> nodes() {
        if (closed) throw new IllegalStateException("point: it is closed");
        return nodes;
    }

    /** z, the model's output; null if the recording was not marked. */
    public Var output() { return output; }

    public Var lossNode() { return loss; }

    public double loss() { return loss.value().get(0); }

    /** ∇L once the gradient channel was pulled, else null; belongs to the point, not to be written to. */
    public double[] gradient() { return gradient; }

    /** Keeps ∇L, as the gradient channel leaves it. */
    public void gradient(double[] pulled) { gradient = pulled; }

    void checkFinite() {
        if (Double.isFinite(loss())) return;
        for (Var node : nodes) {
            int bad = firstNonFinite(node.value());
            if (bad >= 0)
                throw new NonFiniteException("loss is " + loss() + ": the first non-finite value is " + node + "["
                        + bad + "] = " + node.value().get(bad));
        }
    }

    private static int firstNonFinite(Array x) {
        for (int i = 0; i < x.size(); i++) if (!Double.isFinite(x.get(i))) return i;
        return -1;
    }

    @Override
    public void close() {
        if (closed) return;
        closed = true;
        for (Var node : nodes) node.release();
        if (gradient != null) pool.shelf(gradient.length).give(gradient);
    }
}

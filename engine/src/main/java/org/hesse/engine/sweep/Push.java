package org.hesse.engine.sweep;

import java.util.List;
import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;
import org.hesse.engine.op.Birth;
import org.hesse.engine.op.Frame;
import org.hesse.engine.tape.Point;
import org.hesse.engine.tape.Var;

/**
 * The forward sweep: coefficients 1..K of every node along θ + εv, at a recorded point.
 *
 * <p>Its buffers are made once: pushing another direction allocates nothing. Not thread-safe.
 */
public final class Push implements AutoCloseable {
    private final Point point;
    private final int order;
    private final Trace full;
    private final Trace straight;
    private final Trace bend;
    private Trace births;
    private double[] along;

    /** A sweep for jets up to `order`, 1 or 2, at most that of the point. */
    public Push(Point point, int order) {
        if (order < 1 || order > point.order())
            throw new IllegalArgumentException(
                    "push: order " + order + " asked of a point recorded for order " + point.order());
        this.point = point;
        this.order = order;
        full = Trace.full(point, order);
        straight = order < 2 ? null : Trace.straight(point, full);
        bend = order < 2 ? null : Trace.bend(point, full);
    }

    public Point point() { return point; }

    public int order() { return order; }

    /** Fills all coefficients along v, which must stay as it is until the pulls are done. */
    public void along(double[] v) {
        point.layout().check("direction", v);
        List<Var> nodes = point.nodes();
        full.clear();
        for (int i = 0; i < nodes.size(); i++) {
            Var node = nodes.get(i);
            if (node.parameter() != null) full.jet(node).sum(1).aim(v, true);
            for (int k = 1; k <= order; k++) forward(k, node, full);
        }
        if (order == 2) alongLoss(nodes);
        along = v;
    }

    /** The direction last pushed; an error if there is none, or the point or this sweep is closed. */
    double[] direction() {
        if (along == null) throw new IllegalStateException("push: no direction was pushed, or it is closed");
        return along;
    }

    private void alongLoss(List<Var> nodes) {
        straight.clear();
        bend.clear();
        for (int i = 0; i < nodes.size(); i++) {
            forward(2, nodes.get(i), straight);
            forward(1, nodes.get(i), bend);
        }
    }

    private static void forward(int k, Var node, Trace trace) {
        Frame frame = trace.frame(node);
        if (frame != null) node.op().forward(k, frame);
    }

    /** Coefficient k of a node along v, null if it is a structural zero. */
    public Array coefficient(Var node, int k) { return full.jet(node).at(k); }

    /**
     * Quadratic forms by the forward sweep alone: `out[node] = 2⟨ā, b⟩`, b what the node gives birth to at order 2 with
     * no second coefficient coming in. Summed over the loss's nodes it is vᵀGv, over the model's vᵀNv.
     *
     * @param out one number a node of the point; {@link #along} comes first
     */
    public void births(double[] out) {
        Pull.gradient(point);
        if (births == null) births = Trace.births(point, full);
        births.clear();
        List<Var> nodes = point.nodes();
        direction();
        for (int i = 0; i < nodes.size(); i++) out[i] = 2 * birth(nodes.get(i));
    }

    private double birth(Var node) {
        Frame frame = births.frame(node);
        if (frame == null || node.op().birth() == Birth.NONE) return 0;
        Accumulator born = frame.y(2);
        node.op().forward(2, frame);
        double sum = point.kernels().dot(node.adjoint().value(), born.value());
        born.release();
        return sum;
    }

    /** What a node's op sees on that path; null where nothing is computed on it. */
    Frame frame(Var node, Path path) {
        return switch (path) {
            case FULL -> full.frame(node);
            case STRAIGHT -> straight.frame(node);
            case BEND -> bend.frame(node);
        };
    }

    @Override
    public void close() {
        along = null;
        full.release();
        if (births != null) births.release();
        if (order == 2) {
            straight.release();
            bend.release();
        }
    }
}

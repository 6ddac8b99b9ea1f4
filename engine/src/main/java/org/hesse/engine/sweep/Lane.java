package org.hesse.engine.sweep;

import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;
import org.hesse.engine.op.Birth;
import org.hesse.engine.op.Frame;
import org.hesse.engine.tape.Point;
import org.hesse.engine.tape.Var;

/**
 * One direction of a {@link Push}: its own coefficients 1..K on all paths. Coefficient 0 and the slopes are those of
 * the point, common to all lanes. Not thread-safe.
 */
final class Lane {
    private final Point point;
    private final int order;
    private final int inModel;
    private final Trace full;
    private final Trace straight;
    private final Trace bend;
    private Trace births;
    private double[] along;
    private double[] forms;

    /** @param inModel the order of the jets on the full path, at most the other: the loss's own paths have that */
    Lane(Point point, int order, int inModel) {
        this.point = point;
        this.order = order;
        this.inModel = inModel;
        full = Trace.full(point, inModel);
        straight = order < 2 ? null : Trace.straight(point, full);
        bend = order < 2 ? null : Trace.bend(point, full);
    }

    void begin(double[] v) {
        point.layout().check("direction", v);
        along = v;
        full.clear();
        if (order < 2) return;
        straight.clear();
        bend.clear();
    }

    double[] along() { return along; }

    void forward(Var node) {
        if (node.parameter() != null) full.jet(node).sum(1).aim(along, true);
        for (int k = 1; k <= inModel; k++) forward(k, node, full);
    }

    /** The paths that only the loss's own nodes have; {@link #forward} comes first at all nodes. */
    void forwardLoss(Var node) {
        forward(2, node, straight);
        forward(1, node, bend);
    }

    private static void forward(int k, Var node, Trace trace) {
        Frame frame = trace.frame(node);
        if (frame != null) node.op().forward(k, frame);
    }

    Array coefficient(Var node, int k) { return full.jet(node).at(k); }

    /** What a node's op sees on that path; null where nothing is computed on it. */
    Frame frame(Var node, Path path) {
        return switch (path) {
            case FULL -> full.frame(node);
            case STRAIGHT -> straight.frame(node);
            case BEND -> bend.frame(node);
        };
    }

    /** Where {@link #birth} leaves its numbers from now on, one a node. */
    void births(double[] out) {
        if (births == null) births = Trace.births(point, full);
        births.clear();
        forms = out;
    }

    /** `2⟨ā, b⟩`, b what the node gives birth to at order 2 with no second coefficient coming in. */
    void birth(Var node) {
        Frame frame = births.frame(node);
        forms[node.id()] = 0;
        if (frame == null || node.op().birth() == Birth.NONE) return;
        Accumulator born = frame.y(2);
        node.op().forward(2, frame);
        forms[node.id()] = 2 * point.kernels().dot(node.adjoint().value(), born.value());
        born.release();
    }

    void release() {
        along = null;
        forms = null;
        full.release();
        if (births != null) births.release();
        if (order < 2) return;
        straight.release();
        bend.release();
    }
}

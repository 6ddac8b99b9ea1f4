package org.hesse.engine.sweep;

import java.util.ArrayList;
import java.util.List;
import org.hesse.engine.array.Accumulator;
import org.hesse.engine.jet.Jet;
import org.hesse.engine.op.Frame;
import org.hesse.engine.op.Frame.Memo;
import org.hesse.engine.tape.Point;
import org.hesse.engine.tape.Var;

/**
 * The jets and frames of a point's nodes on one path. Coefficients that two paths have in common are shared.
 *
 * <p>Made once for a point; refilled without allocating.
 */
final class Trace {
    private final Point point;
    private final Jet[] jets;
    private final Frame[] frames;
    private final Memo[] firstMemo;
    private final List<Accumulator> sums = new ArrayList<>();
    private final List<Memo> memos = new ArrayList<>();

    private Trace(Point point) {
        this.point = point;
        int size = point.nodes().size();
        jets = new Jet[size];
        frames = new Frame[size];
        firstMemo = new Memo[size];
    }

    /** x₀ + εx₁ (+ ε²x₂) of every node, parameters moving along v. */
    static Trace full(Point point, int order) {
        Trace t = new Trace(point);
        for (Var node : point.nodes()) {
            Jet y = new Jet(node.valueSum());
            if (node.parameter() != null) y = y.with(Accumulator.segment(node.parameter()));
            for (int k = 1; k <= order && t.computes(node); k++) y = y.with(t.sum(node));
            t.jets[node.id()] = y;
            t.firstMemo[node.id()] = t.memo();
            if (t.computes(node)) t.frame(node, y, t.firstMemo[node.id()], t.memo());
        }
        return t;
    }

    /** The loss's own nodes pushed from z₀ + εz₁. */
    static Trace straight(Point point, Trace full) {
        Trace t = new Trace(point);
        for (Var node : point.nodes()) {
            Jet y = full.jet(node).straight();
            boolean own = node.isLoss() && t.computes(node);
            if (own) y = y.with(t.sum(node));
            t.jets[node.id()] = y;
            if (own) t.frame(node, y, full.firstMemo[node.id()], t.memo());
        }
        return t;
    }

    /** The loss's own nodes pushed from z₀ + εz₂. */
    static Trace bend(Point point, Trace full) {
        Trace t = new Trace(point);
        for (Var node : point.nodes()) {
            boolean own = node.isLoss() && t.computes(node);
            Jet y = own ? new Jet(node.valueSum()).with(t.sum(node)) : full.jet(node).bend();
            t.jets[node.id()] = y;
            if (own) t.frame(node, y, t.memo());
        }
        return t;
    }

    /** Every curved node on its own: no second coefficient comes in, what goes out at order 2 was born there. */
    static Trace births(Point point, Trace full) {
        Trace t = new Trace(point);
        for (Var node : point.nodes()) {
            t.jets[node.id()] = full.jet(node).straight();
            if (t.computes(node))
                t.frame(node, t.jets[node.id()].with(t.sum(node)), full.firstMemo[node.id()], t.memo());
        }
        return t;
    }

    Jet jet(Var node) { return jets[node.id()]; }

    /** What the op of this node sees; null where nothing is computed on this path. */
    Frame frame(Var node) { return frames[node.id()]; }

    /** Empties everything of this path's own; the memory is kept for the next direction. */
    void clear() {
        // By index here and in the sweeps: an iterator would be all that a warmed product allocates.
        for (int i = 0; i < sums.size(); i++) sums.get(i).clear();
        for (int i = 0; i < memos.size(); i++) memos.get(i).clear();
    }

    void release() {
        for (Accumulator sum : sums) sum.release();
        for (Memo memo : memos) memo.release();
    }

    private boolean computes(Var node) { return node.op() != null && node.isActive(); }

    private void frame(Var node, Jet y, Memo... own) {
        Memo[] all = new Memo[own.length + 1];
        all[0] = node.memo();
        System.arraycopy(own, 0, all, 1, own.length);
        Jet[] x = new Jet[node.inputs().size()];
        for (int i = 0; i < x.length; i++) x[i] = jet(node.inputs().get(i));
        frames[node.id()] = new Frame(point.kernels(), point.order(), x, y, all);
    }

    private Accumulator sum(Var node) {
        Accumulator sum = Accumulator.pooled(point.pool(), node.shape());
        sums.add(sum);
        return sum;
    }

    private Memo memo() {
        Memo memo = new Memo(point.pool());
        memos.add(memo);
        return memo;
    }
}

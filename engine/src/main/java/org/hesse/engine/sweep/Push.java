package org.hesse.engine.sweep;

import java.util.List;
import java.util.stream.Stream;
import org.hesse.engine.array.Array;
import org.hesse.engine.op.Frame;
import org.hesse.engine.op.Stackable;
import org.hesse.engine.tape.Point;
import org.hesse.engine.tape.Var;

/**
 * The forward sweep: coefficients 1..K of every node along θ + εv, at a recorded point.
 *
 * <p>Several directions travel together, each in a lane of its own: they share coefficient 0, the slopes and one walk
 * through the nodes, and each has the bits that it has alone. Its buffers are made once: pushing other directions
 * allocates nothing. Not thread-safe.
 */
public final class Push implements AutoCloseable {
    private final Point point;
    private final int order;
    /** The highest coefficients in the model, that of the loss being `order`. */
    private final int inModel;
    private final Lane[] lanes;
    private final Groups forward = new Groups(this::forward);
    private final Groups born = new Groups(this::births);
    /** How many lanes hold a direction; those after them are idle. */
    private int active;

    /** A sweep of one direction for jets up to `order`, 1 or 2, at most that of the point. */
    public Push(Point point, int order) { this(point, order, 1); }

    /** A sweep of up to `lanes` directions, each of which takes the memory of its jets. */
    public Push(Point point, int order, int lanes) { this(point, order, lanes, true); }

    /**
     * A sweep for jets of order 2 in the loss and of order 1 in the model, which is all that ∇(vᵀGv) takes: 2 GEMMs
     * less for an inner dense layer.
     */
    public static Push straight(Point point, int lanes) { return new Push(point, 2, lanes, false); }

    private Push(Point point, int order, int lanes, boolean bends) {
        if (order < 1 || order > point.order())
            throw new IllegalArgumentException(
                    "push: order " + order + " asked of a point recorded for order " + point.order());
        if (lanes < 1) throw new IllegalArgumentException("push: needs at least one lane, got " + lanes);
        this.point = point;
        this.order = order;
        inModel = bends ? order : 1;
        this.lanes = Stream.generate(() -> new Lane(point, order, inModel)).limit(lanes).toArray(Lane[]::new);
    }

    public Point point() { return point; }

    public int order() { return order; }

    /** False if it leaves out second coefficients in the model. */
    boolean bends() { return inModel == order; }

    /** How many directions it can take. */
    public int lanes() { return lanes.length; }

    /** How many it holds, 0 before the first and once closed. */
    public int directions() { return active; }

    /** Fills all coefficients along v, which must stay as it is until the pulls are done. */
    public void along(double[] v) {
        active = 0;
        lanes[0].begin(v);
        sweep(1);
    }

    /** The same along several directions, at most {@link #lanes}. */
    public void along(double[]... v) {
        if (v.length < 1 || v.length > lanes.length)
            throw new IllegalArgumentException(
                    "push: takes 1 to " + lanes.length + " directions at a time, got " + v.length);
        active = 0;
        for (int l = 0; l < v.length; l++) lanes[l].begin(v[l]);
        sweep(v.length);
    }

    private void sweep(int directions) {
        forward.over(directions);
        active = directions;
    }

    private void forward(int directions, int group, int groups) {
        List<Var> nodes = point.nodes();
        // By index here and in the pull: an iterator would be all that a warmed product allocates.
        for (int i = 0; i < nodes.size(); i++) forward(nodes.get(i), directions, group, groups);
        for (int i = 0; i < nodes.size() && order == 2; i++)
            for (int l = group; l < directions; l += groups) lanes[l].forwardLoss(nodes.get(i));
    }

    private void forward(Var node, int directions, int group, int groups) {
        boolean together = node.op() instanceof Stackable && group + groups < directions;
        if (together) Stack.own().forward(node, inModel, lanes, directions, group, groups);
        else for (int l = group; l < directions; l += groups) lanes[l].forward(node);
    }

    /** Coefficient k of a node along v, null if it is a structural zero. */
    public Array coefficient(Var node, int k) { return coefficient(0, node, k); }

    /** The same of one of several directions. */
    public Array coefficient(int lane, Var node, int k) { return lanes[lane].coefficient(node, k); }

    /**
     * Quadratic forms by the forward sweep alone: `out[node] = 2⟨ā, b⟩`, b what the node gives birth to at order 2 with
     * no second coefficient coming in. Summed over the loss's nodes it is vᵀGv, over the model's vᵀNv.
     *
     * @param out one number a node of the point; {@link #along} comes first
     */
    public void births(double[] out) {
        beginBirths(1);
        lanes[0].births(out);
        born.over(1);
    }

    /** The same along several directions, one vector for each. */
    public void births(double[]... out) {
        beginBirths(out.length);
        for (int l = 0; l < active; l++) lanes[l].births(out[l]);
        born.over(active);
    }

    private void births(int directions, int group, int groups) {
        List<Var> nodes = point.nodes();
        for (int i = 0; i < nodes.size(); i++)
            for (int l = group; l < directions; l += groups) lanes[l].birth(nodes.get(i));
    }

    private void beginBirths(int vectors) {
        Pull.adjoints(point);
        direction(0);
        if (vectors != active)
            throw new IllegalArgumentException(
                    "births: " + active + " directions were pushed, got " + vectors + " vectors for them");
    }

    /** A direction last pushed; an error if there is none, or the point or this sweep is closed. */
    double[] direction(int lane) {
        if (active == 0) throw new IllegalStateException("push: no direction was pushed, or it is closed");
        return lanes[lane].along();
    }

    /** What a node's op sees along v, to be read by whoever explains it; null where nothing is computed. */
    public Frame frame(Var node) { return frame(0, node, Path.FULL); }

    /** What a node's op sees on that path; null where nothing is computed on it. */
    Frame frame(int lane, Var node, Path path) { return lanes[lane].frame(node, path); }

    @Override
    public void close() {
        active = 0;
        for (Lane lane : lanes) lane.release();
    }
}

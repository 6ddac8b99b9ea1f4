package org.hesse.engine.tape;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Kernels;
import org.hesse.engine.array.Layout;
import org.hesse.engine.array.Pool;
import org.hesse.engine.array.Providers;
import org.hesse.engine.array.Segment;
import org.hesse.engine.op.Op;

/**
 * Records a program as it runs: coefficient 0 of every node, in the order of evaluation.
 *
 * <p>{@link #output} marks the end of the model; what follows is loss. {@link #point} ends the recording. Not
 * thread-safe; tapes in different threads may share a pool.
 */
public final class Tape {
    final Layout layout;
    final int order;
    final Kernels kernels;
    final Pool pool;
    final List<Var> nodes = new ArrayList<>();
    Var output;
    String layer = "";
    private boolean ended;
    private final double[] theta;
    private final Map<String, Var> parameters = new HashMap<>();
    private final Map<String, Array> frozen = new HashMap<>();

    /** A tape at θ for jets up to `order` (0 gradient, 1 curvature, 2 third derivatives). θ is read, never copied. */
    public Tape(Layout layout, double[] theta, int order) {
        this(layout, theta, order, Providers.kernels(), new Pool());
    }

    public Tape(Layout layout, double[] theta, int order, Kernels kernels, Pool pool) {
        layout.check("theta", theta);
        if (order < 0 || order > 2) throw new IllegalArgumentException("tape: order must be 0, 1 or 2, got " + order);
        this.layout = layout;
        this.theta = theta;
        this.order = order;
        this.kernels = kernels;
        this.pool = pool;
    }

    /** The parameter of that name, a constant if {@linkplain #freeze frozen}; asked twice, it is the same node. */
    public Var parameter(String name) {
        return parameters.computeIfAbsent(name, n -> layout.has(n) || !frozen.containsKey(n)
                ? add(new Var(this, layout.segment(n), layout.segment(n).of(theta)))
                : constant(frozen.get(n)));
    }

    /**
     * Gives values to parameters that θ does not have: they are constants, and what depends on them alone has neither
     * tangent nor adjoint and costs no sweep anything. A name that has a value keeps it. Not copied.
     */
    public void freeze(Layout all, double[] values) {
        for (Segment parameter : all.segments()) frozen.putIfAbsent(parameter.name(), parameter.of(values));
    }

    /** A value that does not depend on θ: it has no tangent and gets no adjoint. Not copied. */
    public Var constant(Array value) { return add(new Var(this, null, value)); }

    /** Evaluates an op; shapes that do not fit throw here. */
    public Var apply(Op op, Var... inputs) {
        if (!op.takes(inputs.length))
            throw new IllegalArgumentException(op.name() + ": does not take " + inputs.length + " inputs");
        int[][] shapes = new int[inputs.length][];
        for (int i = 0; i < inputs.length; i++) {
            shapes[i] = own(inputs[i]).shape();
            checkReachesThroughOutput(op, inputs[i]);
        }
        Var y = new Var(this, op, List.of(inputs), op.shape(shapes));
        y.evaluate(kernels, order);
        return add(y);
    }

    /** Marks z as the model's output: G and N are split there. */
    public Var output(Var z) {
        if (output != null) throw new IllegalStateException("tape: output is already marked at " + output);
        output = own(z);
        layer = "loss";
        return z;
    }

    /** Names the nodes that follow, for attribution and messages. */
    public void layer(String name) { layer = name; }

    /** Ends the recording at a scalar loss; a {@link NonFiniteException} if it is infinite or NaN. */
    public Point point(Var loss) {
        if (own(loss).op() == null)
            throw new IllegalArgumentException("tape: the loss must be computed by an op, it is the leaf " + loss);
        if (loss.value().size() != 1)
            throw new IllegalArgumentException(
                    "tape: the loss must be one number, " + loss + " has shape " + Array.text(loss.shape()));
        if (output != null && !loss.isLoss())
            throw new IllegalArgumentException("tape: the loss " + loss + " comes before output(" + output + ")");
        Point point = new Point(this, loss);
        ended = true;
        try {
            point.checkFinite();
        } catch (NonFiniteException e) {
            point.close();
            throw e;
        }
        return point;
    }

    private void checkReachesThroughOutput(Op op, Var x) {
        if (output != null && x.isActive() && !x.isLoss() && x != output)
            throw new IllegalArgumentException(op.name() + ": the loss uses " + x + Array.text(x.shape())
                    + " beside the output " + output + "; parameters may reach it only through the output");
    }

    /** The same variable, if it was recorded here and the recording goes on. */
    private Var own(Var x) {
        checkOpen();
        if (x.id() >= nodes.size() || nodes.get(x.id()) != x)
            throw new IllegalArgumentException("tape: " + x + " was recorded on another tape");
        return x;
    }

    private void checkOpen() {
        if (ended) throw new IllegalStateException("tape: the recording has ended with its point");
    }

    private Var add(Var node) {
        checkOpen();
        nodes.add(node);
        return node;
    }
}

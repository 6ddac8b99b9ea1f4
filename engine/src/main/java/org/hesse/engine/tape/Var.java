package org.hesse.engine.tape;

import java.util.List;
import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Kernels;
import org.hesse.engine.array.Segment;
import org.hesse.engine.jet.Jet;
import org.hesse.engine.op.Frame;
import org.hesse.engine.op.Op;

/**
 * A node of the tape: an op applied to earlier nodes, or a leaf (a parameter or a constant).
 *
 * <p>Holds what depends on θ alone: coefficient 0 of its jet and of its memo, and the gradient channel's adjoint ā.
 * Read by the sweeps; user code passes it on and looks at {@link #shape} and {@link #value}. Immutable once recorded,
 * the adjoint aside.
 */
public final class Var {
    private final int id;
    private final Op op;
    private final List<Var> inputs;
    private final Segment parameter;
    private final String layer;
    private final boolean active;
    private final boolean loss;
    private final Accumulator value;
    private final Accumulator adjoint;
    private final Frame.Memo memo;
    private Frame frame;

    /** A leaf; `parameter` is null for a constant. */
    Var(Tape tape, Segment parameter, Array value) {
        this(tape, null, List.of(), parameter, Accumulator.holding(value), value.shape());
    }

    /** An op applied; {@link #evaluate} gives it its value. */
    Var(Tape tape, Op op, List<Var> inputs, int... shape) {
        this(tape, op, inputs, null, Accumulator.pooled(tape.pool, shape), shape);
    }

    private Var(Tape tape, Op op, List<Var> inputs, Segment parameter, Accumulator value, int... shape) {
        this.id = tape.nodes.size();
        this.op = op;
        this.inputs = inputs;
        this.parameter = parameter;
        this.layer = tape.layer;
        this.active = parameter != null || inputs.stream().anyMatch(Var::isActive);
        this.loss = op != null && tape.output != null;
        this.value = value;
        this.adjoint = Accumulator.pooled(tape.pool, shape);
        this.memo = new Frame.Memo(tape.pool);
    }

    /** The place on the tape: inputs have smaller ids. */
    public int id() { return id; }

    /** The op, null for a leaf. */
    public Op op() { return op; }

    public List<Var> inputs() { return inputs; }

    /** The segment of θ that this leaf is, null for any other node. */
    public Segment parameter() { return parameter; }

    /** The layer this node was recorded under, empty if none. */
    public String layer() { return layer; }

    /** True if it depends on a parameter. */
    public boolean isActive() { return active; }

    /** True for an op recorded after the {@linkplain Tape#output mark}: it belongs to the loss, not to the model. */
    public boolean isLoss() { return loss; }

    /** Coefficient 0. */
    public Array value() { return value.value(); }

    public int[] shape() { return value().shape(); }

    /** Where coefficient 0 stands, for jets that share it. */
    public Accumulator valueSum() { return value; }

    /** An op's adjoint in the gradient channel, filled by the first reverse sweep and kept for the later ones. */
    public Accumulator adjoint() { return adjoint; }

    /** The memo of coefficient 0. */
    public Frame.Memo memo() { return memo; }

    /** The frame of coefficient 0, which every J₀ᵀ reads; null for a leaf. */
    public Frame frame() { return frame; }

    /** Writes coefficient 0 and what the op keeps of it. */
    void evaluate(Kernels kernels, int order) {
        Jet[] x = new Jet[inputs.size()];
        for (int i = 0; i < x.length; i++) x[i] = new Jet(inputs.get(i).value);
        frame = new Frame(kernels, order, x, new Jet(value), memo);
        op.forward(0, frame);
    }

    void release() {
        memo.release();
        adjoint.release();
        if (op != null) value.release();
    }

    @Override
    public String toString() {
        String what = op != null ? op.name() : parameter != null ? parameter.name() : "constant";
        return (layer.isEmpty() || parameter != null ? "" : layer + "/") + what;
    }
}

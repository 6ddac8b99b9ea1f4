package org.hesse.nn.layers;

import java.util.stream.IntStream;
import org.hesse.engine.array.Array;
import org.hesse.engine.ops.Normalize;
import org.hesse.engine.ops.ScaleShift;
import org.hesse.engine.tape.Tape;
import org.hesse.engine.tape.Var;
import org.hesse.nn.Initial;
import org.hesse.nn.Layer;
import org.hesse.nn.Parameters;

/**
 * `y = (x − μ)/√(σ² + eps)·w + b` for every channel, the first axis of an example, with `name.weight` and `name.bias`
 * of as many numbers (Ioffe, Szegedy, 2015). Immutable.
 *
 * <p>μ and σ² are mean and biased variance over the batch and all other axes: examples depend on each other, and a
 * batch cannot be cut. Frozen, they are the buffers `name.running_mean` and `name.running_var`, saved with the weights:
 * the layer is linear, and its only births are those of the scale.
 */
public record BatchNorm(String name, double eps, boolean frozen) implements Layer {
    public BatchNorm { Norms.check("batch_norm", eps); }

    public BatchNorm(String name) { this(name, Norms.EPS); }

    public BatchNorm(String name, double eps) { this(name, eps, false); }

    @Override
    public int[] declare(Parameters parameters, int[] in) {
        if (in.length == 0)
            throw new IllegalArgumentException("batch_norm: needs at least one axis, the input is " + Array.text(in));
        parameters.add(name + ".weight", Initial.ONE, in[0]);
        parameters.add(name + ".bias", Initial.ZERO, in[0]);
        if (frozen) parameters.buffer(name + ".running_mean", 0, Double.NEGATIVE_INFINITY, in[0]);
        if (frozen) parameters.buffer(name + ".running_var", 1, 0, in[0]);
        return in;
    }

    @Override
    public Var apply(Tape tape, Var x) {
        Var y = frozen ? standardized(tape, x) : tape.apply(new Normalize(eps, others(x.value().rank())), x);
        return tape.apply(new ScaleShift(1), y, tape.parameter(name + ".weight"), tape.parameter(name + ".bias"));
    }

    /** All axes but that of the channels. */
    private static int[] others(int rank) { return IntStream.range(0, rank).filter(axis -> axis != 1).toArray(); }

    /** `(x − μ)/√(σ² + eps)` with constants: `x·s − μs`. */
    private Var standardized(Tape tape, Var x) {
        Array mean = tape.parameter(name + ".running_mean").value();
        Array variance = tape.parameter(name + ".running_var").value();
        Array scale = Array.zeros(mean.size());
        Array shift = Array.zeros(mean.size());
        for (int c = 0; c < scale.size(); c++) {
            scale.set(c, 1 / Math.sqrt(variance.get(c) + eps));
            shift.set(c, -mean.get(c) * scale.get(c));
        }
        return tape.apply(new ScaleShift(1), x, tape.constant(scale), tape.constant(shift));
    }

    @Override
    public String coupling(String label) { return frozen ? "" : label; }

    @Override
    public String label(int place) { return name; }
}

package org.hesse.engine.ops;

import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Kernels;
import org.hesse.engine.op.Bilinear;

/** `y = a∘b`, entry by entry, of equal shapes. `abar = ybar∘b`, `bbar = a∘ybar`. Stateless and thread-safe. */
public record Multiply() implements Bilinear {
    @Override
    public int[] shape(int[]... in) { return Shapes.same("multiply", "a", in[0], "b", in[1]); }

    @Override
    public void apply(Kernels k, Array a, Array b, Accumulator y) { k.multiply(1, a, b, y); }

    @Override
    public void transposeLeft(Kernels k, Array ybar, Array b, Accumulator abar) { apply(k, ybar, b, abar); }

    @Override
    public void transposeRight(Kernels k, Array a, Array ybar, Accumulator bbar) { apply(k, a, ybar, bbar); }
}

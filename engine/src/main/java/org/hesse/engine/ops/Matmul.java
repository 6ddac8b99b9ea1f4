package org.hesse.engine.ops;

import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Kernels;
import org.hesse.engine.array.Kernels.Form;
import org.hesse.engine.op.Bilinear;

/** `Y[m,n] = A[m,k] B[k,n]`. `Abar = Ybar Bᵀ`, `Bbar = Aᵀ Ybar`. */
public record Matmul() implements Bilinear {
    @Override
    public int[] shape(int[]... in) {
        int[] a = in[0];
        int[] b = in[1];
        if (a.length != 2 || b.length != 2 || a[1] != b[0])
            throw new IllegalArgumentException("matmul: inner sizes differ: a" + Array.text(a) + ", b" + Array.text(b));
        return new int[] {a[0], b[1]};
    }

    @Override
    public void apply(Kernels k, Array a, Array b, Accumulator y) { k.gemm(Form.NN, a, b, y); }

    @Override
    public void transposeLeft(Kernels k, Array ybar, Array b, Accumulator abar) { k.gemm(Form.NT, ybar, b, abar); }

    @Override
    public void transposeRight(Kernels k, Array a, Array ybar, Accumulator bbar) { k.gemm(Form.TN, a, ybar, bbar); }
}

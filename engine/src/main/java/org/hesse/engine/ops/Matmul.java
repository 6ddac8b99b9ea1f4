package org.hesse.engine.ops;

import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Kernels;
import org.hesse.engine.array.Kernels.Form;
import org.hesse.engine.op.Bilinear;

/**
 * `Y[m,n] = A B`, either factor as it is or transposed:
 *
 * <pre>
 * NN  Y = A[m,k] B[k,n]    Abar = Ybar Bᵀ   Bbar = Aᵀ Ybar
 * NT  Y = A[m,k] B[n,k]ᵀ   Abar = Ybar B    Bbar = Ybarᵀ A
 * TN  Y = A[k,m]ᵀ B[k,n]   Abar = B Ybarᵀ   Bbar = A Ybar
 * </pre>
 *
 * <p>`AᵀBᵀ` is the {@link Transpose} of `B A`: kernels have no form for it. Immutable and thread-safe.
 */
public record Matmul(Form form) implements Bilinear {
    /** `Y = A B`. */
    public Matmul() { this(Form.NN); }

    @Override
    public int[] shape(int[]... in) {
        int[] a = in[0];
        int[] b = in[1];
        int left = form == Form.TN ? 1 : 0;
        int right = form == Form.NT ? 0 : 1;
        if (a.length != 2 || b.length != 2 || a[1 - left] != b[1 - right])
            throw new IllegalArgumentException("matmul: inner sizes differ: a" + Array.text(a) + ", b" + Array.text(b)
                    + (form == Form.NN ? "" : " as " + form));
        return new int[] {a[left], b[right]};
    }

    @Override
    public void apply(Kernels k, Array a, Array b, Accumulator y) { k.gemm(form, a, b, y); }

    @Override
    public void transposeLeft(Kernels k, Array ybar, Array b, Accumulator abar) {
        switch (form) {
            case NN -> k.gemm(Form.NT, ybar, b, abar);
            case NT -> k.gemm(Form.NN, ybar, b, abar);
            case TN -> k.gemm(Form.NT, b, ybar, abar);
        }
    }

    @Override
    public void transposeRight(Kernels k, Array a, Array ybar, Accumulator bbar) {
        switch (form) {
            case NN -> k.gemm(Form.TN, a, ybar, bbar);
            case NT -> k.gemm(Form.TN, ybar, a, bbar);
            case TN -> k.gemm(Form.NN, a, ybar, bbar);
        }
    }
}

package org.hesse.engine.ops;

import java.util.Arrays;
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
 * <p>Axes before the last two, the same in both factors, number matrices that are multiplied one by one. `AᵀBᵀ` is the
 * {@link Transpose} of `B A`: kernels have no form for it. Immutable and thread-safe.
 */
public record Matmul(Form form) implements Bilinear {
    /** `Y = A B`. */
    public Matmul() { this(Form.NN); }

    @Override
    public int[] shape(int[]... in) {
        int[] a = in[0];
        int[] b = in[1];
        int last = a.length - 1;
        int left = form == Form.TN ? last : last - 1;
        int right = form == Form.NT ? last - 1 : last;
        if (last < 1 || b.length != a.length || a[2 * last - 1 - left] != b[2 * last - 1 - right])
            throw new IllegalArgumentException("matmul: inner sizes differ: a" + Array.text(a) + ", b" + Array.text(b)
                    + (form == Form.NN ? "" : " as " + form));
        if (!Arrays.equals(a, 0, last - 1, b, 0, last - 1))
            throw new IllegalArgumentException(
                    "matmul: leading axes differ: a" + Array.text(a) + ", b" + Array.text(b));
        int[] y = a.clone();
        y[last - 1] = a[left];
        y[last] = b[right];
        return y;
    }

    @Override
    public void apply(Kernels k, Array a, Array b, Accumulator y) { BatchedProducts.run(k, form, a, b, y); }

    @Override
    public void transposeLeft(Kernels k, Array ybar, Array b, Accumulator abar) {
        switch (form) {
            case NN -> BatchedProducts.run(k, Form.NT, ybar, b, abar);
            case NT -> BatchedProducts.run(k, Form.NN, ybar, b, abar);
            case TN -> BatchedProducts.run(k, Form.NT, b, ybar, abar);
        }
    }

    @Override
    public void transposeRight(Kernels k, Array a, Array ybar, Accumulator bbar) {
        switch (form) {
            case NN -> BatchedProducts.run(k, Form.TN, a, ybar, bbar);
            case NT -> BatchedProducts.run(k, Form.TN, ybar, a, bbar);
            case TN -> BatchedProducts.run(k, Form.NN, a, ybar, bbar);
        }
    }
}

package org.hesse.engine.ops;

import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Kernels;
import org.hesse.engine.array.Kernels.Form;
import org.hesse.engine.op.Birth;
import org.hesse.engine.op.ByExample;
import org.hesse.engine.op.Frame;
import org.hesse.engine.op.Stackable;

/**
 * `Y[m,out] = X[m,in] W[out,in]ᵀ + 1 b[out]ᵀ` on the last axis; without b if only two inputs are given.
 *
 * <p>`Xbar = Ybar W`, `Wbar = Ybarᵀ X`, `bbar = Ybarᵀ 1`. Bilinear in (X, W), so coefficients convolve,
 * `Y_k = Σ_j X_{k−j} W_jᵀ + 1 b_kᵀ`, and `J_j` has X_j and W_j in place of X and W.
 *
 * <p>An example of one row has `‖Wbar(e)‖² = ‖ybar_e‖²‖x_e‖²`; one of T rows `Σ_tu (ybar_t·ybar_u)(x_t·x_u)`, or by its
 * Wbar(e) where that is less work. Stateless and thread-safe.
 */
public record Affine() implements ByExample, Stackable {
    @Override
    public int[] shape(int[]... in) {
        int[] x = in[0];
        int[] weight = in[1];
        if (x.length < 1 || weight.length != 2 || x[x.length - 1] != weight[1])
            throw new IllegalArgumentException(
                    "affine: inner sizes differ: x" + Array.text(x) + ", weight" + Array.text(weight));
        if (in.length > 2 && (in[2].length != 1 || in[2][0] != weight[0]))
            throw new IllegalArgumentException("affine: bias" + Array.text(in[2]) + " does not fit weight"
                    + Array.text(weight) + ", it needs [" + weight[0] + "]");
        int[] y = x.clone();
        y[y.length - 1] = weight[0];
        return y;
    }

    @Override
    public boolean takes(int inputs) { return inputs == 2 || inputs == 3; }

    @Override
    public Birth birth() { return Birth.PRODUCT; }

    @Override
    public void forward(int k, Frame f) {
        Array x = f.x(0, k);
        if (k > 0 && x != null) f.kernels().gemm(Form.NT, x, f.x(1, 0), f.y(k));
        addMovedWeights(k, f);
    }

    @Override
    public void forwardAll(int k, int count, Frame[] frames, Array[] x, Accumulator[] y) {
        int moved = 0;
        for (int l = 0; l < count; l++) {
            if (frames[l].x(0, k) == null) continue;
            x[moved] = frames[l].x(0, k);
            y[moved++] = frames[l].y(k);
        }
        frames[0].kernels().gemm(Form.NT, moved, x, frames[0].x(1, 0), y);
        for (int l = 0; l < count; l++) addMovedWeights(k, frames[l]);
    }

    /** All of Y_k but `X_k W₀ᵀ`, which comes first; of Y₀ all. */
    private static void addMovedWeights(int k, Frame f) {
        Kernels kernels = f.kernels();
        for (int j = k - 1; j > 0; j--) {
            Array xj = f.x(0, j);
            Array w = f.x(1, k - j);
            if (xj != null && w != null) kernels.gemm(Form.NT, xj, w, f.y(k));
        }
        Array w = f.x(1, k);
        Array b = f.inputs() > 2 ? f.x(2, k) : null;
        if (w != null && b != null) kernels.affine(f.x(0, 0), w, b, f.y(k));
        else if (w != null) kernels.gemm(Form.NT, f.x(0, 0), w, f.y(k));
        else if (b != null) kernels.addRow(b, f.y(k));
    }

    @Override
    public void pull(int j, Frame f, Array ybar, Accumulator[] xbar) {
        Array x = f.x(0, j);
        Array w = f.x(1, j);
        if (xbar[0] != null && w != null) f.kernels().gemm(Form.NN, ybar, w, xbar[0]);
        if (xbar[1] != null && x != null) f.kernels().gemm(Form.TN, ybar, x, xbar[1]);
        if (j == 0 && xbar.length > 2 && xbar[2] != null) f.kernels().sumRows(ybar, xbar[2]);
    }

    @Override
    public void pullAll(Frame f, int count, Array[] ybar, Accumulator[][] xbar) {
        if (xbar[0] != null) f.kernels().gemm(Form.NN, count, ybar, f.x(1, 0), xbar[0]);
        if (xbar[1] != null) f.kernels().gemm(Form.TN, count, ybar, f.x(0, 0), xbar[1]);
        for (int l = 0; f.inputs() > 2 && xbar[2] != null && l < count; l++)
            f.kernels().sumRows(ybar[l], xbar[2][l]);
    }

    @Override
    public boolean hasNorms(int i) { return i > 0; }

    @Override
    public void addNorms(int i, Frame f, Array ybar, double[] norms) {
        if (norms.length == 0) return;
        int rows = ybar.rows() / norms.length;
        if (i == 2) RowNorms.ofSums(f.kernels(), rows, ybar, norms);
        else RowNorms.ofProducts(f.kernels(), rows, ybar, f.x(0, 0), norms);
    }
}

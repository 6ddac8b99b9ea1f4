package org.hesse.engine.ops;

import org.hesse.engine.array.Array;
import org.hesse.engine.op.Frame;

/**
 * The residual of `1/n Σ_i logsumexp(z_i) − t_i·z_i` for n rows of targets t that sum to 1: `ρ = (p − t)/n` and
 * `ρ_k = p_k/n`, with p = softmax(z). Rows that do not count are left out of n, and their ρ_k is 0.
 */
final class CrossEntropy {
    private CrossEntropy() {}

    /**
     * Fills ρ_k; ρ₀ holds t on entry. Keeps p_k as item 1, and in memo 0 the place of each row's top as item 2 and
     * `Σ_{e ≠ top} e^{z_e − z_top}` as item 3.
     *
     * @param labels one a row, {@link SoftmaxCrossEntropy#IGNORED} where it does not count; null if all do
     */
    static void residual(int k, Frame f, Array rho, Array labels) {
        Array z = f.x(0, 0);
        Array p = f.keep(k, 1, z.size());
        double n = labels == null ? z.rows() : SoftmaxCrossEntropy.counted(labels);
        if (k == 0) {
            residual0(f, z, n, p, rho);
        } else {
            SoftmaxRows.coefficient(k, f, f.kept(0, 2), f.kept(0, 1), k == 2 ? f.kept(1, 1) : null, p);
            f.kernels().axpby(p.size(), 1 / n, p.data(), p.offset(), 0, rho.data(), rho.offset());
        }
        for (int i = 0; labels != null && i < labels.size(); i++)
            if (labels.get(i) == SoftmaxCrossEntropy.IGNORED) clear(i, rho, z.columns());
    }

    /** The class of row i at which the sum of softmax(z) passes u, a number of [0, 1). */
    static int draw(Array z, int i, double u) {
        int columns = z.columns();
        double max = z.get(SoftmaxRows.top(z, i));
        double sum = 0;
        for (int c = 0; c < columns; c++) sum += Math.exp(z.get(i * columns + c) - max);
        double left = u * sum;
        for (int c = 0; c < columns; c++) {
            left -= Math.exp(z.get(i * columns + c) - max);
            if (left < 0) return c;
        }
        return SoftmaxRows.top(z, i) % columns;
    }

    private static void clear(int i, Array rho, int columns) {
        for (int e = i * columns; e < (i + 1) * columns; e++) rho.set(e, 0);
    }

    /** `(p − t)/n`; at the top 1 − p is the sum of the others, which keeps its digits where p → 1. */
    private static void residual0(Frame f, Array z, double n, Array p, Array rho) {
        int rows = z.rows();
        int columns = z.columns();
        Array tops = f.keep(0, 2, rows);
        Array rests = f.keep(0, 3, rows);
        SoftmaxRows.probabilities(f.kernels(), z, p, tops, rests);
        for (int i = 0; i < rows; i++) {
            int top = (int) tops.get(i);
            double rest = rests.get(i);
            double atTop = (1 - rho.get(top) - rest / (1 + rest)) / n;
            subtract(columns, p.data(), p.offset() + i * columns, 1 / n, rho.data(), rho.offset() + i * columns);
            rho.set(top, atTop);
        }
    }

    private static void subtract(int n, double[] p, int po, double weight, double[] t, int to) {
        for (int j = 0; j < n; j++) t[to + j] = (p[po + j] - t[to + j]) * weight;
    }
}

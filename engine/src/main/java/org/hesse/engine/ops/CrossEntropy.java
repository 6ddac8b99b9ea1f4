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
     * Fills ρ_k; ρ₀ holds t on entry. Keeps p_k as item 1.
     *
     * @param labels one a row, {@link SoftmaxCrossEntropy#IGNORED} where it does not count; null if all do
     */
    static void residual(int k, Frame f, Array rho, Array labels) {
        Array z = f.x(0, 0);
        Array p = f.keep(k, 1, z.size());
        if (k == 0) SoftmaxRows.probabilities(f.kernels(), z, p);
        else SoftmaxRows.coefficient(k, f, f.kept(0, 1), k == 2 ? f.kept(1, 1) : null, p);
        double n = labels == null ? z.rows() : SoftmaxCrossEntropy.counted(labels);
        int rows = z.rows();
        for (int i = 0; i < rows; i++) {
            if (labels != null && labels.get(i) == SoftmaxCrossEntropy.IGNORED) clear(i, rho, z.columns());
            else if (k == 0) residual0(z, i, n, p, rho);
            else scale(i, n, p, rho, z.columns());
        }
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

    private static void scale(int i, double n, Array p, Array rho, int columns) {
        for (int e = i * columns; e < (i + 1) * columns; e++) rho.set(e, p.get(e) / n);
    }

    /** `(p − t)/n`; at the largest logit 1 − p is the sum of the others, which keeps its digits where p → 1. */
    private static void residual0(Array z, int i, double n, Array p, Array rho) {
        int top = SoftmaxRows.top(z, i);
        int columns = z.columns();
        double atTop = 1 - rho.get(top);
        for (int e = i * columns; e < (i + 1) * columns; e++) rho.set(e, (p.get(e) - rho.get(e)) / n);
        rho.set(top, (atTop - SoftmaxRows.besideTop(p, columns, i, top)) / n);
    }
}

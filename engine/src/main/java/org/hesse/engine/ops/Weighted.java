package org.hesse.engine.ops;

import java.util.Arrays;
import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;
import org.hesse.engine.op.Birth;
import org.hesse.engine.op.Frame;
import org.hesse.engine.op.Loss;
import org.hesse.engine.op.Op;

/**
 * `L = Σ_i w_i ℓ_i / Σ_i w_i`: a loss `1/n Σ_i ℓ_i(z_i, y_i)` with a weight for each of its n examples, or for each
 * token.
 *
 * <p>Inputs are z, y and w, the last two constants; w has one or more of the first axes of z and y, `w[n]` or
 * `w[n, tokens]`; w ≥ 0, not all 0. Row i of ρ_k is that of the loss times `s_i = n w_i/Σw`. Weight 0 masks a row: not
 * even a NaN among its outputs is felt. Its target must still be one that the loss takes. Rows that the loss itself
 * leaves out, or that have several targets, weigh w times their {@linkplain Loss#weight weight}. Any loss will do that
 * is a mean over rows of z and of y. Immutable, and as thread-safe as the loss.
 */
public record Weighted(Loss loss) implements Op {
    /** An item of memo 0, behind all that losses keep. */
    private static final int SHARES = 16;

    @Override
    public String name() { return "weighted_" + loss.name(); }

    @Override
    public boolean takes(int inputs) { return inputs == 3; }

    @Override
    public int[] shape(int[]... in) {
        int[] scalar = loss.shape(in[0], in[1]);
        int[] w = in[2];
        if (!starts(in[0], w) || !starts(in[1], w))
            throw new IllegalArgumentException(name() + ": weight" + Array.text(w) + " does not fit z"
                    + Array.text(in[0]) + ", it needs [" + in[0][0] + "]");
        return scalar;
    }

    private static boolean starts(int[] x, int... w) {
        return w.length > 0 && w.length <= x.length && Arrays.equals(w, 0, w.length, x, 0, w.length);
    }

    @Override
    public Birth birth() { return Birth.FUNCTION; }

    @Override
    public void forward(int k, Frame f) {
        if (f.x(0, 1) == null && f.x(0, k) == null) return;
        if (k == 0) checkWeights(f.x(2, 0));
        if (k == 0) shares(f.x(1, 0), f.x(2, 0), f.keep(0, SHARES, f.x(2, 0).size()));
        loss.residual(k, f);
        double sum = k == 0 ? value(f.x(0, 0), f.x(1, 0), f.x(2, 0)) : 0;
        for (int j = 1; j <= k; j++) sum += (double) j / k * dot(f, f.x(0, j), f.kept(k - j, 0));
        f.y(k).add().set(0, sum);
    }

    @Override
    public void pull(int j, Frame f, Array ybar, Accumulator[] xbar) {
        if (xbar[1] != null || xbar[2] != null)
            throw new IllegalArgumentException(name() + ": " + (xbar[1] != null ? "targets depend" : "weights depend")
                    + " on a parameter, and have no derivative here");
        Array rho = f.kept(j, 0);
        if (xbar[0] == null || rho == null) return;
        Array z = xbar[0].add();
        Array s = f.kept(0, SHARES);
        int m = z.size() / s.size();
        for (int i = 0; i < s.size(); i++)
            if (s.get(i) != 0)
                f.kernels().axpby(m, ybar.get(0) * s.get(i), rho.data(), rho.offset() + i * m, 1, z.data(),
                        z.offset() + i * m);
    }

    /** `Σ_i s_i ⟨u_i, ρ_i⟩`; 0 where either is a structural zero. */
    private static double dot(Frame f, Array u, Array rho) {
        if (u == null || rho == null) return 0;
        Array s = f.kept(0, SHARES);
        int m = u.size() / s.size();
        double sum = 0;
        for (int i = 0; i < s.size(); i++)
            if (s.get(i) != 0)
                sum += s.get(i) * f.kernels().dot(m, u.data(), u.offset() + i * m, rho.data(), rho.offset() + i * m);
        return sum;
    }

    private double value(Array z, Array y, Array w) {
        // For its check of the targets, whose message then names them by their place in the batch.
        loss.value(z, y);
        double sum = 0;
        double total = 0;
        for (int i = 0; i < w.size(); i++) {
            if (w.get(i) == 0) continue;
            Array yi = row(y, i, w);
            double weight = w.get(i) * loss.weight(yi);
            total += weight;
            if (weight != 0) sum += weight * loss.value(row(z, i, w), yi);
        }
        return sum / total;
    }

    /** What the mean divides by: `Σ_i w_i n_i`, n_i the {@linkplain Loss#weight weight} of row i alone. */
    public double weight(Array y, Array w) {
        double total = 0;
        for (int i = 0; i < w.size(); i++) total += w.get(i) * loss.weight(row(y, i, w));
        return total;
    }

    /** `s_i`: what the loss's own share of row i is multiplied by. */
    private void shares(Array y, Array w, Array s) {
        double all = loss.weight(y);
        double total = weight(y, w);
        if (!(total > 0))
            throw new IllegalArgumentException(name() + ": no target counts that has a weight above 0");
        for (int i = 0; i < w.size(); i++) s.set(i, all / total * w.get(i));
    }

    /** Row i as a batch of one. */
    private static Array row(Array x, int i, Array w) {
        int[] shape = x.shape();
        int m = x.size() / w.size();
        Arrays.fill(shape, 0, w.rank(), 1);
        return Array.view(x.data(), x.offset() + i * m, shape);
    }

    /** Throws unless all are finite and at least 0, and one of them is above. */
    public void checkWeights(Array w) {
        for (int i = 0; i < w.size(); i++)
            if (!(w.get(i) >= 0 && w.get(i) < Double.POSITIVE_INFINITY))
                throw new IllegalArgumentException(
                        name() + ": weight[" + i + "] = " + w.get(i) + " is not finite and at least 0");
        if (Arrays.stream(w.toArray()).noneMatch(wi -> wi > 0))
            throw new IllegalArgumentException(name() + ": all " + w.size() + " weights are 0");
    }
}

package org.hesse.engine.ops;

import java.util.Arrays;
import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;
import org.hesse.engine.op.Birth;
import org.hesse.engine.op.Frame;
import org.hesse.engine.op.Loss;
import org.hesse.engine.op.Op;

/**
 * `L = Σ_i w_i ℓ_i / Σ_i w_i`: a loss `1/n Σ_i ℓ_i(z_i, y_i)` with a weight for each of its n examples.
 *
 * <p>Inputs are z, y and w[n], the last two constants; w ≥ 0, not all 0. Row i of ρ_k is that of the loss times
 * `s_i = n w_i/Σw`. Weight 0 masks an example: not even a NaN among its outputs is felt. Its target must still be one
 * that the loss takes. Any loss will do that is a mean over the first axis of z and of y. Immutable, and as thread-safe
 * as the loss.
 */
public record Weighted(Loss loss) implements Op {
    @Override
    public String name() { return "weighted_" + loss.name(); }

    @Override
    public boolean takes(int inputs) { return inputs == 3; }

    @Override
    public int[] shape(int[]... in) {
        int[] scalar = loss.shape(in[0], in[1]);
        if (in[2].length != 1 || in[2][0] != in[0][0])
            throw new IllegalArgumentException(name() + ": weight" + Array.text(in[2]) + " does not fit z"
                    + Array.text(in[0]) + ", it needs [" + in[0][0] + "]");
        return scalar;
    }

    @Override
    public Birth birth() { return Birth.FUNCTION; }

    @Override
    public void forward(int k, Frame f) {
        if (f.x(0, 1) == null && f.x(0, k) == null) return;
        if (k == 0) check(f.x(2, 0));
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
        Array w = f.x(2, 0);
        int m = z.size() / w.size();
        double each = each(w);
        for (int i = 0; i < w.size(); i++)
            if (w.get(i) != 0)
                f.kernels().axpby(m, ybar.get(0) * each * w.get(i), rho.data(), rho.offset() + i * m, 1, z.data(),
                        z.offset() + i * m);
    }

    /** `Σ_i s_i ⟨u_i, ρ_i⟩`; 0 where either is a structural zero. */
    private static double dot(Frame f, Array u, Array rho) {
        if (u == null || rho == null) return 0;
        Array w = f.x(2, 0);
        int m = u.size() / w.size();
        double each = each(w);
        double sum = 0;
        for (int i = 0; i < w.size(); i++)
            if (w.get(i) != 0)
                sum += each * w.get(i)
                        * f.kernels().dot(m, u.data(), u.offset() + i * m, rho.data(), rho.offset() + i * m);
        return sum;
    }

    private double value(Array z, Array y, Array w) {
        // For its check of the targets, whose message then names them by their place in the batch.
        loss.value(z, y);
        double sum = 0;
        for (int i = 0; i < w.size(); i++) if (w.get(i) != 0) sum += w.get(i) * loss.value(row(z, i), row(y, i));
        return sum / total(w);
    }

    /** Row i as a batch of one. */
    private static Array row(Array x, int i) {
        int[] shape = x.shape();
        int m = x.size() / shape[0];
        shape[0] = 1;
        return Array.view(x.data(), x.offset() + i * m, shape);
    }

    private void check(Array w) {
        for (int i = 0; i < w.size(); i++)
            if (!(w.get(i) >= 0 && w.get(i) < Double.POSITIVE_INFINITY))
                throw new IllegalArgumentException(
                        name() + ": weight[" + i + "] = " + w.get(i) + " is not finite and at least 0");
        if (Arrays.stream(w.toArray()).noneMatch(wi -> wi > 0))
            throw new IllegalArgumentException(name() + ": all " + w.size() + " weights are 0");
    }

    /** `n/Σw`: what a weight is multiplied by. */
    private static double each(Array w) { return w.size() / total(w); }

    private static double total(Array w) {
        double total = 0;
        for (int i = 0; i < w.size(); i++) total += w.get(i);
        return total;
    }
}

package org.hesse.engine.ops;

import org.hesse.engine.array.Array;
import org.hesse.engine.op.Frame;
import org.hesse.engine.op.Loss;

/**
 * `L = 1/n Σ h(z − y)` over all outputs of n examples: `h(r) = ½r²` for |r| ≤ δ, `δ(|r| − ½δ)` beyond.
 *
 * <p>`ρ₀ = min(max(r, −δ), δ)/n`, `ρ_k = z_k/n` for |r| ≤ δ and 0 beyond. At the kinks, |r| = δ, the inner second
 * derivative holds, 1; the third there, a delta function, is left out. (Huber, 1964.) Immutable and thread-safe.
 */
public record Huber(double delta) implements Loss {
    public Huber {
        if (!(delta > 0 && delta < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException("huber: delta must be positive and finite, got " + delta);
    }

    @Override
    public boolean convex() { return true; }

    @Override
    public int[] shape(int[]... in) {
        Shapes.same("huber", "z", in[0], "y", in[1]);
        return Shapes.mean("huber", in[0]);
    }

    @Override
    public double value(Array z, Array y) {
        double sum = 0;
        for (int i = 0; i < z.size(); i++) {
            double r = Math.abs(z.get(i) - y.get(i));
            sum += r <= delta ? r * r / 2 : delta * (r - delta / 2);
        }
        return sum / z.dim(0);
    }

    @Override
    public void residual(int k, Frame f) {
        Array zk = f.x(0, k);
        if (zk == null) return;
        Array z = f.x(0, 0);
        Array y = f.x(1, 0);
        double n = z.dim(0);
        Array rho = f.keep(k, 0, z.size());
        for (int i = 0; i < z.size(); i++) {
            double r = z.get(i) - y.get(i);
            if (k == 0) rho.set(i, Math.min(Math.max(r, -delta), delta) / n);
            else rho.set(i, Math.abs(r) <= delta ? zk.get(i) / n : 0);
        }
    }
}

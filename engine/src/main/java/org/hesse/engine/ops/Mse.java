package org.hesse.engine.ops;

import java.util.function.DoubleSupplier;
import org.hesse.engine.array.Array;
import org.hesse.engine.op.Frame;
import org.hesse.engine.op.Likelihood;

/**
 * `L = 1/(2n) Σ (z − y)²` over all outputs of n examples: `ρ₀ = (z − y)/n`, `ρ_k = z_k/n`. Stateless and thread-safe.
 */
public record Mse() implements Likelihood {
    @Override
    public boolean convex() { return true; }

    @Override
    public int[] shape(int[]... in) {
        Shapes.same("mse", "z", in[0], "y", in[1]);
        return Shapes.mean("mse", in[0]);
    }

    @Override
    public double value(Array z, Array y) {
        double sum = 0;
        for (int i = 0; i < z.size(); i++) sum += (z.get(i) - y.get(i)) * (z.get(i) - y.get(i));
        return sum / 2 / z.dim(0);
    }

    /** ŷ ~ N(z, I) (Box, Muller, 1958). */
    @Override
    public void sample(Array z, DoubleSupplier uniform, Array y) {
        for (int i = 0; i < z.size(); i++) {
            double radius = Math.sqrt(-2 * StrictMath.log(1 - uniform.getAsDouble()));
            y.set(i, z.get(i) + radius * StrictMath.cos(2 * Math.PI * uniform.getAsDouble()));
        }
    }

    @Override
    public void residual(int k, Frame f) {
        Array zk = f.x(0, k);
        if (zk == null) return;
        double n = zk.dim(0);
        Array rho = f.keep(k, 0, zk.size());
        for (int i = 0; i < zk.size(); i++) rho.set(i, (k == 0 ? zk.get(i) - f.x(1, 0).get(i) : zk.get(i)) / n);
    }
}

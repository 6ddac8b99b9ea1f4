package org.hesse.engine.ops;

import java.util.function.DoubleSupplier;
import org.hesse.engine.array.Array;
import org.hesse.engine.op.Frame;
import org.hesse.engine.op.Likelihood;

/**
 * `L = 1/n Σ softplus(z) − yz` on logits, y in [0, 1], summed over the outputs of n examples.
 *
 * <p>`ρ₀ = (σ − y)/n`, `ρ₁ = σ′z₁/n`, `ρ₂ = (σ′z₂ + ½σ″z₁²)/n`, with `σ′ = σ(1 − σ)`, `σ″ = σ′(1 − 2σ)`. From
 * e = exp(−|z|) no large logit overflows: softplus(z) = max(z, 0) + log1p(e). Stateless and thread-safe.
 */
public record BinaryCrossEntropy() implements Likelihood {
    @Override
    public boolean convex() { return true; }

    @Override
    public int[] shape(int[]... in) {
        Shapes.same("binary_cross_entropy", "z", in[0], "y", in[1]);
        return Shapes.mean("binary_cross_entropy", in[0]);
    }

    @Override
    public double value(Array z, Array y) {
        double sum = 0;
        for (int i = 0; i < z.size(); i++) {
            double zi = z.get(i);
            double yi = y.get(i);
            if (!(yi >= 0 && yi <= 1))
                throw new IllegalArgumentException("binary_cross_entropy: y[" + i + "] = " + yi + " is not in [0, 1]");
            sum += Math.max(zi, 0) - yi * zi + Math.log1p(Math.exp(-Math.abs(zi)));
        }
        return sum / z.dim(0);
    }

    /** ŷ = 1 with probability σ(z), else 0. */
    @Override
    public void sample(Array z, DoubleSupplier uniform, Array y) {
        for (int i = 0; i < z.size(); i++)
            y.set(i, uniform.getAsDouble() < 1 / (1 + Math.exp(-z.get(i))) ? 1 : 0);
    }

    @Override
    public void residual(int k, Frame f) {
        Array z = f.x(0, 0);
        Array rho = f.keep(k, 0, z.size());
        int n = z.dim(0);
        if (k == 0) residual0(z, f.x(1, 0), n, rho, f.keep(0, 1, z.size()), f.keep(0, 2, z.size()));
        else for (int i = 0; i < z.size(); i++) rho.set(i, coefficient(k, f, i) / n);
    }

    /** ρ₀ from the smaller of σ and 1 − σ, which keeps its digits in the tails; σ′ and σ″. */
    private static void residual0(Array z, Array y, int n, Array rho, Array slope, Array bend) {
        for (int i = 0; i < z.size(); i++) {
            double e = Math.exp(-Math.abs(z.get(i)));
            double small = e / (1 + e);
            double large = 1 / (1 + e);
            boolean positive = z.get(i) > 0;
            rho.set(i, (positive ? (1 - y.get(i)) - small : small - y.get(i)) / n);
            slope.set(i, small * large);
            bend.set(i, (positive ? small - large : large - small) * small * large);
        }
    }

    private static double coefficient(int k, Frame f, int i) {
        double z1 = f.x(0, 1) == null ? 0 : f.x(0, 1).get(i);
        double zk = f.x(0, k) == null ? 0 : f.x(0, k).get(i);
        return f.kept(0, 1).get(i) * zk + (k == 2 ? 0.5 * f.kept(0, 2).get(i) * z1 * z1 : 0);
    }
}

package org.hesse.engine.op;

import org.hesse.engine.array.Kernels;

/**
 * A function whose second and third derivatives are replaced by others: the paper's GELU-hat (φ″ = 0) and ReLU-hat are
 * made so. H = G + N and its symmetry still hold, since every sweep uses the same φ″ (Dauphin et al., 2024, section 4).
 * Immutable, and as thread-safe as what it is made of.
 *
 * @param third null if unknown: then a point of order 2 cannot be recorded
 */
public record Replaced(Elementwise function, Derivative second, Derivative third) implements Elementwise {
    /** Fills `d[0..n)` with a derivative at `x[0..n)`. */
    @FunctionalInterface
    public interface Derivative {
        /** φ″ = 0 and its derivative. */
        Derivative ZERO = (kernels, n, x, d) -> java.util.Arrays.fill(d, 0, n, 0);

        void fill(Kernels kernels, int n, double[] x, double[] d);
    }

    public Replaced {
        if (second == null) throw new IllegalArgumentException(function.name() + ": the replaced φ″ is missing");
    }

    @Override
    public String name() { return function.name() + "_hat"; }

    @Override
    public int highest() { return third == null ? 2 : 3; }

    @Override
    public void fill(Kernels kernels, int m, int n, double[] x, double[][] d, double[][] t) {
        function.fill(kernels, Math.min(m, 1), n, x, d, t);
        if (m >= 2) second.fill(kernels, n, x, d[2]);
        if (m >= 3) third.fill(kernels, n, x, d[3]);
    }
}

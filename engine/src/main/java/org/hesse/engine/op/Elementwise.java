package org.hesse.engine.op;

import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Kernels;

/**
 * `y = φ(x)` entry by entry: `y₁ = φ′x₁`, `y₂ = φ′x₂ + ½φ″x₁²`; `J₀ = φ′`, `J₁ = φ″x₁`, `J₂ = φ″x₂ + ½φ‴x₁²`.
 *
 * <p>An op fills φ and as many derivatives as are asked for, in one pass over a block; they are kept as slopes in the
 * memo of coefficient 0, so no sweep evaluates φ twice. Implementations are stateless and thread-safe.
 */
public interface Elementwise extends Op {
    /**
     * Fills `d[k][0..n) = φ⁽ᵏ⁾(x)` for k = 0..m.
     *
     * @param m the highest derivative wanted, at most {@link #highest}
     * @param n the block's length; all vectors start at 0 and have at least this length
     * @param t spare vectors of the same length for intermediate results
     */
    void fill(Kernels kernels, int m, int n, double[] x, double[][] d, double[][] t);

    /** False where φ″ = φ‴ = 0 everywhere: no curvature is born here, and none is computed. */
    default boolean curved() { return true; }

    /** The highest derivative that {@link #fill} knows. */
    default int highest() { return curved() ? 3 : 1; }

    /** This function with other second and third derivatives; without a φ‴ (null), order 2 is an error. */
    default Elementwise withSecondDerivative(Replaced.Derivative second, Replaced.Derivative third) {
        return new Replaced(this, second, third);
    }

    /** This function with the second and third derivatives of another: φ″ = 0 is that of a linear one. */
    default Elementwise withSecondDerivativeOf(Elementwise other) { return new Hat(this, other); }

    /** φ⁽ᵏ⁾ at the recorded x, k = 1 to order + 1, as `forward(0)` kept it; null where it is 0 by nature. */
    default Array derivative(int k, Frame f) { return k > 1 && !curved() ? null : f.kept(0, k); }

    @Override
    default Birth birth() { return curved() ? Birth.FUNCTION : Birth.NONE; }

    @Override
    default int[] shape(int[]... inputs) { return inputs[0].clone(); }

    @Override
    default void forward(int k, Frame f) {
        Array x1 = f.x(0, 1);
        Array xk = f.x(0, k);
        if (k == 0) Slopes.fill(this, f);
        else if (xk != null) f.kernels().multiply(1, f.kept(0, 1), xk, f.y(k));
        if (k == 2 && curved() && x1 != null) f.kernels().multiply(0.5, f.kept(0, 2), x1, x1, f.y(k));
    }

    @Override
    default void pull(int j, Frame f, Array ybar, Accumulator[] xbar) {
        if (xbar[0] == null || (j > 0 && !curved())) return;
        if (j == 0) f.kernels().multiply(1, f.kept(0, 1), ybar, xbar[0]);
        else if (f.x(0, j) != null) f.kernels().multiply(1, f.kept(0, 2), f.x(0, j), ybar, xbar[0]);
        if (j == 2 && f.x(0, 1) != null) f.kernels().multiply(0.5, f.kept(0, 3), square(f), ybar, xbar[0]);
    }

    /** x₁². */
    private static Array square(Frame f) {
        Array x1 = f.x(0, 1);
        Array square = f.keep(2, 0, x1.size());
        int n = x1.size();
        f.kernels().multiply(n, 1, x1.data(), x1.offset(), x1.data(), x1.offset(), 0, square.data(), square.offset());
        return square;
    }
}

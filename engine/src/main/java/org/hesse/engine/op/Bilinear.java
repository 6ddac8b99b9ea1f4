package org.hesse.engine.op;

import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Kernels;

/**
 * `y = B(a, b)`, linear in each input: coefficients convolve, `y_k = Σ_j B(a_j, b_{k−j})`, and the pullback takes
 * coefficient j of the other factor: `ā += B(·, b_j)ᵀȳ`, `b̄ += B(a_j, ·)ᵀȳ`. Implementations are stateless and
 * thread-safe.
 */
public interface Bilinear extends Op {
    /** `y += B(a, b)`. */
    void apply(Kernels kernels, Array a, Array b, Accumulator y);

    /** `ā += B(·, b)ᵀ ȳ`. */
    void transposeLeft(Kernels kernels, Array ybar, Array b, Accumulator abar);

    /** `b̄ += B(a, ·)ᵀ ȳ`. */
    void transposeRight(Kernels kernels, Array a, Array ybar, Accumulator bbar);

    @Override
    default boolean takes(int inputs) { return inputs == 2; }

    @Override
    default Birth birth() { return Birth.PRODUCT; }

    @Override
    default void forward(int k, Frame f) {
        for (int j = 0; j <= k; j++) {
            Array a = f.x(0, j);
            Array b = f.x(1, k - j);
            if (a != null && b != null) apply(f.kernels(), a, b, f.y(k));
        }
    }

    @Override
    default void pull(int j, Frame f, Array ybar, Accumulator[] xbar) {
        Array a = f.x(0, j);
        Array b = f.x(1, j);
        if (xbar[0] != null && b != null) transposeLeft(f.kernels(), ybar, b, xbar[0]);
        if (xbar[1] != null && a != null) transposeRight(f.kernels(), a, ybar, xbar[1]);
    }
}

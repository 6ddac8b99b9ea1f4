package org.hesse.engine.op;

import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Kernels;

/**
 * `y = Σ_i A_i x_i`: J₀ = A, J₁ = J₂ = 0, so every coefficient goes through alone, `y_k = Σ_i A_i x_{i,k}`.
 * Implementations are stateless and thread-safe.
 */
public interface Linear extends Op {
    /** `y += A_i x`. */
    void apply(Kernels kernels, int i, Array x, Accumulator y);

    /** `x̄ += A_iᵀ ȳ`. */
    void transpose(Kernels kernels, int i, Array ybar, Accumulator xbar);

    @Override
    default Birth birth() { return Birth.NONE; }

    @Override
    default void forward(int k, Frame f) {
        for (int i = 0; i < f.inputs(); i++) if (f.x(i, k) != null) apply(f.kernels(), i, f.x(i, k), f.y(k));
    }

    @Override
    default void pull(int j, Frame f, Array ybar, Accumulator[] xbar) {
        if (j > 0) return;
        for (int i = 0; i < xbar.length; i++) if (xbar[i] != null) transpose(f.kernels(), i, ybar, xbar[i]);
    }
}

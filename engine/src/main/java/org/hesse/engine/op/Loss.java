package org.hesse.engine.op;

import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;

/**
 * A scalar `L = ℓ(z, y)` known by its residual ρ = ∂ℓ/∂z: since L′(ε) = ρ(ε)·z′(ε),
 * `L_k = (1/k) Σ_{j=1..k} j z_j·ρ_{k−j}`, and `J_jᵀ l̄ = l̄ ρ_j`; `ρ₁ = H_z z₁`.
 *
 * <p>Input 0 is z, batch first; input 1 the targets, which have no derivative. A loss is a mean over examples,
 * `ℓ(z, y) = 1/n Σ_i ℓ(z_i, y_i)`, for data sets to be cut into batches. Implementations are stateless and
 * thread-safe.
 */
public interface Loss extends Op {
    /** ℓ itself; checks the targets. */
    double value(Array z, Array y);

    /** The same after `residual(0)`, which may have kept what ℓ needs too. */
    default double value(Frame f) { return value(f.x(0, 0), f.x(1, 0)); }

    /** Keeps `ρ_k` as item 0 of memo k, and as further items whatever later orders need. */
    void residual(int k, Frame frame);

    /**
     * What the mean divides by: the number of examples, or of the tokens that count. The loss of several batches is the
     * mean of theirs with these weights.
     */
    default double weight(Array y) { return y.dim(0); }

    /**
     * True if ℓ is convex in z for every target, so that H_z and `G = JᵀH_zJ` are positive semidefinite. A loss that
     * does not say so may be either.
     */
    default boolean convex() { return false; }

    @Override
    default boolean takes(int inputs) { return inputs == 2; }

    @Override
    default Birth birth() { return Birth.FUNCTION; }

    @Override
    default void forward(int k, Frame f) {
        if (f.x(0, 1) == null && f.x(0, k) == null) return;
        residual(k, f);
        double sum = k == 0 ? value(f) : 0;
        for (int j = 1; j <= k; j++) sum += (double) j / k * f.kernels().dot(f.x(0, j), f.kept(k - j, 0));
        f.y(k).add().set(0, sum);
    }

    @Override
    default void pull(int j, Frame f, Array ybar, Accumulator[] xbar) {
        if (xbar[1] != null)
            throw new IllegalArgumentException(name() + ": targets depend on a parameter, and have no derivative here");
        Array rho = f.kept(j, 0);
        if (xbar[0] != null && rho != null) f.kernels().add(ybar.get(0), rho, xbar[0]);
    }
}

package org.hesse.nn.train;

/**
 * Gradient descent with Nesterov's momentum: `m ← μm + d`, `θ ← θ − lr (d + μm + λθ)`, m = 0 at the start.
 *
 * <p>In PyTorch's form (Sutskever et al., 2013, with θ the point looked ahead to), but weight decay λ is apart from the
 * loss and from m, as in {@link Sgd}. Not thread-safe.
 */
public final class Nesterov extends Momentum {
    /**
     * @param momentum μ in [0, 1)
     * @param weightDecay λ, 0 or more
     */
    public Nesterov(double momentum, double weightDecay) {
        super("nesterov", momentum, weightDecay);
    }

    /** Without weight decay. */
    public Nesterov(double momentum) { this(momentum, 0); }

    @Override
    double along(double direction, double momentum, double m) { return direction + momentum * m; }
}

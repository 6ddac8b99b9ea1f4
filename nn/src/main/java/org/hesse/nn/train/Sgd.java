package org.hesse.nn.train;

/**
 * Gradient descent with momentum: `m ← μm + d`, `θ ← θ − lr (m + λθ)`, m = 0 at the start.
 *
 * <p>Momentum is PyTorch's, no dampening, no Nesterov. Weight decay λ is apart from the loss and, unlike PyTorch's,
 * from m (Loshchilov and Hutter, 2019): no update rule and no curvature sees it. Not thread-safe.
 */
public final class Sgd extends Momentum {
    /**
     * @param momentum μ in [0, 1)
     * @param weightDecay λ, 0 or more
     */
    public Sgd(double momentum, double weightDecay) {
        super("sgd", momentum, weightDecay);
    }

    /** Without weight decay. */
    public Sgd(double momentum) { this(momentum, 0); }

    @Override
    double along(double direction, double momentum, double m) { return m; }
}

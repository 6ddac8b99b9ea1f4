package org.hesse.nn.train;

/**
 * Gradient descent with momentum: `m ← μm + d`, `θ ← θ − lr (m + λθ)`, m = 0 at the start.
 *
 * <p>Momentum is PyTorch's, no dampening, no Nesterov. Weight decay λ is apart from the loss and, unlike PyTorch's,
 * from m (Loshchilov and Hutter, 2019): no update rule and no curvature sees it. Not thread-safe.
 */
public final class Sgd implements Optimizer {
    private final double momentum;
    private final double weightDecay;
    private double[] m;

    /**
     * @param momentum μ in [0, 1)
     * @param weightDecay λ, 0 or more
     */
    public Sgd(double momentum, double weightDecay) {
        if (!(momentum >= 0 && momentum < 1))
            throw new IllegalArgumentException("sgd: momentum must be in [0, 1), got " + momentum);
        if (!(weightDecay >= 0 && Double.isFinite(weightDecay)))
            throw new IllegalArgumentException("sgd: weight_decay must be 0 or more, got " + weightDecay);
        this.momentum = momentum;
        this.weightDecay = weightDecay;
    }

    /** Without weight decay. */
    public Sgd(double momentum) { this(momentum, 0); }

    @Override
    public void step(double[] theta, double[] direction, double learningRate) {
        if (m == null) m = new double[theta.length];
        if (theta.length != m.length || direction.length != m.length)
            throw new IllegalArgumentException("sgd: sizes differ: theta " + theta.length + ", direction "
                    + direction.length + ", momentum of earlier steps " + m.length);
        for (int i = 0; i < m.length; i++) {
            m[i] = momentum * m[i] + direction[i];
            theta[i] -= learningRate * (m[i] + weightDecay * theta[i]);
        }
    }
}

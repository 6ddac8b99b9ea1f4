package org.hesse.nn.train;

import java.util.Map;

/**
 * Gradient descent with momentum: `m ← μm + d`, `θ ← θ − lr (m + λθ)`, m = 0 at the start.
 *
 * <p>Momentum is PyTorch's, no dampening, no Nesterov. Weight decay λ is apart from the loss and, unlike PyTorch's,
 * from m (Loshchilov and Hutter, 2019): no update rule and no curvature sees it. Not thread-safe.
 */
public final class Sgd implements Optimizer {
    private final double momentum;
    private final double weightDecay;
    private final Memory memory = new Memory("sgd", "momentum");

    /**
     * @param momentum μ in [0, 1)
     * @param weightDecay λ, 0 or more
     */
    public Sgd(double momentum, double weightDecay) {
        Settings.checkDecay("sgd", "momentum", momentum);
        Settings.checkNotNegative("sgd", "weight_decay", weightDecay);
        this.momentum = momentum;
        this.weightDecay = weightDecay;
    }

    /** Without weight decay. */
    public Sgd(double momentum) { this(momentum, 0); }

    @Override
    public void step(double[] theta, double[] direction, double learningRate) {
        memory.begin(theta, direction);
        double[] m = memory.get(0);
        for (int i = 0; i < m.length; i++) {
            m[i] = momentum * m[i] + direction[i];
            theta[i] -= learningRate * (m[i] + weightDecay * theta[i]);
        }
    }

    /** `momentum`: m. */
    @Override
    public Map<String, double[]> state() { return memory.state(); }

    @Override
    public void restore(Map<String, double[]> state) { memory.restore(state); }
}

package org.hesse.nn.train;

import java.util.Map;

/**
 * Gradient descent with Nesterov's momentum: `m ← μm + d`, `θ ← θ − lr (d + μm + λθ)`, m = 0 at the start.
 *
 * <p>In PyTorch's form (Sutskever et al., 2013, with θ the point looked ahead to), but weight decay λ is apart from the
 * loss and from m, as in {@link Sgd}. Not thread-safe.
 */
public final class Nesterov implements Optimizer {
    private final double momentum;
    private final double weightDecay;
    private final Memory memory = new Memory("nesterov", "momentum");

    /**
     * @param momentum μ in [0, 1)
     * @param weightDecay λ, 0 or more
     */
    public Nesterov(double momentum, double weightDecay) {
        Settings.checkDecay("nesterov", "momentum", momentum);
        Settings.checkNotNegative("nesterov", "weight_decay", weightDecay);
        this.momentum = momentum;
        this.weightDecay = weightDecay;
    }

    /** Without weight decay. */
    public Nesterov(double momentum) { this(momentum, 0); }

    @Override
    public void step(double[] theta, double[] direction, double learningRate) {
        memory.begin(theta, direction);
        double[] m = memory.get(0);
        for (int i = 0; i < m.length; i++) {
            m[i] = momentum * m[i] + direction[i];
            theta[i] -= learningRate * (direction[i] + momentum * m[i] + weightDecay * theta[i]);
        }
    }

    /** `momentum`: m. */
    @Override
    public Map<String, double[]> state() { return memory.state(); }

    @Override
    public void restore(Map<String, double[]> state) { memory.restore(state); }
}

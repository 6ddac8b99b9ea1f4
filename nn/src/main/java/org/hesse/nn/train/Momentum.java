package org.hesse.nn.train;

import java.util.Map;

/**
 * `m ← μm + d`, `θ ← θ − lr (u + λθ)`, m = 0 at the start: what u is of d and m, its kinds say. Not thread-safe.
 *
 * <p>Weight decay λ is apart from the loss and from m (Loshchilov and Hutter, 2019): no update rule and no curvature
 * sees it.
 */
abstract class Momentum implements Optimizer {
    private final double momentum;
    private final double weightDecay;
    private final Memory memory;

    Momentum(String owner, double momentum, double weightDecay) {
        Settings.checkDecay(owner, "momentum", momentum);
        Settings.checkNotNegative(owner, "weight_decay", weightDecay);
        this.momentum = momentum;
        this.weightDecay = weightDecay;
        memory = new Memory(owner, "momentum");
    }

    /**
     * u, number by number.
     *
     * @param direction d
     * @param momentum μ
     * @param m the new one
     */
    abstract double along(double direction, double momentum, double m);

    @Override
    public final void step(double[] theta, double[] direction, double learningRate) {
        memory.begin(theta, direction);
        double[] m = memory.get(0);
        for (int i = 0; i < m.length; i++) {
            m[i] = momentum * m[i] + direction[i];
            theta[i] -= learningRate * (along(direction[i], momentum, m[i]) + weightDecay * theta[i]);
        }
    }

    /** `momentum`: m. */
    @Override
    public final Map<String, double[]> state() { return memory.state(); }

    @Override
    public final void checkSize(int parameters) { memory.checkSize(parameters); }

    @Override
    public final void restore(Map<String, double[]> state) { memory.restore(state); }
}

package org.hesse.nn.train;

import java.util.LinkedHashMap;
import java.util.Map;
import org.hesse.engine.tape.NonFiniteException;

/**
 * Adam (Kingma and Ba, 2015): `m ← β₁m + (1 − β₁)d`, `v ← β₂v + (1 − β₂)d²`, and at step t = 1, 2, …
 * `θ ← θ − lr (m/(1 − β₁ᵗ) / (√(v/(1 − β₂ᵗ)) + ε) + λθ)`, m = v = 0 at the start.
 *
 * <p>With λ > 0 it is AdamW: weight decay is apart from the loss and from m and v (Loshchilov and Hutter, 2019). Not
 * thread-safe.
 */
public final class Adam implements Optimizer {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;
    private static final String STEP = "step";

    private final double beta1;
    private final double beta2;
    private final double epsilon;
    private final double weightDecay;
    private final Memory memory = new Memory("adam", "first", "second");
    private int step;

    /**
     * @param beta1 β₁ in [0, 1)
     * @param beta2 β₂ in [0, 1)
     * @param epsilon ε, positive
     * @param weightDecay λ, 0 or more
     */
    public Adam(double beta1, double beta2, double epsilon, double weightDecay) {
        Settings.checkDecay("adam", "beta1", beta1);
        Settings.checkDecay("adam", "beta2", beta2);
        Settings.checkPositive("adam", "epsilon", epsilon);
        Settings.checkNotNegative("adam", "weight_decay", weightDecay);
        this.beta1 = beta1;
        this.beta2 = beta2;
        this.epsilon = epsilon;
        this.weightDecay = weightDecay;
    }

    /** AdamW with β₁ = 0.9, β₂ = 0.999, ε = 1e-8. */
    public Adam(double weightDecay) { this(BETA1, BETA2, EPSILON, weightDecay); }

    /** The same without weight decay. */
    public Adam() { this(0); }

    @Override
    public void step(double[] theta, double[] direction, double learningRate) {
        memory.check(theta, direction);
        checkSquares(direction, 1 - StrictMath.pow(beta2, step + 1));
        memory.begin(theta, direction);
        step++;
        double c1 = 1 - StrictMath.pow(beta1, step);
        double c2 = 1 - StrictMath.pow(beta2, step);
        double[] m = memory.get(0);
        double[] v = memory.get(1);
        for (int i = 0; i < m.length; i++) {
            m[i] = beta1 * m[i] + (1 - beta1) * direction[i];
            v[i] = square(v[i], direction[i]);
            theta[i] -= learningRate * (m[i] / c1 / (Math.sqrt(v[i] / c2) + epsilon) + weightDecay * theta[i]);
        }
    }

    private double square(double v, double d) { return beta2 * v + (1 - beta2) * d * d; }

    /** Infinite, the mean square would keep its parameter where it is in all later steps, without a word. */
    private void checkSquares(double[] direction, double c2) {
        for (int i = 0; i < direction.length; i++) {
            double mean = square(memory.isEmpty() ? 0 : memory.get(1)[i], direction[i]) / c2;
            if (!Double.isFinite(mean))
                throw new NonFiniteException(
                        "adam: direction[" + i + "] is " + direction[i] + ", the mean square " + mean);
        }
    }

    /** `first`: m, `second`: v, `step`: t. */
    @Override
    public Map<String, double[]> state() {
        Map<String, double[]> state = memory.state();
        if (!state.isEmpty()) state.put(STEP, new double[] {step});
        return state;
    }

    @Override
    public void checkSize(int parameters) { memory.checkSize(parameters); }

    @Override
    public void restore(Map<String, double[]> state) {
        Map<String, double[]> vectors = new LinkedHashMap<>(state);
        double[] taken = vectors.remove(STEP);
        if (!state.isEmpty() && (taken == null || taken.length != 1))
            throw new IllegalArgumentException("adam: its state has a number of steps, not " + state.keySet());
        if (taken != null && (!(taken[0] >= 1) || taken[0] != (int) taken[0]))
            throw new IllegalArgumentException("adam: step must be a whole number, 1 or more, got " + taken[0]);
        memory.restore(vectors);
        step = state.isEmpty() ? 0 : (int) taken[0];
    }
}

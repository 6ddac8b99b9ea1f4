package org.hesse.hessian.rule;

import java.util.Arrays;
import org.hesse.engine.objective.Objective;
import org.hesse.engine.objective.Progress;
import org.hesse.engine.sweep.Channel;
import org.hesse.engine.sweep.Pull;
import org.hesse.engine.sweep.Push;
import org.hesse.engine.tape.Point;
import org.hesse.hessian.Operator;
import org.hesse.hessian.Term;
import org.hesse.hessian.algebra.Vectors;
import org.hesse.hessian.estimate.Distribution;

/**
 * `d = g + σ² ∇ mean_i(ε_iᵀAε_i)`, A = H, G or N, `E[εεᵀ] = I`: the gradient of `L + σ² tr A`, by k probes that are new
 * at every step.
 *
 * <p>A third derivative, by jets of order 2: a replaced φ″ needs its φ‴ here. N depends on θ through the residual too,
 * and H's penalty is the sum of G's and N's. Unlike {@link SampledGaussNewtonPenalty}, that of G is the gradient of
 * tr G on average for every loss. tr H and tr N are not bounded below: their penalties may run away. Not thread-safe:
 * it counts steps, as probes are drawn by seed and step.
 */
public final class TracePenalty extends SteppedRule {
    private final Channel channel;
    private final double strength;
    private final int probes;
    private final Distribution distribution;
    private final long seed;

    /**
     * @param term {@link Term#HESSIAN}, {@link Term#GAUSS_NEWTON} or {@link Term#NME}
     * @param strength σ², 0 or more
     * @param probes k, 1 or more
     * @param distribution what probes are drawn from
     * @param seed of the probes
     */
    public TracePenalty(Term term, double strength, int probes, Distribution distribution, long seed) {
        super("trace_penalty");
        Directions.checkSetting("trace_penalty", "strength", strength);
        if (probes < 1)
            throw new IllegalArgumentException("trace_penalty: needs at least one probe, got " + probes);
        this.channel = third(term);
        this.strength = strength;
        this.probes = probes;
        this.distribution = distribution;
        this.seed = seed;
    }

    /** With probes of entries ±1, those of least variance. */
    public TracePenalty(Term term, double strength, int probes, long seed) {
        this(term, strength, probes, Distribution.RADEMACHER, seed);
    }

    /** The channel that leaves `½∇(vᵀAv)`. */
    private static Channel third(Term term) {
        return switch (term) {
            case HESSIAN -> Channel.THIRD;
            case GAUSS_NEWTON -> Channel.THIRD_GAUSS_NEWTON;
            case NME -> Channel.THIRD_NME;
            default -> throw new IllegalArgumentException(
                    "trace_penalty: of hessian, gauss_newton or nme, not of " + term.label());
        };
    }

    @Override
    double direction(Objective objective, double[] theta, double[] direction, int step) {
        double[][] epsilon = draw(step, theta.length);
        double[] loss = new double[1];
        Arrays.fill(direction, 0);
        objective.forEach(theta, 2, Progress.NONE, (i, weight, point) -> {
            loss[0] += weight * point.loss();
            Vectors.add(weight, Pull.gradient(point), direction);
            penalize(point, epsilon, 2 * weight * strength / probes, direction);
        });
        return loss[0];
    }

    private double[][] draw(int step, int size) {
        double[][] epsilon = new double[probes][size];
        int first = Math.multiplyExact(step, probes);
        for (int i = 0; i < probes; i++) distribution.fill(seed, Math.addExact(first, i), epsilon[i]);
        return epsilon;
    }

    /** `direction += c Σ_i ½∇(ε_iᵀAε_i)`, a few probes a sweep. */
    private void penalize(Point point, double[][] epsilon, double c, double[] direction) {
        int lanes = Math.min(Operator.LANES, probes);
        try (Push push = channel.bends() ? new Push(point, 2, lanes) : Push.straight(point, lanes)) {
            Pull pull = new Pull(push, channel);
            for (int from = 0; from < probes; from += lanes) {
                int to = Math.min(probes, from + lanes);
                push.along(Arrays.copyOfRange(epsilon, from, to));
                pull.run();
                for (int l = 0; l < to - from; l++) Vectors.add(c, pull.result(l, channel), direction);
            }
        }
    }
}

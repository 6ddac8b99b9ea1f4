package org.hesse.lab.paper;

import java.util.Arrays;
import org.hesse.engine.objective.Objective;
import org.hesse.engine.objective.Progress;
import org.hesse.engine.objective.UpdateRule;
import org.hesse.engine.sweep.Channel;
import org.hesse.engine.sweep.Pull;
import org.hesse.engine.sweep.Push;
import org.hesse.engine.tape.Point;
import org.hesse.hessian.Operator;
import org.hesse.hessian.algebra.Vectors;

/**
 * `d = g + σ² ∇ tr A`, `tr A = Σ_j e_jᵀAe_j` by all P unit vectors, A = H or G: what a penalty by random probes is on
 * average, at the cost of P of them. Immutable and thread-safe.
 *
 * @param third the channel that leaves `½∇(vᵀAv)`
 * @param strength σ²
 */
record ExactTracePenalty(Channel third, double strength) implements UpdateRule {
    @Override
    public double direction(Objective objective, double[] theta, double[] direction) {
        double[] loss = new double[1];
        Arrays.fill(direction, 0);
        objective.forEach(theta, 2, Progress.NONE, (i, weight, point) -> {
            loss[0] += weight * point.loss();
            Vectors.add(weight, Pull.gradient(point), direction);
            penalize(point, 2 * weight * strength, direction);
        });
        return loss[0];
    }

    private void penalize(Point point, double c, double... direction) {
        int p = direction.length;
        try (Push push = new Push(point, 2, Math.min(Operator.LANES, p))) {
            Pull pull = new Pull(push, third);
            for (int from = 0; from < p; from += Operator.LANES) {
                double[][] unit = new double[Math.min(Operator.LANES, p - from)][p];
                for (int l = 0; l < unit.length; l++) unit[l][from + l] = 1;
                push.along(unit);
                pull.run();
                for (int l = 0; l < unit.length; l++) Vectors.add(c, pull.result(l, third), direction);
            }
        }
    }
}

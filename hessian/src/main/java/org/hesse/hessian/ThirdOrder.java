package org.hesse.hessian;

import org.hesse.engine.objective.Objective;
import org.hesse.engine.sweep.Channel;
import org.hesse.engine.sweep.Pull;
import org.hesse.engine.sweep.Push;
import org.hesse.engine.tape.Point;

/**
 * The gradients in θ of the quadratic forms of one direction, `∇(vᵀGv)` and `∇(vᵀNv)`, with N depending on θ through
 * the residual too. Their sum is `∇(vᵀHv)`. Third derivatives: jets of order 2.
 */
public record ThirdOrder(double[] gaussNewton, double[] nme) {
    /** Records the objective at θ for order 2, pushes v and pulls both. */
    public static ThirdOrder at(Objective objective, double[] theta, double[] v) {
        try (Point point = objective.record(theta, 2); Push push = new Push(point, 2)) {
            push.along(v);
            Pull pull = new Pull(push, Channel.THIRD_GAUSS_NEWTON, Channel.THIRD_NME);
            pull.run();
            return new ThirdOrder(twice(pull.result(Channel.THIRD_GAUSS_NEWTON)),
                    twice(pull.result(Channel.THIRD_NME)));
        }
    }

    private static double[] twice(double[] half) {
        for (int i = 0; i < half.length; i++) half[i] *= 2;
        return half;
    }
}

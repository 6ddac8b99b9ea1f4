package org.hesse.hessian;

import org.hesse.engine.objective.Objective;
import org.hesse.engine.objective.Progress;
import org.hesse.engine.sweep.Channel;

/**
 * The gradients in θ of the quadratic forms of one direction, `∇(vᵀGv)` and `∇(vᵀNv)`, with N depending on θ through
 * the residual too. Their sum is `∇(vᵀHv)`. Third derivatives: jets of order 2. As thread-safe as its vectors.
 */
public record ThirdOrder(double[] gaussNewton, double[] nme) {
    /** Records the objective at θ for order 2, pushes v and pulls both. */
    public static ThirdOrder at(Objective objective, double[] theta, double[] v) {
        return at(objective, theta, new double[][] {v}, Progress.NONE)[0];
    }

    /** The same for several directions in one sweep over the objective's parts. */
    public static ThirdOrder[] at(Objective objective, double[] theta, double[][] v, Progress progress) {
        Request r = new Request(v.length, Channel.THIRD_GAUSS_NEWTON, Channel.THIRD_NME).apart(theta.length);
        System.arraycopy(v, 0, r.v, 0, v.length);
        try (Products products = new Products(objective, theta, 2, progress)) {
            products.run(r);
        }
        ThirdOrder[] third = new ThirdOrder[v.length];
        for (int l = 0; l < v.length; l++) third[l] = new ThirdOrder(twice(r.out[0][l]), twice(r.out[1][l]));
        return third;
    }

    private static double[] twice(double[] half) {
        for (int i = 0; i < half.length; i++) half[i] *= 2;
        return half;
    }
}

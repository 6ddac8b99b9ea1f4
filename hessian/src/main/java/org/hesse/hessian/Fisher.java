package org.hesse.hessian;

import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import org.hesse.engine.array.Array;
import org.hesse.engine.op.Likelihood;

/**
 * Outer products of the examples' gradients as operators: `F = 1/n Σ_i g_i g_iᵀ = Jᵀ B J`, with `g_i = n J_iᵀ r_i` and
 * `B = n blockdiag(r_i r_iᵀ)`; so a product costs one forward and one reverse sweep. (Kunstner, Hennig, Balles, 2019.)
 * Stateless and thread-safe.
 */
final class Fisher {
    private Fisher() {}

    /** r at the recorded targets. */
    static Operator empirical(Operator jacobian, Outputs outputs) {
        return around(jacobian, "empirical_fisher", outputs, 1, outputs.residual());
    }

    /** r at `samples` targets drawn from the model for each example, and their mean. */
    static Operator monteCarlo(Operator jacobian, Outputs outputs, int samples, long seed) {
        if (samples < 1)
            throw new IllegalArgumentException("monte_carlo_fisher: needs at least one sample, got " + samples);
        double[][] r = new double[samples][];
        for (int s = 0; s < samples; s++) r[s] = drawn(outputs, Probes.random(seed, s));
        return around(jacobian, "monte_carlo_fisher", outputs, 1.0 / samples, r);
    }

    private static Operator around(Operator jacobian, String name, Outputs outputs, double mean, double[]... r) {
        Operator inner = new OuterProducts(name, mean * outputs.examples(), outputs.width(), r);
        return new Named(name, jacobian.transposed().times(inner).times(jacobian));
    }

    private static double[] drawn(Outputs outputs, SplittableRandom random) {
        double[] r = new double[outputs.size()];
        DoubleSupplier uniform = random::nextDouble;
        for (Outputs.Part part : outputs.parts()) {
            Array y = part.loss().targets();
            if (!(part.loss().op() instanceof Likelihood likelihood) || !likelihood.isLikelihood() || y == null)
                throw new IllegalArgumentException("monte_carlo_fisher: the loss " + part.loss().op().name()
                        + " is no log likelihood of the outputs, targets cannot be drawn from the model");
            likelihood.sample(part.loss().outputs(), uniform, y);
            Outputs.put(part, part.loss().gradient(y), r);
        }
        return r;
    }
}

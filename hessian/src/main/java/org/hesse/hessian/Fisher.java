package org.hesse.hessian;

import java.util.SplittableRandom;
import org.hesse.hessian.algebra.Drawn;

/**
 * Outer products of the examples' gradients as operators: `F = 1/n Σ_i g_i g_iᵀ = Jᵀ B J`, with `g_i = n J_iᵀ r_i` and
 * `B = n blockdiag(r_i r_iᵀ)`; so a product costs one forward and one reverse sweep. (Kunstner, Hennig, Balles, 2019.)
 *
 * <p>With drawn targets n is not the number of examples but, part by part, m/w of m targets that count and the weight
 * w: so that `E[B] = H_z`, whatever counts how much. Stateless and thread-safe.
 */
final class Fisher {
    private static final String MONTE_CARLO = "monte_carlo_fisher";

    private Fisher() {}

    /** r at the recorded targets. */
    static Operator empirical(Operator jacobian, Outputs outputs) {
        return around(jacobian, "empirical_fisher", outputs, outputs.examples(), outputs.residual());
    }

    /** r at `samples` targets drawn from the model for each example, and their mean. */
    static Operator monteCarlo(Operator jacobian, Outputs outputs, int samples, long seed) {
        if (samples < 1)
            throw new IllegalArgumentException(MONTE_CARLO + ": needs at least one sample, got " + samples);
        double[][] r = new double[samples][];
        for (int s = 0; s < samples; s++) r[s] = drawn(outputs, Probes.random(seed, s));
        return around(jacobian, MONTE_CARLO, outputs, 1.0 / samples, r);
    }

    private static Operator around(Operator jacobian, String name, Outputs outputs, double c, double[]... r) {
        Operator inner = new OuterProducts(name, c, outputs.width(), r);
        return new Named(name, jacobian.transposed().times(inner).times(jacobian));
    }

    private static double[] drawn(Outputs outputs, SplittableRandom random) {
        double[] r = new double[outputs.size()];
        for (int i = 0; i < outputs.parts().size(); i++) {
            Outputs.Part part = outputs.parts().get(i);
            checkWeight(i, part.weight());
            // Of a part that does not count r is 0.
            if (part.weight() > 0) draw(part, random, r);
        }
        return r;
    }

    private static void checkWeight(int i, double weight) {
        if (weight < 0)
            throw new IllegalArgumentException(MONTE_CARLO + ": part " + i + " has the weight " + weight
                    + ", no mean of squares is its G");
    }

    private static void draw(Outputs.Part part, SplittableRandom random, double[] r) {
        OutputLoss loss = part.loss();
        Drawn drawn = Drawn.from(MONTE_CARLO, loss.op(), loss.outputs(), loss.targets(), random);
        Outputs.put(part, loss.gradient(drawn.targets()), r);
        // Each of m terms has w/m of H_z, but (w/m)² of r rᵀ.
        double root = Math.sqrt(drawn.count() / part.weight());
        for (int e = part.from(); e < part.from() + part.size(); e++) r[e] *= root;
    }
}

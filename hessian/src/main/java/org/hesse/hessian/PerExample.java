package org.hesse.hessian;

import org.hesse.engine.array.Array;
import org.hesse.engine.objective.Objective;
import org.hesse.engine.objective.Progress;
import org.hesse.engine.tape.NonFiniteException;
import org.hesse.hessian.algebra.Vectors;

/**
 * Who carries the curvature: `vᵀG_iv` and `vᵀN_iv` of each example i along one direction, the mean over examples being
 * vᵀGv and vᵀNv.
 *
 * <p>`vᵀG_iv = n z₁,i·(H_z z₁)_i` and `vᵀN_iv = 2n r_i·z₂,i`, so one forward sweep of order 2 gives all of them, in any
 * network: also where examples are coupled by batch statistics, i then being the example in whose loss it is felt. A
 * function with a replaced φ″ needs a φ‴ too, as for all points of order 2. As thread-safe as its vectors.
 *
 * @param gaussNewton one number an example
 * @param nme one number an example
 */
public record PerExample(double[] gaussNewton, double[] nme) {
    public PerExample {
        if (gaussNewton.length != nme.length)
            throw new IllegalArgumentException(
                    "per_example: " + gaussNewton.length + " examples and " + nme.length);
    }

    /** `vᵀH_iv`. */
    public double hessian(int i) { return gaussNewton[i] + nme[i]; }

    /** How many examples there are. */
    public int examples() { return nme.length; }

    /**
     * Records the objective at θ for order 2 and pushes v.
     *
     * @throws IllegalStateException if a recording is not marked with an output
     */
    public static PerExample at(Objective objective, double[] theta, double[] v) {
        return at(objective, theta, v, Progress.NONE);
    }

    /** The same, watched: every sum over parts is reported. */
    public static PerExample at(Objective objective, double[] theta, double[] v, Progress progress) {
        try (Products products = new Products(objective, theta, 2, progress)) {
            Outputs outputs = new Outputs("per_example", products);
            double[][] z = new double[3][outputs.size()];
            double[][] direction = {v};
            products.forEach((i, weight, sweeps) -> {
                Outputs.Part part = outputs.parts().get(i);
                sweeps.along(direction);
                for (int k = 1; k <= 2; k++) sweeps.output(0, k, z[k], part.from(), part.size());
            });
            double[] curved = new LossHessian(outputs).apply(z[1]);
            return new PerExample(inner("vᵀGv", outputs, 1, z[1], curved),
                    inner("vᵀNv", outputs, 2, outputs.residual(), z[2]));
        }
    }

    /** `c n a_i·b_i` of every example. */
    private static double[] inner(String form, Outputs outputs, double c, double[] a, double[] b) {
        int n = outputs.examples();
        int width = outputs.width();
        double[] inner = new double[n];
        for (int i = 0; i < n; i++) {
            for (int k = i * width; k < (i + 1) * width; k++) inner[i] += a[k] * b[k];
            inner[i] *= c * n;
        }
        int at = Vectors.firstNonFinite(inner);
        if (at >= 0) throw new NonFiniteException("per_example: " + form + " of example " + at + " is " + inner[at]);
        return inner;
    }

    /**
     * `g_i[n, P]`, n times each example's share of ∇L, so that their mean is ∇L: the gradient of its own loss, where
     * all count alike and not by how many of their tokens have a target. One reverse sweep each. Cut into
     * {@linkplain org.hesse.engine.objective.MicroBatches micro-batches} of one example it costs n sweeps of one
     * example, else n of all.
     *
     * @throws IllegalStateException if a recording is not marked with an output
     */
    public static Array gradients(Objective objective, double[] theta) {
        return gradients(objective, theta, Progress.NONE);
    }

    /** The same, watched: sums over parts are reported, and the sweeps of each part. */
    public static Array gradients(Objective objective, double[] theta, Progress progress) {
        try (Products products = new Products(objective, theta, 1, progress)) {
            Outputs outputs = new Outputs("per_example", products);
            double[] r = outputs.residual();
            int width = outputs.width();
            Array all = Array.zeros(outputs.examples(), theta.length);
            products.forEach((i, weight, sweeps) -> {
                Outputs.Part part = outputs.parts().get(i);
                int first = part.from() / Math.max(1, width);
                Seeds.forEach(sweeps, sweeps.point().output(), part.examples(), progress,
                        (e, u) -> System.arraycopy(r, (first + e) * width, u, e * width, width),
                        (e, g) -> scale(outputs.examples(), g, all, (first + e) * theta.length));
            });
            return all;
        }
    }

    private static void scale(double c, double[] g, Array all, int from) {
        for (int i = 0; i < g.length; i++) all.set(from + i, c * g[i]);
    }
}

package org.hesse.hessian;

import java.util.ArrayList;
import java.util.List;
import org.hesse.hessian.algebra.SymmetricEigen;
import org.hesse.hessian.algebra.Vectors;

/**
 * `H_z = Σ_s ±s sᵀ`: the eigenvectors of each example's block times the roots of their eigenvalues' sizes. Immutable
 * and thread-safe.
 */
final class LossFactors {
    private static final double TOLERANCE = 1e-12;
    /** What a zero eigenvalue is computed as, at most, as a part of the example's largest. */
    private static final double NOTHING = 1e-14;
    private static final long PROBE = 1;

    /** Those of one part of the objective, numbers of its own outputs. */
    static final class Part {
        private final int width;
        private final List<double[]> factors = new ArrayList<>();
        private final List<Integer> from = new ArrayList<>();
        private final List<Integer> signs = new ArrayList<>();

        Part(int width) { this.width = width; }

        int count() { return factors.size(); }

        int sign(int s) { return signs.get(s); }

        int example(int s) { return from.get(s) / width; }

        void fill(int s, double[] u) { System.arraycopy(factors.get(s), 0, u, from.get(s), width); }
    }

    private final List<Part> parts = new ArrayList<>();

    LossFactors(Outputs outputs) {
        for (Outputs.Part each : outputs.parts())
            try (Curvature curvature = each.loss().curvature()) {
                parts.add(factors(curvature.hessian().times(each.weight()), outputs.width()));
            }
    }

    Part part(int i) { return parts.get(i); }

    private static Part factors(Operator hz, int width) {
        int n = width == 0 ? 0 : hz.rows() / width;
        double[][] columns = columns(hz, width);
        check(hz, columns, width);
        Part part = new Part(width);
        double[][] block = new double[width][width];
        for (int e = 0; e < n; e++) {
            for (int k = 0; k < width; k++)
                for (int m = 0; m < width; m++)
                    block[m][k] = (columns[k][e * width + m] + columns[m][e * width + k]) / 2;
            add(part, e * width, SymmetricEigen.of(block));
        }
        return part;
    }

    /** Column k of every example's block, in one product. */
    private static double[][] columns(Operator hz, int width) {
        double[][] columns = new double[width][hz.rows()];
        for (int k = 0; k < width; k++) {
            double[] unit = new double[hz.rows()];
            for (int e = k; e < unit.length; e += width) unit[e] = 1;
            hz.apply(unit, columns[k]);
        }
        return columns;
    }

    /** Throws unless a random product is that of the blocks: a loss that couples examples has no such factors. */
    private static void check(Operator hz, double[][] columns, int width) {
        double[] z = new double[hz.rows()];
        Probes.gaussian(PROBE, 0, z);
        double[] product = hz.apply(z);
        double scale = Vectors.norm(product);
        for (int e = 0; e < z.length; e++) {
            double sum = 0;
            for (int k = 0; k < width; k++) sum += columns[k][e] * z[e / width * width + k];
            if (!(Math.abs(sum - product[e]) <= TOLERANCE * scale))
                throw new IllegalArgumentException("diagonal of gauss_newton: the loss couples examples, entry " + e
                        + " of a product of H_z is " + product[e] + ", that of the examples' blocks " + sum);
        }
    }

    private static void add(Part part, int from, SymmetricEigen eigen) {
        double[] lambda = eigen.values();
        double largest = Math.max(Math.abs(lambda[0]), Math.abs(lambda[lambda.length - 1]));
        for (int k = 0; k < lambda.length; k++) {
            if (Math.abs(lambda[k]) <= NOTHING * largest) continue;
            double[] factor = new double[lambda.length];
            Vectors.scale(Math.sqrt(Math.abs(lambda[k])), eigen.vectors()[k], factor);
            part.factors.add(factor);
            part.from.add(from);
            part.signs.add(lambda[k] < 0 ? -1 : 1);
        }
    }
}

package org.hesse.hessian.estimate;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.hesse.hessian.Operator;

/** Symmetric matrices with known entries or a known spectrum, as operators. */
final class Matrices {
    private Matrices() {}

    /** `v ↦ Av` by a naive loop; what is multiplied is counted. */
    static final class Dense implements Operator {
        final double[][] entries;
        int products;

        Dense(double[][] entries) { this.entries = entries; }

        @Override
        public int rows() { return entries.length; }

        @Override
        public void apply(double[] v, double[] out) {
            checkApart(v, out);
            products++;
            for (int i = 0; i < out.length; i++) out[i] = Matrices.dot(entries[i], v);
        }

        double trace() { return Arrays.stream(diagonal()).sum(); }

        double[] diagonal() {
            double[] diagonal = new double[entries.length];
            for (int i = 0; i < diagonal.length; i++) diagonal[i] = entries[i][i];
            return diagonal;
        }

        /** `tr AB`. */
        double inner(Dense b) {
            double inner = 0;
            for (int i = 0; i < entries.length; i++) inner += Matrices.dot(entries[i], b.entries[i]);
            return inner;
        }

        /** `‖A‖²_F`. */
        double squares() { return inner(this); }

        @Override
        public String toString() { return "dense"; }
    }

    /** Entries normal, the matrix made symmetric. */
    static Dense random(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] a = new double[n][n];
        for (int i = 0; i < n; i++)
            for (int j = 0; j <= i; j++) a[i][j] = a[j][i] = random.nextGaussian();
        return new Dense(a);
    }

    static Dense diagonal(double... d) {
        double[][] a = new double[d.length][d.length];
        for (int i = 0; i < d.length; i++) a[i][i] = d[i];
        return new Dense(a);
    }

    /** `Σ_i λ_i u_i u_iᵀ`, i = 1..n, in a random orthonormal basis. */
    static Dense spectrum(int n, long seed, IntToDoubleFunction lambda) {
        double[][] u = basis(n, n, seed);
        double[][] a = new double[n][n];
        for (int k = 0; k < n; k++)
            for (int i = 0; i < n; i++)
                for (int j = 0; j < n; j++) a[i][j] += lambda.applyAsDouble(k + 1) * u[k][i] * u[k][j];
        return new Dense(a);
    }

    /** k orthonormal vectors. */
    static double[][] basis(int n, int k, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] vectors = new double[k][n];
        for (double[] v : vectors) Arrays.setAll(v, i -> random.nextGaussian());
        return orthonormal(vectors);
    }

    /** Gram–Schmidt, three times over; what depends on earlier vectors is left out. The arguments stay. */
    static double[][] orthonormal(double[]... vectors) {
        double[][] q = new double[vectors.length][];
        int rank = 0;
        for (double[] each : vectors) {
            double[] v = each.clone();
            for (int pass = 0; pass < 3; pass++) for (int j = 0; j < rank; j++) add(-dot(q[j], v), q[j], v);
            double length = Math.sqrt(dot(v, v));
            if (length <= 1e-10 * Math.sqrt(dot(each, each))) continue;
            q[rank] = new double[v.length];
            add(1 / length, v, q[rank++]);
        }
        return Arrays.copyOf(q, rank);
    }

    static double dot(double[] x, double[] y) {
        double dot = 0;
        for (int i = 0; i < x.length; i++) dot += x[i] * y[i];
        return dot;
    }

    static void add(double alpha, double[] x, double[] y) {
        for (int i = 0; i < x.length; i++) y[i] += alpha * x[i];
    }

    /** All of `vectors` but the i-th. */
    static double[][] without(int i, double[]... vectors) {
        double[][] others = new double[vectors.length - 1][];
        for (int j = 0; j < others.length; j++) others[j] = vectors[j < i ? j : j + 1];
        return others;
    }
}

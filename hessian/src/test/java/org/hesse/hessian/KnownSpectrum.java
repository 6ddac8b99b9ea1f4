package org.hesse.hessian;

import java.util.SplittableRandom;

/** `A = Q Λ Qᵀ` of given eigenvalues, with random orthonormal columns Q, by naive loops; counts its products. */
public final class KnownSpectrum implements Operator {
    private final double[] eigenvalues;
    private final double[][] q;
    private final double[][] a;
    private int products;

    private KnownSpectrum(double[] eigenvalues, double[][] q) {
        this.eigenvalues = eigenvalues;
        this.q = q;
        int n = eigenvalues.length;
        a = new double[n][n];
        for (int k = 0; k < n; k++)
            for (int i = 0; i < n; i++) for (int j = 0; j < n; j++) a[i][j] += eigenvalues[k] * q[k][i] * q[k][j];
    }

    public static KnownSpectrum of(long seed, double... eigenvalues) {
        return new KnownSpectrum(eigenvalues, orthonormal(seed, eigenvalues.length));
    }

    /** `q[k]` the k-th of n orthonormal vectors, by Gram and Schmidt's process, twice. */
    private static double[][] orthonormal(long seed, int n) {
        double[][] q = new double[n][];
        for (int k = 0; k < n; k++) {
            q[k] = gaussian(seed * n + k, n);
            for (int i = 0; i < 2 * k; i++) {
                double along = dot(q[i % k], q[k]);
                for (int j = 0; j < n; j++) q[k][j] -= along * q[i % k][j];
            }
            double length = Math.sqrt(dot(q[k], q[k]));
            for (int j = 0; j < n; j++) q[k][j] /= length;
        }
        return q;
    }

    public static double[] gaussian(long seed, int n) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] x = new double[n];
        for (int i = 0; i < n; i++) x[i] = random.nextGaussian();
        return x;
    }

    public static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) sum += x[i] * y[i];
        return sum;
    }

    public static double norm(double[] x) { return Math.sqrt(dot(x, x)); }

    /** `‖x − y‖`. */
    public static double distance(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) sum += (x[i] - y[i]) * (x[i] - y[i]);
        return Math.sqrt(sum);
    }

    @Override
    public int rows() { return eigenvalues.length; }

    @Override
    public void apply(double[] v, double[] out) {
        checkApart(v, out);
        products++;
        for (int i = 0; i < out.length; i++) out[i] = dot(a[i], v);
    }

    /** The vector of eigenvalue k. */
    public double[] vector(int k) { return q[k].clone(); }

    public double[] eigenvalues() { return eigenvalues.clone(); }

    /** Products so far. */
    public int products() { return products; }

    /** `Σ_k f_k (q_kᵀb) q_k`, such as the solution of `Ax = b` with f = 1/λ. */
    public double[] function(double[] f, double[] b) {
        double[] x = new double[b.length];
        for (int k = 0; k < f.length; k++) {
            double along = f[k] * dot(q[k], b);
            for (int i = 0; i < x.length; i++) x[i] += along * q[k][i];
        }
        return x;
    }

    /** The largest |eigenvalue|. */
    public double size() {
        double size = 0;
        for (double each : eigenvalues) size = Math.max(size, Math.abs(each));
        return size;
    }
}

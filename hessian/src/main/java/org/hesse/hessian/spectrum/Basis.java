package org.hesse.hessian.spectrum;

import java.util.Arrays;
import org.hesse.engine.array.Kernels;
import org.hesse.engine.array.Providers;
import org.hesse.hessian.Probes;
import org.hesse.hessian.algebra.Vectors;

/**
 * `q_1 … q_m`, orthonormal vectors of length n, the rows of Qᵀ[m,n]. Two passes keep them so: what one pass leaves of
 * a projection is round-off of the vector's first length, a second takes that too ("twice is enough"; Giraud,
 * Langou, Rozložník, van den Eshof, 2005). Not thread-safe.
 */
final class Basis {
    /** What is left of a product after its projection is round-off below this part of the product. */
    static final double ROUND_OFF = 1e-12;
    private static final int CHUNK = 2048;

    private final int n;
    private double[][] q;
    private int size;

    Basis(int n, int capacity) {
        this.n = n;
        q = new double[Math.min(n, capacity)][];
    }

    int size() { return size; }

    double[] get(int i) { return q[i]; }

    /** Takes the vector, which is orthonormal to the others. */
    void add(double[] unit) {
        if (size == q.length) q = Arrays.copyOf(q, Math.min(n, 2 * size + 1));
        q[size++] = unit;
    }

    /** `w = (I − QQᵀ) w`, twice. */
    void project(double[] w) { project(w, new double[size]); }

    /** The same; `c = Qᵀw` of the w that came in. */
    void project(double[] w, double[] c) {
        Arrays.fill(c, 0, size, 0);
        for (int pass = 0; pass < 2; pass++) projectOnce(w, size, c);
    }

    private void projectOnce(double[] w, int vectors, double[] c) {
        for (int i = 0; i < vectors; i++) {
            double along = Vectors.dot(q[i], w);
            Vectors.add(-along, q[i], w);
            c[i] += along;
        }
    }

    /** A random unit vector orthogonal to all, probe `draw` of the seed; the basis is not the whole space yet. */
    double[] random(long seed, int draw) {
        double[] z = new double[n];
        Probes.gaussian(seed, draw, z);
        project(z);
        Vectors.divide(z, Vectors.norm(z));
        return z;
    }

    /** `q_i = Σ_j q_j s_i[j]` for the rows of s, orthonormal, in place by ranges of columns; the others are dropped. */
    void rotate(double[][] s) {
        Kernels kernels = Providers.kernels();
        double[][] sums = new double[s.length][Math.min(n, CHUNK)];
        for (int from = 0; from < n; from += CHUNK) {
            int count = Math.min(CHUNK, n - from);
            for (int i = 0; i < s.length; i++)
                for (int j = 0; j < size; j++)
                    kernels.axpby(count, s[i][j], q[j], from, j == 0 ? 0 : 1, sums[i], 0);
            for (int i = 0; i < s.length; i++) System.arraycopy(sums[i], 0, q[i], from, count);
        }
        Arrays.fill(q, s.length, size, null);
        size = s.length;
        orthonormalise();
    }

    /** Many rotations would add up their round-off. */
    private void orthonormalise() {
        double[] ignored = new double[size];
        for (int i = 0; i < size; i++) {
            projectOnce(q[i], i, ignored);
            Vectors.divide(q[i], Vectors.norm(q[i]));
        }
    }

    /** Copies of the vectors. */
    double[][] toArrays() { return Arrays.stream(q, 0, size).map(double[]::clone).toArray(double[][]::new); }
}

package org.hesse.micro;

/** Derivatives as linear maps. */
final class Lesson1 {
    private Lesson1() {}

    /** Exercise 1. `Jv[2]` at x[3], for `f(x, y, z) = (xyz, x + y²)`. */
    static double[] derivative(double[] x, double[] v) {
        return new double[] {x[1] * x[2] * v[0] + x[0] * x[2] * v[1] + x[0] * x[1] * v[2], v[0] + 2 * x[1] * v[1]};
    }

    /** Exercise 2. `Jᵀu[3]` at x[3], for the same f: `⟨u, Jv⟩ = ⟨Jᵀu, v⟩` for every v. */
    static double[] transposed(double[] x, double[] u) {
        return new double[] {x[1] * x[2] * u[0] + u[1], x[0] * x[2] * u[0] + 2 * x[1] * u[1], x[0] * x[1] * u[0]};
    }

    /** Exercise 3. The derivative of `A ↦ A²` at the matrix A[2,2], applied to the matrix V[2,2]. */
    static double[][] ofSquare(double[][] a, double[][] v) {
        // Matrices do not commute: (A + V)² = A² + AV + VA + V².
        double[][] av = times(a, v);
        double[][] va = times(v, a);
        return new double[][] {Vec.plus(av[0], 1, va[0]), Vec.plus(av[1], 1, va[1])};
    }

    /** `AB`. */
    static double[][] times(double[][] a, double[][] b) {
        double[][] c = new double[2][2];
        for (int i = 0; i < 2; i++)
            for (int j = 0; j < 2; j++) c[i][j] = a[i][0] * b[0][j] + a[i][1] * b[1][j];
        return c;
    }
}

package org.hesse.hessian.spectrum;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.hesse.hessian.KnownSpectrum;
import org.junit.jupiter.api.Test;

/** Eigenvalues in closed form, and T = ZΛZᵀ for any T. */
class TridiagonalTest {
    private static double[] constant(int n, double x) {
        double[] filled = new double[n];
        Arrays.fill(filled, x);
        return filled;
    }

    /** T z = λ z and ZᵀZ = I, to round-off of the largest entry. */
    private static void assertDiagonalised(Tridiagonal t) {
        double[] alpha = t.alpha();
        double[] beta = t.beta();
        int m = alpha.length;
        double size = Math.max(Arrays.stream(alpha).map(Math::abs).max().orElseThrow(),
                Arrays.stream(beta).map(Math::abs).max().orElse(0));
        Tridiagonal.Eigen eigen = t.eigenvectors();
        for (int i = 0; i < m; i++) {
            double[] z = eigen.vectors()[i];
            for (int j = 0; j < m; j++) {
                double tz = alpha[j] * z[j] + (j > 0 ? beta[j - 1] * z[j - 1] : 0)
                        + (j + 1 < m ? beta[j] * z[j + 1] : 0);
                assertEquals(tz, eigen.values()[i] * z[j], 1e-14 * m * size, t + " " + i);
                assertEquals(i == j ? 1 : 0, KnownSpectrum.dot(z, eigen.vectors()[j]), 1e-14 * m);
            }
            if (i > 0) assertEquals(true, eigen.values()[i - 1] <= eigen.values()[i]);
        }
        assertArrayEquals(eigen.values(), t.eigenvalues());
        double[] weights = t.quadrature().weights();
        for (int i = 0; i < m; i++) assertEquals(Math.pow(eigen.vectors()[i][0], 2), weights[i], 1e-15);
        assertEquals(1, Arrays.stream(weights).sum(), 1e-14 * m);
    }

    /** 2 on the diagonal, −1 beside it: λ_k = 2 − 2cos(kπ/(m+1)), weights 2/(m+1) sin²(kπ/(m+1)). */
    @Test
    void secondDifferences() {
        for (int m : new int[] {1, 2, 3, 10, 97}) {
            Tridiagonal t = new Tridiagonal(constant(m, 2), constant(m - 1, -1));
            Quadrature q = t.quadrature();
            for (int k = 1; k <= m; k++) {
                double angle = k * Math.PI / (m + 1);
                assertEquals(2 - 2 * Math.cos(angle), q.nodes()[k - 1], 1e-13);
                assertEquals(2 / (m + 1.0) * Math.pow(Math.sin(angle), 2), q.weights()[k - 1], 1e-14);
            }
            assertDiagonalised(t);
        }
    }

    /** Gauss and Legendre: β_k = k/√(4k² − 1), nodes of three points 0 and ±√(3/5), weights 8/18, 5/18. */
    @Test
    void gaussLegendre() {
        Quadrature q = new Tridiagonal(new double[3], new double[] {1 / Math.sqrt(3), 2 / Math.sqrt(15)}).quadrature();
        assertArrayEquals(new double[] {-Math.sqrt(0.6), 0, Math.sqrt(0.6)}, q.nodes(), 1e-15);
        assertArrayEquals(new double[] {5 / 18.0, 8 / 18.0, 5 / 18.0}, q.weights(), 1e-15);
    }

    @Test
    void anyMatrixIsDiagonalised() {
        SplittableRandom random = new SplittableRandom(5);
        for (int trial = 0; trial < 200; trial++) {
            int m = 1 + random.nextInt(30);
            double[] alpha = new double[m];
            double[] beta = new double[m - 1];
            for (int i = 0; i < m; i++) alpha[i] = random.nextGaussian() * Math.pow(10, random.nextInt(-9, 3));
            for (int i = 0; i + 1 < m; i++)
                beta[i] = random.nextInt(6) == 0 ? 0 : random.nextGaussian() * Math.pow(10, random.nextInt(-9, 3));
            assertDiagonalised(new Tridiagonal(alpha, beta));
        }
    }

    /** Pairs of eigenvalues that agree to 14 digits (Wilkinson, 1965), zeros, numbers near the ends of the range. */
    @Test
    void hardOnes() {
        double[] distance = IntStream.rangeClosed(-10, 10).mapToDouble(Math::abs).toArray();
        Tridiagonal wilkinson = new Tridiagonal(distance, constant(20, 1));
        assertEquals(10.746194182903, wilkinson.eigenvalues()[20], 1e-12);
        assertEquals(10.746194182903, wilkinson.eigenvalues()[19], 1e-12);
        assertDiagonalised(wilkinson);
        assertDiagonalised(new Tridiagonal(new double[4], new double[3]));
        assertDiagonalised(new Tridiagonal(constant(5, 3), new double[4]));
        assertDiagonalised(new Tridiagonal(new double[6], constant(5, 1)));
        for (double scale : new double[] {0x1p-900, 0x1p900})
            assertDiagonalised(new Tridiagonal(Arrays.stream(distance).map(x -> scale * x).toArray(),
                    constant(20, scale)));
    }

    @Test
    void badInput() {
        assertMessage("tridiagonal: 2 numbers on the diagonal, 2 beside it", new double[2], new double[2]);
        assertMessage("tridiagonal: 0 numbers on the diagonal, 0 beside it", new double[0], new double[0]);
        assertMessage("tridiagonal: an entry is NaN", new double[] {1, Double.NaN}, new double[1]);
    }

    private static void assertMessage(String expected, double[] alpha, double[] beta) {
        assertEquals(expected,
                assertThrows(IllegalArgumentException.class, () -> new Tridiagonal(alpha, beta)).getMessage());
    }
}

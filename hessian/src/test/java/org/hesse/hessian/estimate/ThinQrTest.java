package org.hesse.hessian.estimate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** `Y = QC` and `QᵀQ = I`, whatever the rank; and what is left of the span without a column. */
class ThinQrTest {
    private static final double EXACT = 1e-12;

    private static double[][] copy(double[]... y) {
        return Arrays.stream(y).map(double[]::clone).toArray(double[][]::new);
    }

    /** Checks the factors; returns them. */
    private static ThinQr checked(int rank, double[]... y) {
        ThinQr qr = ThinQr.of(copy(y));
        assertEquals(rank, qr.rank());
        for (int i = 0; i < rank; i++)
            for (int j = 0; j < rank; j++)
                assertEquals(i == j ? 1 : 0, Matrices.dot(qr.q(i), qr.q(j)), EXACT, i + ", " + j);
        for (int i = 0; i < y.length; i++) {
            double[] product = new double[y[i].length];
            qr.combine(1, qr.coefficients(i), product);
            double length = Math.sqrt(Matrices.dot(y[i], y[i]));
            for (int row = 0; row < product.length; row++)
                assertEquals(y[i][row], product[row], EXACT * length, "column " + i);
        }
        return qr;
    }

    /** `Q(I − s_i s_iᵀ)Qᵀ` against the projector on a basis of the other columns. */
    private static void assertLeavesOneOut(ThinQr qr, double[]... y) {
        double[][] s = qr.leaveOneOut();
        for (int i = 0; i < y.length; i++) {
            double[][] others = Matrices.orthonormal(Matrices.without(i, y));
            double[] v = Matrices.basis(y[i].length, 1, 5)[0];
            double[] expected = new double[v.length];
            for (double[] q : others) Matrices.add(Matrices.dot(q, v), q, expected);
            double[] w = qr.project(v);
            Matrices.add(-Matrices.dot(s[i], w), s[i], w);
            double[] actual = new double[v.length];
            qr.combine(1, w, actual);
            assertArrayEquals(expected, actual, 1e-10, "without column " + i);
            assertEquals(others.length == qr.rank() ? 0 : 1, Matrices.dot(s[i], s[i]), EXACT, "s of column " + i);
        }
    }

    @Test
    void independentColumns() {
        double[][] y = Matrices.random(9, 1).entries;
        assertLeavesOneOut(checked(9, y), y);
        double[][] thin = Arrays.copyOf(y, 4);
        assertLeavesOneOut(checked(4, thin), thin);
    }

    /** Columns 10^0 … 10^−11 in length, from one direction but for 1e-6 of it: Q stays orthonormal. */
    @Test
    void almostParallelColumns() {
        double[][] y = Matrices.random(12, 2).entries;
        for (int i = 1; i < 12; i++) {
            double scale = Math.pow(10, -i);
            for (int row = 0; row < 12; row++) y[i][row] = scale * (y[0][row] + 1e-6 * y[i][row]);
        }
        checked(12, y);
    }

    /** y₂ = y₀ + 2y₁, a zero, y₄ = −y₀: only y₅ is in no other's span. */
    @Test
    void dependentColumns() {
        double[][] y = Matrices.random(6, 3).entries;
        y[2] = y[0].clone();
        Matrices.add(2, y[1], y[2]);
        y[3] = new double[6];
        y[4] = new double[6];
        Matrices.add(-1, y[0], y[4]);
        assertLeavesOneOut(checked(3, y), y);
    }

    /** More columns than rows. */
    @Test
    void wideMatrices() {
        double[][] wide = Arrays.stream(Matrices.random(7, 4).entries).map(v -> Arrays.copyOf(v, 3))
                .toArray(double[][]::new);
        assertLeavesOneOut(checked(3, wide), wide);
    }

    @Test
    void nothingAndZeros() {
        assertEquals(0, ThinQr.of().rank());
        double[][] zeros = new double[3][4];
        assertLeavesOneOut(checked(0, zeros), zeros);
    }
}

package org.hesse.hessian.algebra;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SymmetricEigenTest {
    private static final double EXACT = 1e-13;

    private static double[][] random(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] a = new double[n][n];
        for (int i = 0; i < n; i++) for (int j = 0; j <= i; j++) a[i][j] = a[j][i] = random.nextDouble() - 0.5;
        return a;
    }

    /** `A v_i = λ_i v_i`, `v_i·v_j = δ_ij`, and values alone are the same ones. */
    @Test
    void definition() {
        int checked = 0;
        for (int n = 1; n <= 12; n++) {
            double[][] a = random(n, n);
            SymmetricEigen eigen = SymmetricEigen.of(a);
            double[] rows = new double[n * n];
            for (int i = 0; i < n; i++) System.arraycopy(a[i], 0, rows, i * n, n);
            SymmetricEigen values = SymmetricEigen.of(n, rows, false);
            assertNull(values.vectors());
            assertArrayEquals(values.values(), eigen.values(), EXACT);
            for (int i = 0; i < n; i++) {
                double[] v = eigen.vectors()[i];
                for (int k = 0; k < n; k++, checked++)
                    assertEquals(eigen.values()[i] * v[k], Vectors.dot(a[k], v), EXACT);
                for (int j = 0; j <= i; j++)
                    assertEquals(i == j ? 1 : 0, Vectors.dot(v, eigen.vectors()[j]), EXACT);
            }
        }
        // Σ n² for n = 1..12.
        assertEquals(650, checked);
    }

    /** `[[2, 1], [1, 2]]` has 1 and 3; the matrix is left as it was. */
    @Test
    void valuesAscend() {
        double[][] a = {{2, 1}, {1, 2}};
        assertArrayEquals(new double[] {1, 3}, SymmetricEigen.of(a).values(), EXACT);
        assertArrayEquals(new double[][] {{2, 1}, {1, 2}}, a);
        assertArrayEquals(new double[] {-5, 0, 7},
                SymmetricEigen.of(new double[][] {{7, 0, 0}, {0, -5, 0}, {0, 0, 0}}).values(), EXACT);
        assertEquals(0, SymmetricEigen.of(0, new double[0], true).vectors().length);
    }
}

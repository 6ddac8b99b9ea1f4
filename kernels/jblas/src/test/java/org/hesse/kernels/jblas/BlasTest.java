package org.hesse.kernels.jblas;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.hesse.engine.array.Kernels;
import org.junit.jupiter.api.Test;

/** Arguments on which jblas would crash the process are refused before it sees them. */
class BlasTest {
    @Test
    void everyWrongArgumentIsRefused() {
        double[] x = new double[6];
        assertRefused("A[2, 3] in columns of 1", () -> Blas.dgemm('N', 'N', 2, 2, 3, x, 1, x, 3, x, 2));
        assertRefused("A[3, 2] in columns of 2", () -> Blas.dgemm('T', 'N', 2, 2, 3, x, 2, x, 3, x, 2));
        assertRefused("A[2, 4] in columns of 2", () -> Blas.dgemm('N', 'N', 2, 2, 4, x, 2, x, 4, x, 2));
        assertRefused("B[3, 3] in columns of 3", () -> Blas.dgemm('N', 'N', 2, 3, 3, x, 2, x, 3, x, 2));
        assertRefused("B[3, 2] in columns of 2", () -> Blas.dgemm('N', 'T', 2, 3, 2, x, 2, x, 2, x, 2));
        assertRefused("C[2, 2] in columns of 4", () -> Blas.dgemm('N', 'N', 2, 2, 3, x, 2, x, 3, x, 4));
        assertRefused("into null", () -> Blas.dgemm('N', 'N', 2, 2, 3, x, 2, null, 3, x, 2));
        assertRefused("A[0, 3]", () -> Blas.dgemm('N', 'N', 0, 2, 3, x, 2, x, 3, x, 2));
        assertRefused("B[3, -1]", () -> Blas.dgemm('N', 'N', 2, -1, 3, x, 2, x, 3, x, 2));
        assertRefused("A[65536, 65536]",
                () -> Blas.dgemm('N', 'N', 1 << 16, 1, 1 << 16, x, 1 << 16, x, 1 << 16, x, 1 << 16));
    }

    @Test
    void theKernelRefusesWhatDoesNotFit() {
        Kernels kernels = Jblas.always();
        double[] x = new double[6];
        double[] c = {1, 2, 3, 4};
        assertRefused("A[2, 3] from 1", () -> kernels.gemm(Kernels.Form.NN, 2, 2, 3, x, 1, x, 0, 1, c, 0));
        assertRefused("B[3, 2] from -1", () -> kernels.gemm(Kernels.Form.NT, 2, 2, 3, x, 0, x, -1, 1, c, 0));
        assertRefused("C[2, 2] from 2147483647",
                () -> kernels.gemm(Kernels.Form.TN, 2, 2, 3, x, 0, x, 0, 1, c, Integer.MAX_VALUE));
        assertRefused("A[65536, 65537] from 0",
                () -> kernels.gemm(Kernels.Form.NN, 1 << 16, 1, (1 << 16) + 1, x, 0, x, 0, 1, c, 0));
        assertRefused("into null", () -> kernels.gemm(Kernels.Form.NN, 2, 2, 3, null, 0, x, 0, 1, c, 0));
        assertArrayEquals(new double[] {1, 2, 3, 4}, c);
    }

    private static void assertRefused(String part, Runnable call) {
        String message = assertThrows(IllegalArgumentException.class, call::run).getMessage();
        assertTrue(message.contains(part), message);
    }

    @Test
    void workspacesAreAtMostHalfAsLongAgain() {
        Workspace workspace = new Workspace();
        int made = 0;
        double[] before = null;
        for (int n = 1; n <= 5000; n++) {
            double[] x = workspace.atLeast(n);
            assertTrue(x.length >= n && (n < 8 || 2 * x.length <= 3 * n), x.length + " for " + n);
            assertTrue(x == workspace.atLeast(n));
            if (x != before) made++;
            before = x;
        }
        // 6, 8, 12, 16, …, 4096, 6144.
        assertEquals(21, made);
    }
}

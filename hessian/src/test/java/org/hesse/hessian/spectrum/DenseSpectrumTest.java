package org.hesse.hessian.spectrum;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.hesse.engine.objective.Progress;
import org.hesse.hessian.Identity;
import org.hesse.hessian.KnownSpectrum;
import org.hesse.hessian.Operator;
import org.hesse.hessian.algebra.SymmetricEigen;
import org.junit.jupiter.api.Test;

/** All eigenvalues of matrices that were made of them. */
class DenseSpectrumTest {
    private static final double[][] SPECTRA = {{3}, {0, 0, 0}, {2, 2, 2, 2}, {-1, 1, -1, 1, 0},
            KnownSpectrum.gaussian(1, 64), {1, 1 + 1e-12, 1 - 1e-12, -5, 1e-9, 0, 0, 1e6}};

    @Test
    void valuesAndVectors() {
        for (double[] spectrum : SPECTRA) {
            KnownSpectrum a = KnownSpectrum.of(2, spectrum);
            double[] sorted = spectrum.clone();
            Arrays.sort(sorted);
            assertArrayEquals(sorted, DenseSpectrum.eigenvalues(a), 1e-13 * (1 + a.size()));
            DenseSpectrum dense = DenseSpectrum.of(a);
            assertArrayEquals(sorted, dense.values(), 1e-13 * (1 + a.size()));
            for (int i = 0; i < sorted.length; i++) {
                double[] av = a.apply(dense.vectors()[i]);
                for (int j = 0; j < av.length; j++) {
                    assertEquals(dense.values()[i] * dense.vectors()[i][j], av[j], 1e-13 * (1 + a.size()));
                    assertEquals(i == j ? 1 : 0, KnownSpectrum.dot(dense.vectors()[i], dense.vectors()[j]), 1e-13);
                }
            }
        }
    }

    /** Against another method, at sizes of one thread's share and of many. */
    @Test
    void tridiagonalFormHasTheSameValues() {
        int sizes = 0;
        for (int n : new int[] {1, 2, 3, 5, 63, 64, 65, 130}) {
            double[] full = new double[n * n];
            double[] entries = KnownSpectrum.gaussian(n, n * n);
            for (int i = 0; i < n; i++)
                for (int j = 0; j <= i; j++) {
                    // Blocks that fall apart, too.
                    double entry = n == 65 && i >= 30 && j < 30 ? 0 : entries[i * n + j];
                    full[i * n + j] = entry;
                    full[j * n + i] = entry;
                }
            double[] expected = SymmetricEigen.of(n, full.clone(), false).values();
            double size = Math.max(Math.abs(expected[0]), Math.abs(expected[n - 1]));
            for (double scale : new double[] {1, 0x1p-600, 0x1p600}) {
                double[] scaled = Arrays.stream(full).map(x -> scale * x).toArray();
                List<Integer> told = new ArrayList<>();
                double[] values = Householder.reduce(n, scaled, (done, of) -> of == 1000 && told.add(done))
                        .eigenvalues();
                for (int i = 0; i < n; i++) assertEquals(expected[i], values[i] / scale, 1e-14 * n * size, n + " rows");
                assertEquals(n, told.size());
                assertEquals(1000, told.get(n - 1));
                sizes++;
            }
        }
        assertEquals(24, sizes);
    }

    /** Entries beside the diagonal whose squares vanish move no eigenvalue by a bit that counts. */
    @Test
    void nearlyDiagonal() {
        for (double t = 1e-100; t > 0; t *= 1e-10) {
            double[] a = {1, t, 2 * t, 3 * t, t, 2, 4 * t, t, 2 * t, 4 * t, 3, 2 * t, 3 * t, t, 2 * t, 4};
            assertArrayEquals(new double[] {1, 2, 3, 4}, Householder.reduce(4, a, Progress.NONE).eigenvalues(), 1e-14,
                    "beside " + t);
        }
    }

    @Test
    void cancelled() {
        assertThrows(CancellationException.class,
                () -> DenseSpectrum.eigenvalues(new Identity(20), (done, of) -> done < 500));
    }

    @Test
    void whatCannotBeDoneIsRefused() {
        assertMessage("dense spectrum: Identity[rows=10001] is 10001 by 10001, at most 10000 can be had",
                () -> DenseSpectrum.eigenvalues(new Identity(10_001)));
        Operator rotation = new Operator() {
            @Override
            public int rows() { return 2; }

            @Override
            public void apply(double[] v, double[] out) {
                out[0] = -v[1];
                out[1] = v[0];
            }

            @Override
            public String toString() { return "rotation"; }
        };
        assertMessage("dense spectrum: rotation is not symmetric: [1, 0] is 1.0, [0, 1] is -1.0",
                () -> DenseSpectrum.eigenvalues(rotation));
    }

    private static void assertMessage(String expected, Runnable call) {
        assertEquals(expected, assertThrows(IllegalArgumentException.class, call::run).getMessage());
    }
}

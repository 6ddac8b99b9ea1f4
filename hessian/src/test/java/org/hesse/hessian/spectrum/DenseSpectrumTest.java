package org.hesse.hessian.spectrum;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.hesse.hessian.Identity;
import org.hesse.hessian.KnownSpectrum;
import org.hesse.hessian.Operator;
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

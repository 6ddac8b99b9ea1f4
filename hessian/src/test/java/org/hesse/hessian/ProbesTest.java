package org.hesse.hessian;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Probes repeat, have the moments they should have, and are no shifts of each other. */
class ProbesTest {
    private static final int N = 4000;

    private static double[] rademacher(long seed, int probe) {
        double[] z = new double[N];
        Probes.rademacher(seed, probe, z);
        return z;
    }

    private static double[] gaussian(long seed, int probe) {
        double[] z = new double[N];
        Probes.gaussian(seed, probe, z);
        return z;
    }

    /** ⟨a, b shifted⟩/√n, about standard normal for independent entries. */
    private static double correlation(double[] a, double[] b, int shift) {
        double sum = 0;
        for (int i = 0; i + shift < N; i++) sum += a[i] * b[i + shift];
        return sum / Math.sqrt(N - shift);
    }

    @Test
    void probesRepeat() {
        assertArrayEquals(rademacher(3, 5), rademacher(3, 5));
        assertArrayEquals(gaussian(3, 5), gaussian(3, 5));
        double[] shorter = new double[101];
        Probes.gaussian(3, 5, shorter);
        for (int i = 0; i < 100; i++) assertEquals(gaussian(3, 5)[i], shorter[i]);
    }

    @Test
    void entriesAreSignsWithMeanZero() {
        double[] z = rademacher(1, 0);
        double sum = 0;
        for (double x : z) {
            assertEquals(1, Math.abs(x));
            sum += x;
        }
        assertEquals(0, sum / Math.sqrt(N), 4);
    }

    @Test
    void gaussianMoments() {
        double[] z = gaussian(1, 0);
        double first = 0;
        double second = 0;
        double fourth = 0;
        for (double x : z) {
            first += x / N;
            second += x * x / N;
            fourth += x * x * x * x / N;
        }
        // Standard errors 1/√n, √(2/n), √(96/n); four of each.
        assertEquals(0, first, 4 * Math.sqrt(1.0 / N));
        assertEquals(1, second, 4 * Math.sqrt(2.0 / N));
        assertEquals(3, fourth, 4 * Math.sqrt(96.0 / N));
    }

    /** Noise of a seed and the probes of an estimator of that seed have nothing to do with each other. */
    @Test
    void otherNumbersAreNoProbes() {
        for (int probe = 0; probe < 8; probe++) {
            SplittableRandom random = Probes.random(3, probe);
            double[] signs = new double[N];
            for (int i = 0; i < N; i += Long.SIZE) {
                long bits = random.nextLong();
                for (int k = i; k < Math.min(N, i + Long.SIZE); k++, bits >>>= 1) signs[k] = (bits & 1) == 0 ? -1 : 1;
            }
            for (int other = 0; other < 8; other++) assertEquals(0, correlation(signs, rademacher(3, other), 0), 5);
            assertEquals(Probes.random(3, probe).nextLong(), Probes.random(3, probe).nextLong());
        }
    }

    /** Neighbouring seeds and probes, at shifts of whole words and of single entries. */
    @Test
    void probesAreNoShiftsOfEachOther() {
        int pairs = 0;
        for (int probe = 0; probe < 8; probe++)
            for (int shift : new int[] {0, 1, 2, 63, 64, 65, 128}) {
                assertEquals(0, correlation(rademacher(0, probe), rademacher(0, probe + 1), shift), 5);
                assertEquals(0, correlation(rademacher(0, probe + 1), rademacher(0, probe), shift), 5);
                assertEquals(0, correlation(gaussian(0, probe), gaussian(0, probe + 1), shift), 5);
                assertEquals(0, correlation(rademacher(probe, 0), rademacher(probe + 1, 0), shift), 5);
                pairs++;
            }
        assertTrue(pairs > 50);
    }
}

package org.hesse.hessian.spectrum;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.hesse.hessian.Identity;
import org.hesse.hessian.KnownSpectrum;
import org.hesse.hessian.Operator;
import org.junit.jupiter.api.Test;

/** The laws of the recurrence, and the spaces where it ends. */
class LanczosTest {
    private static Lanczos run(Operator a, double[] start, int maxSteps) {
        return finish(new Lanczos(a, start, maxSteps));
    }

    /** 1/i² falls fast: the first eigenvalues converge, where a plain recurrence loses orthogonality. */
    private static KnownSpectrum decaying(int n) {
        return KnownSpectrum.of(3, IntStream.range(0, n).mapToDouble(i -> (i % 3 == 0 ? -7 : 10) / Math.pow(i + 1, 2))
                .toArray());
    }

    /** AV = VT + β_m v_{m+1} e_mᵀ, VᵀV = I. */
    @Test
    void recurrenceAndOrthonormality() {
        int entries = 0;
        for (int m : new int[] {1, 2, 7, 40}) {
            KnownSpectrum a = decaying(90);
            Lanczos lanczos = run(a, KnownSpectrum.gaussian(1, 90), m);
            double[][] v = lanczos.basis();
            assertEquals(m, lanczos.steps());
            assertEquals(m, a.products());
            assertEquals(m + 1, v.length);
            for (int i = 0; i <= m; i++)
                for (int j = 0; j <= m; j++)
                    assertEquals(i == j ? 1 : 0, KnownSpectrum.dot(v[i], v[j]), 1e-12, i + ", " + j);
            double[] alpha = lanczos.alpha();
            double[] beta = lanczos.beta();
            for (int j = 0; j < m; j++) {
                double[] av = a.apply(v[j]);
                for (int i = 0; i < av.length; i++, entries++) {
                    double vt = alpha[j] * v[j][i] + beta[j] * v[j + 1][i] + (j > 0 ? beta[j - 1] * v[j - 1][i] : 0);
                    assertEquals(av[i], vt, 1e-12 * a.size());
                }
            }
        }
        assertEquals(90 * 50, entries);
    }

    /** Every eigenvalue of A is one eigenvalue of T, even long after it has converged. */
    @Test
    void noGhostCopies() {
        KnownSpectrum a = decaying(120);
        Lanczos lanczos = run(a, KnownSpectrum.gaussian(2, 120), 80);
        double[] ritz = lanczos.tridiagonal().eigenvalues();
        double[] exact = a.eigenvalues();
        for (int k = 0; k < 8; k++) {
            double value = exact[k];
            long copies = Arrays.stream(ritz).filter(x -> Math.abs(x - value) < 1e-6).count();
            assertEquals(1, copies, "of " + value);
            assertEquals(0, Arrays.stream(ritz).map(x -> Math.abs(x - value)).min().orElseThrow(), 1e-12 * 10);
        }
    }

    /** m nodes integrate polynomials of degree 2m − 1 exactly, and not those of degree 2m. */
    @Test
    void quadratureIsGauss() {
        double[] eigenvalues = KnownSpectrum.gaussian(9, 30);
        KnownSpectrum a = KnownSpectrum.of(4, eigenvalues);
        double[] start = KnownSpectrum.gaussian(5, 30);
        double square = KnownSpectrum.dot(start, start);
        for (int m = 1; m <= 6; m++) {
            Quadrature q = run(a, start, m).quadrature();
            assertEquals(1, Arrays.stream(q.weights()).sum(), 1e-14);
            for (int degree = 0; degree <= 2 * m; degree++) {
                double moment = 0;
                double size = 0;
                for (int k = 0; k < 30; k++) {
                    double along = KnownSpectrum.dot(a.vector(k), start);
                    moment += Math.pow(eigenvalues[k], degree) * along * along / square;
                    size += Math.pow(Math.abs(eigenvalues[k]), degree) * along * along / square;
                }
                double error = Math.abs(q.moment(degree) - moment) / size;
                if (degree < 2 * m) assertTrue(error < 1e-12, m + " nodes, degree " + degree + ": " + error);
                else assertTrue(error > 1e-6, m + " nodes should not do for degree " + degree + ": " + error);
            }
        }
    }

    /** k distinct eigenvalues end it after k steps; the weights are the squared parts of the start along them. */
    @Test
    void distinctEigenvaluesAreSteps() {
        double[] distinct = {-3, -0.5, 0, 0.7, 2, 10};
        double[] start = KnownSpectrum.gaussian(8, 40);
        for (int k = 1; k <= distinct.length; k++) {
            int kinds = k;
            double[] eigenvalues = IntStream.range(0, 40).mapToDouble(i -> distinct[i % kinds]).toArray();
            double[] weights = new double[k];
            for (int i = 0; i < 40; i++) weights[i % k] += start[i] * start[i] / KnownSpectrum.dot(start, start);
            Lanczos lanczos = run(diagonal(eigenvalues), start, 40);
            assertEquals(k, lanczos.steps());
            assertTrue(lanczos.isInvariant());
            assertArrayEquals(Arrays.copyOf(distinct, k), lanczos.quadrature().nodes(), 1e-12);
            assertArrayEquals(weights, lanczos.quadrature().weights(), 1e-12);
        }
    }

    private static Operator diagonal(double... entries) {
        return new Operator() {
            @Override
            public int rows() { return entries.length; }

            @Override
            public void apply(double[] v, double[] out) {
                for (int i = 0; i < out.length; i++) out[i] = entries[i] * v[i];
            }
        };
    }

    /**
     * A matrix that is QΛQᵀ to round-off has as many different eigenvalues as rows. The space may then go on, to nodes
     * that are copies of the k, of no weight.
     */
    @Test
    void copiesThatRoundOffMakesHaveNoWeight() {
        double[] distinct = {-3, -0.5, 0, 0.7, 2, 10};
        double[] eigenvalues = IntStream.range(0, 40).mapToDouble(i -> distinct[i % 6]).toArray();
        KnownSpectrum a = KnownSpectrum.of(6, eigenvalues);
        double[] start = KnownSpectrum.gaussian(8, 40);
        Quadrature q = run(a, start, 40).quadrature();
        for (int k = 0; k < 6; k++) {
            double part = 0;
            for (int i = k; i < 40; i += 6) part += Math.pow(KnownSpectrum.dot(a.vector(i), start), 2);
            double value = distinct[k];
            assertEquals(part / KnownSpectrum.dot(start, start),
                    q.sum(x -> Math.abs(x - value) < 1e-12 ? 1 : 0), 1e-12, "of " + value);
        }
    }

    @Test
    void zeroIdentityRankOneAndAnEigenvector() {
        double[] start = KnownSpectrum.gaussian(6, 20);
        Lanczos zero = run(KnownSpectrum.of(1, new double[20]), start, 5);
        assertEquals(1, zero.steps());
        assertArrayEquals(new double[] {0}, zero.alpha());
        assertArrayEquals(new double[] {0}, zero.beta());
        assertEquals(1, zero.basis().length);

        Lanczos identity = run(new Identity(20), start, 5);
        assertEquals(1, identity.steps());
        assertEquals(1, identity.alpha()[0], 1e-15);

        double[] one = new double[20];
        one[7] = -4;
        Lanczos rankOne = run(KnownSpectrum.of(2, one), start, 5);
        assertEquals(2, rankOne.steps());
        assertArrayEquals(new double[] {-4, 0}, rankOne.quadrature().nodes(), 1e-14);

        KnownSpectrum a = decaying(20);
        Lanczos eigenvector = run(a, a.vector(3), 5);
        assertEquals(1, eigenvector.steps());
        assertEquals(a.eigenvalues()[3], eigenvector.alpha()[0], 1e-14);

        Lanczos scalar = run(new Identity(1).times(-3), new double[] {5}, 9);
        assertEquals(1, scalar.steps());
        assertArrayEquals(new double[] {-3}, scalar.alpha());
    }

    /** Where the whole space is had, T has all eigenvalues of A, and a step more does nothing. */
    @Test
    void wholeSpace() {
        double[] eigenvalues = KnownSpectrum.gaussian(11, 25);
        KnownSpectrum a = KnownSpectrum.of(7, eigenvalues);
        Lanczos lanczos = run(a, KnownSpectrum.gaussian(12, 25), 100);
        assertEquals(25, lanczos.steps());
        Arrays.sort(eigenvalues);
        assertArrayEquals(eigenvalues, lanczos.tridiagonal().eigenvalues(), 1e-12);
        assertFalse(lanczos.step());
        assertEquals(25, a.products());
    }

    /** Numbers of any size: the same T but for the scale. */
    @Test
    void scaleDoesNotMatter() {
        KnownSpectrum a = decaying(30);
        double[] start = KnownSpectrum.gaussian(1, 30);
        Lanczos plain = run(a, start, 10);
        for (double scale : new double[] {0x1p-500, 0x1p500}) {
            double[] scaled = Arrays.stream(start).map(x -> scale * x).toArray();
            Lanczos lanczos = run(a, scaled, 10);
            for (int i = 0; i < 10; i++) assertEquals(plain.alpha()[i], lanczos.alpha()[i], 1e-12);
        }
        Lanczos small = run(a.times(0x1p-300), start, 10);
        for (int i = 0; i < 10; i++) assertEquals(plain.beta()[i], small.beta()[i] * 0x1p300, 1e-12 * plain.beta()[i]);
    }

    @Test
    void resumedAfterAnyStepItIsTheSameToTheBit() {
        KnownSpectrum a = decaying(40);
        double[] start = KnownSpectrum.gaussian(13, 40);
        Lanczos whole = run(a, start, 12);
        for (int stop = 0; stop <= 12; stop++) {
            Lanczos first = new Lanczos(a, start, 12);
            for (int i = 0; i < stop; i++) first.step();
            Lanczos second = finish(Lanczos.resume(a, first.state(), 12));
            assertArrayEquals(whole.alpha(), second.alpha());
            assertArrayEquals(whole.beta(), second.beta());
            assertTrue(Arrays.deepEquals(whole.basis(), second.basis()));
        }
        // More steps than were planned at first.
        assertArrayEquals(run(a, start, 20).alpha(), finish(Lanczos.resume(a, whole.state(), 20)).alpha());
    }

    private static Lanczos finish(Lanczos lanczos) {
        boolean more = true;
        while (more) more = lanczos.step();
        return lanczos;
    }

    @Test
    void badInput() {
        Operator a = new Identity(3);
        assertMessage("lanczos: the start has 2 numbers, not 3",
                () -> new Lanczos(a, new double[2], 1));
        assertMessage("lanczos: the start has length 0.0", () -> new Lanczos(a, new double[3], 1));
        assertMessage("lanczos: at most 0 steps, needs at least 1", () -> new Lanczos(a, new double[] {1, 0, 0}, 0));
        assertMessage("lanczos: a state of 1 α, 0 β and 1 vectors", () -> Lanczos.resume(a,
                new Lanczos.State(new double[1][3], new double[1], new double[0], 0), 3));
        // v_{m+1} is there if β_m is.
        assertMessage("lanczos: a state of 1 steps and 1 vectors, one leads out of the space by its last β, 2.0",
                () -> Lanczos.resume(a,
                        new Lanczos.State(new double[1][3], new double[1], new double[] {2}, 0), 3));
        assertMessage("lanczos: a state of 1 steps and 2 vectors, none leads out of the space by its last β, 0.0",
                () -> Lanczos.resume(a, new Lanczos.State(new double[2][3], new double[1], new double[1], 0), 3));
        assertMessage("lanczos: a state of 0 steps and 0 vectors, one leads out of the space",
                () -> Lanczos.resume(a, new Lanczos.State(new double[0][], new double[0], new double[0], 0), 3));
        Lanczos infinite = new Lanczos(a.times(Double.POSITIVE_INFINITY), new double[] {1, 1, 1}, 3);
        assertThrows(ArithmeticException.class, infinite::step);
    }

    private static void assertMessage(String expected, Runnable call) {
        assertEquals(expected, assertThrows(IllegalArgumentException.class, call::run).getMessage());
    }
}

package org.hesse.hessian.spectrum;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.hesse.engine.objective.Progress;
import org.hesse.hessian.Estimate;
import org.hesse.hessian.Identity;
import org.hesse.hessian.KnownSpectrum;
import org.junit.jupiter.api.Test;

/** Stochastic Lanczos quadrature against spectra that are known. */
class SpectralDensityTest {
    /** A bulk of both signs and a few outliers, as Hessians have them. */
    private static KnownSpectrum outliers() {
        double[] eigenvalues = KnownSpectrum.gaussian(1, 60);
        eigenvalues[0] = 25;
        eigenvalues[1] = 14;
        eigenvalues[2] = -11;
        return KnownSpectrum.of(2, eigenvalues);
    }

    private static SpectralDensity estimate(KnownSpectrum a, int probes, int steps, long seed) {
        return SpectralDensity.estimate(a, probes, steps, seed, Progress.NONE);
    }

    @Test
    void weightsAndDensityHaveSumOne() {
        KnownSpectrum a = outliers();
        SpectralDensity density = estimate(a, 6, 15, 3);
        assertEquals(90, density.products());
        assertEquals(90, a.products());
        for (Quadrature q : density.probes()) {
            assertEquals(15, q.nodes().length);
            assertEquals(1, Arrays.stream(q.weights()).sum(), 1e-13);
        }
        for (double width : new double[] {1e-9, 0.01, density.width(), 5})
            for (int points : new int[] {2, 50, 1001}) {
                Curve curve = density.curve(points, width);
                // Two points have cells of the whole range each, half of it beyond the grid.
                assertEquals(1, curve.integral(), 2e-9, width + ", " + points);
                assertEquals(points, curve.grid().length);
                assertTrue(Arrays.stream(curve.density()).allMatch(x -> x >= 0));
            }
    }

    /** The outliers converge in a few steps, so the grid reaches past all eigenvalues. */
    @Test
    void gridBracketsTheSpectrum() {
        Curve curve = estimate(outliers(), 3, 20, 1).curve(300);
        assertTrue(curve.grid()[0] < -11 && curve.grid()[299] > 25, curve.grid()[0] + " … " + curve.grid()[299]);
        for (int i = 0; i < 299; i++) assertEquals(curve.step(), curve.grid()[i + 1] - curve.grid()[i], 1e-12);
    }

    /** Every probe of cI is exact: one node c, a Gaussian around it, no spread. */
    @Test
    void oneEigenvalue() {
        SpectralDensity density = SpectralDensity.estimate(new Identity(7).times(3), 4, 10, 0, Progress.NONE);
        assertEquals(4, density.products(), "a product a probe");
        Estimate trace = density.trace();
        assertEquals(21, trace.estimate(), 1e-13);
        assertEquals(0, trace.standardError(), 1e-13);
        Curve curve = density.curve(1201, 0.5);
        for (int i = 0; i < curve.grid().length; i++) {
            double z = (curve.grid()[i] - 3) / 0.5;
            double gauss = Math.exp(-z * z / 2) / (0.5 * Math.sqrt(2 * Math.PI));
            // The mean of a cell is off by h²/24 of the second derivative, which is at most 2.2 · 4: h = 0.005.
            assertEquals(gauss, curve.density()[i], 1.2e-5);
            assertEquals(0, curve.standardError()[i], 1e-12);
        }
        assertEquals(1, SpectralDensity.estimate(new Identity(3).times(0), 1, 5, 0, Progress.NONE).curve(100)
                .integral(), 1e-8);
    }

    /** Of all 60 steps, each probe sees all eigenvalues: the mean over probes is the true density, within its error. */
    @Test
    void meanIsTheTrueDensity() {
        KnownSpectrum a = outliers();
        SpectralDensity density = estimate(a, 400, 60, 5);
        Curve curve = density.curve(200, 0.4);
        double[] ones = new double[60];
        Arrays.fill(ones, 1 / 60.0);
        double[] eigenvalues = a.eigenvalues();
        Arrays.sort(eigenvalues);
        Quadrature exact = new Quadrature(eigenvalues, ones);
        double[] truth = Curve.of(List.of(exact), 200, 0.4).density();
        assertArrayEquals(Curve.of(List.of(exact), 200, 0.4).grid(), curve.grid(), 1e-10);
        for (int i = 0; i < 200; i++)
            assertEquals(truth[i], curve.density()[i], 4.5 * curve.standardError()[i] + 1e-9, "at " + curve.grid()[i]);
    }

    /** tr A, tr A² / n and so on lie within two standard errors about 95 % of the time. */
    @Test
    void standardErrorsCoverTheMoments() {
        KnownSpectrum a = outliers();
        double[] truth = new double[4];
        for (int k = 0; k < 4; k++) for (double x : a.eigenvalues()) truth[k] += Math.pow(x, k) / 60;
        int seeds = 300;
        int[] hits = new int[4];
        for (int seed = 0; seed < seeds; seed++) {
            SpectralDensity density = estimate(a, 50, 3, seed);
            for (int k = 1; k < 4; k++) {
                Estimate moment = density.moment(k);
                if (Math.abs(moment.estimate() - truth[k]) <= 2 * moment.standardError()) hits[k]++;
            }
            Estimate trace = density.trace();
            if (Math.abs(trace.estimate() - 60 * truth[1]) <= 2 * trace.standardError()) hits[0]++;
            assertEquals(1, density.moment(0).estimate(), 1e-13);
        }
        // 4 σ of the binomial around 95 %; the probes' spread is skewed, so that a little less than that is covered.
        for (int k = 0; k < 4; k++) assertEquals(0.95, hits[k] / (double) seeds, 4 * Math.sqrt(0.95 * 0.05 / seeds));
        assertEquals(hits[1], hits[0], "the trace is n times the first moment");
    }

    @Test
    void resumedAfterEveryProbeItIsTheSameToTheBit() {
        KnownSpectrum a = outliers();
        SpectralDensity whole = estimate(a, 5, 12, 9);
        for (int saved = 0; saved < 5; saved++) {
            List<Quadrature> finished = new ArrayList<>();
            for (int i = 0; i < saved; i++) {
                Quadrature q = whole.probes().get(i);
                finished.add(new Quadrature(q.nodes().clone(), q.weights().clone()));
            }
            SpectralDensity density = new SpectralDensity(60, 12, 9, finished);
            while (density.probes().size() < 5) density = density.add(a, Progress.NONE);
            assertArrayEquals(whole.curve(50).density(), density.curve(50).density());
            assertArrayEquals(whole.curve(50).standardError(), density.curve(50).standardError());
            assertEquals(whole.trace(), density.trace());
        }
        assertTrue(estimate(a, 5, 12, 10).trace().estimate() != whole.trace().estimate(), "another seed");
        assertTrue(Double.isNaN(estimate(a, 1, 12, 9).trace().standardError()));
    }

    @Test
    void progressIsToldAndCancels() {
        List<String> told = new ArrayList<>();
        SpectralDensity.estimate(outliers(), 2, 3, 0, (done, of) -> told.add(done + "/" + of));
        assertEquals(IntStream.rangeClosed(1, 6).mapToObj(i -> i + "/6").toList(), told);
        told.clear();
        // Spaces that end early count as done.
        SpectralDensity.estimate(new Identity(4), 2, 3, 0, (done, of) -> told.add(done + "/" + of));
        assertEquals(List.of("3/6", "6/6"), told);
        KnownSpectrum a = outliers();
        assertThrows(CancellationException.class,
                () -> SpectralDensity.estimate(a, 2, 10, 0, (done, of) -> done < 4));
        assertEquals(4, a.products());
    }

    /** 2¹⁶·2¹⁶ = 2³² would be 0 in 32 bits. */
    @Test
    void moreProductsThanCanBeCounted() {
        assertEquals("spectral density: 65536 probes of 65536 steps are more products than can be counted",
                assertThrows(IllegalArgumentException.class, () -> SpectralDensity.estimate(new Identity(2), 1 << 16,
                        1 << 16, 1, Progress.NONE)).getMessage());
    }

    @Test
    void badInput() {
        KnownSpectrum a = outliers();
        assertMessage("spectral density: needs at least one probe, got 0", () -> estimate(a, 0, 3, 0));
        assertMessage("spectral density: 0 steps in dimension 60, needs at least 1 of both",
                () -> estimate(a, 1, 0, 0));
        assertMessage("spectral density: of dimension 60, Identity[rows=3] is 3 by 3",
                () -> SpectralDensity.start(a, 3, 0).add(new Identity(3), Progress.NONE));
        assertMessage("curve: 1 points, width 1.0, needs at least 2 points and a width above 0",
                () -> estimate(a, 1, 3, 0).curve(1, 1));
        assertThrows(IllegalStateException.class, () -> SpectralDensity.start(a, 3, 0).trace());
    }

    private static void assertMessage(String expected, Runnable call) {
        assertEquals(expected, assertThrows(IllegalArgumentException.class, call::run).getMessage());
    }
}

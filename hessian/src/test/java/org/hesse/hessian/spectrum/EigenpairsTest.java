package org.hesse.hessian.spectrum;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.hesse.engine.objective.Progress;
import org.hesse.hessian.Identity;
import org.hesse.hessian.KnownSpectrum;
import org.hesse.hessian.Operator;
import org.junit.jupiter.api.Test;

/** Both ends of known spectra: clustered, multiple, indefinite ones. */
class EigenpairsTest {
    private static final int N = 150;
    private static final double TOLERANCE = 1e-9;

    /** The k first eigenvalues from one end. */
    private static double[] exact(KnownSpectrum a, int k, boolean largest) {
        double[] sorted = a.eigenvalues();
        Arrays.sort(sorted);
        int n = sorted.length;
        return IntStream.range(0, k).mapToDouble(i -> sorted[largest ? n - 1 - i : i]).toArray();
    }

    /** Values right, residuals as computed by hand, vectors orthonormal, products counted. */
    private static Eigenpairs check(KnownSpectrum a, int k, boolean largest) {
        int before = a.products();
        int budget = 6000;
        Eigenpairs pairs = largest
                ? Eigenpairs.largest(a, k, TOLERANCE, budget, 4, Progress.NONE)
                : Eigenpairs.smallest(a, k, TOLERANCE, budget, 4, Progress.NONE);
        assertEquals(a.products() - before, pairs.products());
        assertTrue(pairs.converged(), pairs.products() + " products");
        // Weyl: an eigenvalue within each residual.
        assertArrayEquals(exact(a, k, largest), pairs.values(), TOLERANCE * a.size() + 1e-300);
        for (int i = 0; i < k; i++) {
            double[] v = pairs.vectors()[i];
            double[] av = a.apply(v);
            double square = 0;
            for (int j = 0; j < v.length; j++) square += Math.pow(av[j] - pairs.values()[i] * v[j], 2);
            assertEquals(Math.sqrt(square), pairs.residuals()[i], 1e-13 * a.size());
            assertTrue(pairs.residuals()[i] <= TOLERANCE * a.size(), "residual " + pairs.residuals()[i]);
            for (int j = 0; j < k; j++)
                assertEquals(i == j ? 1 : 0, KnownSpectrum.dot(v, pairs.vectors()[j]), 1e-12);
        }
        return pairs;
    }

    private static void checkBothEnds(String what, double... eigenvalues) {
        int products = 0;
        for (int k : new int[] {1, 2, 5, 12})
            for (boolean largest : new boolean[] {true, false})
                products += check(KnownSpectrum.of(k, eigenvalues), k, largest).products();
        System.out.println(what + ": " + products + " products for 40 pairs of " + eigenvalues.length);
    }

    private static double[] spectrum(java.util.function.IntToDoubleFunction f) {
        return IntStream.range(0, N).mapToDouble(f).toArray();
    }

    @Test
    void indefinite() { checkBothEnds("indefinite", KnownSpectrum.gaussian(1, N)); }

    @Test
    void decaying() { checkBothEnds("decaying", spectrum(i -> (i % 2 == 0 ? 1 : -1) / Math.pow(i + 1, 2))); }

    /** Every eigenvalue 4 times. */
    @Test
    void multiple() { checkBothEnds("multiple", spectrum(i -> 3 - i / 4)); }

    /** 3 copies of the ends, and the rest simple. */
    @Test
    void multipleEnds() {
        checkBothEnds("multiple ends", spectrum(i -> i < 3 ? 10 : i < 6 ? -8 : Math.sin(i)));
    }

    /** Seven eigenvalues at each end within 1e-6 of each other. */
    @Test
    void clustered() {
        checkBothEnds("clustered", spectrum(i -> i < 7 ? 5 + 1e-7 * i : i < 14 ? -2 - 1e-7 * i : Math.cos(i)));
    }

    /** All but a few are zero, as in the Gauss-Newton matrix of few examples: copies of 0 at the lower end. */
    @Test
    void lowRank() { checkBothEnds("low rank", spectrum(i -> i < 9 ? Math.pow(2, -i) : 0)); }

    @Test
    void zeroIdentityAndRankOne() {
        checkBothEnds("zero", new double[N]);
        checkBothEnds("identity", spectrum(i -> 1));
        checkBothEnds("rank one", spectrum(i -> i == 0 ? -3 : 0));
    }

    /** Spaces no larger than the room of the basis, or than k itself, are had whole. */
    @Test
    void allOfThem() {
        for (int n : new int[] {1, 2, 3, 12, 30})
            for (boolean largest : new boolean[] {true, false}) {
                KnownSpectrum a = KnownSpectrum.of(n, KnownSpectrum.gaussian(n, n));
                assertEquals(2 * n, check(a, n, largest).products());
                check(KnownSpectrum.of(3, new double[n]), n, largest);
            }
    }

    @Test
    void otherScales() {
        for (double scale : new double[] {0x1p-200, 0x1p200})
            check(KnownSpectrum.of(1, spectrum(i -> scale * Math.sin(i))), 5, true);
    }

    /** An end of the budget gives the best pairs so far, says so, and leaves honest residuals. */
    @Test
    void budgetEnds() {
        double[] eigenvalues = spectrum(i -> i);
        for (int budget : new int[] {10, 11, 20, 37, 70}) {
            KnownSpectrum a = KnownSpectrum.of(1, eigenvalues);
            Eigenpairs pairs = Eigenpairs.largest(a, 5, 1e-12, budget, 0, Progress.NONE);
            assertFalse(pairs.converged());
            assertEquals(budget, pairs.products());
            assertEquals(budget, a.products());
            for (int i = 0; i < 5; i++) {
                double near = pairs.values()[i];
                double distance = Arrays.stream(eigenvalues).map(x -> Math.abs(x - near)).min().orElseThrow();
                assertTrue(distance <= pairs.residuals()[i] + 1e-10, near + " ± " + pairs.residuals()[i]);
            }
            assertTrue(pairs.residuals()[4] > 1e-12 * 149);
        }
    }

    /** A tolerance below round-off is never met, and not claimed to be. */
    @Test
    void impossibleTolerance() {
        KnownSpectrum a = KnownSpectrum.of(1, KnownSpectrum.gaussian(1, N));
        assertFalse(Eigenpairs.largest(a, 3, 1e-18, 500, 0, Progress.NONE).converged());
    }

    @Test
    void resumedAfterEveryRestartItIsTheSameToTheBit() {
        int cycles = 0;
        for (double[] eigenvalues : List.of(KnownSpectrum.gaussian(3, N), spectrum(i -> 3 - i / 4))) {
            Operator a = KnownSpectrum.of(2, eigenvalues);
            ThickRestart whole = new ThickRestart(a, 4, true, 1e-9, 7);
            ThickRestart pieces = new ThickRestart(a, 4, true, 1e-9, 7);
            boolean more = true;
            while (more) {
                more = whole.cycle(5000, Progress.NONE);
                pieces = ThickRestart.resume(a, 4, true, 1e-9, 7, pieces.state());
                assertEquals(more, pieces.cycle(5000, Progress.NONE));
                cycles++;
            }
            Eigenpairs resumed = ThickRestart.resume(a, 4, true, 1e-9, 7, pieces.state()).pairs();
            assertTrue(resumed.converged());
            assertEquals(whole.pairs().products(), resumed.products());
            assertArrayEquals(whole.pairs().values(), resumed.values());
            assertArrayEquals(whole.pairs().residuals(), resumed.residuals());
            assertTrue(Arrays.deepEquals(whole.pairs().vectors(), resumed.vectors()));
            Eigenpairs once = Eigenpairs.largest(a, 4, 1e-9, 5000, 7, Progress.NONE);
            assertTrue(Arrays.deepEquals(once.vectors(), resumed.vectors()));
        }
        assertTrue(cycles > 6, cycles + " restarts");
    }

    private static void assertSame(Eigenpairs expected, Eigenpairs pairs) {
        assertEquals(expected.products(), pairs.products());
        assertEquals(expected.converged(), pairs.converged());
        assertArrayEquals(expected.values(), pairs.values());
        assertArrayEquals(expected.residuals(), pairs.residuals());
        assertTrue(Arrays.deepEquals(expected.vectors(), pairs.vectors()));
    }

    /** Products until 12 vectors span the space: then there is none to go on with. */
    @Test
    void resumedWhereTheBasisIsTheWholeSpace() {
        Operator a = KnownSpectrum.of(2, KnownSpectrum.gaussian(3, 12));
        ThickRestart search = new ThickRestart(a, 3, true, 1e-9, 7);
        assertFalse(search.cycle(10, Progress.NONE));
        assertEquals(7, search.products());
        ThickRestart.State early = search.state();
        ThickRestart resumed = ThickRestart.resume(a, 3, true, 1e-9, 7, early);
        while (search.cycle(100, Progress.NONE)) assertTrue(resumed.cycle(100, Progress.NONE));
        assertFalse(resumed.cycle(100, Progress.NONE));
        assertSame(search.pairs(), resumed.pairs());
        assertTrue(search.pairs().converged());
        ThickRestart done = ThickRestart.resume(a, 3, true, 1e-9, 7, search.state());
        assertFalse(done.cycle(100, Progress.NONE));
        assertSame(search.pairs(), done.pairs());
    }

    /** Cancelled after every product, and gone on with: the cycles are those of a search that was let alone. */
    @Test
    void aCancelledCycleGoesOnToTheSameBits() {
        for (int n : new int[] {12, N}) {
            Operator a = KnownSpectrum.of(2, KnownSpectrum.gaussian(3, n));
            ThickRestart whole = new ThickRestart(a, 3, true, 1e-9, 7);
            ThickRestart pieces = new ThickRestart(a, 3, true, 1e-9, 7);
            boolean more = true;
            while (more) {
                more = whole.cycle(5000, Progress.NONE);
                while (pieces.products() < whole.products()) {
                    assertThrows(CancellationException.class, () -> pieces.cycle(5000, (done, of) -> false));
                    assertThrows(IllegalStateException.class, pieces::state);
                }
                assertEquals(more, pieces.cycle(5000, (done, of) -> false));
                assertEquals(whole.products(), pieces.products());
                assertTrue(Arrays.deepEquals(whole.state().basis(), pieces.state().basis()));
            }
            assertSame(whole.pairs(), pieces.pairs());
            assertTrue(pieces.pairs().converged());
        }
    }

    /** The vectors of a first cycle are no Ritz vectors yet, even where there are k of them. */
    @Test
    void withinTheFirstCycleThereAreNoPairs() {
        ThickRestart search = new ThickRestart(KnownSpectrum.of(2, spectrum(i -> i)), 3, true, 1e-9, 7);
        assertThrows(CancellationException.class, () -> search.cycle(5000, (done, of) -> done < 9));
        assertEquals("eigenpairs: 0 vectors, no cycle yet",
                assertThrows(IllegalStateException.class, search::pairs).getMessage());
        assertEquals("eigenpairs: a state within a cycle, 9 vectors, the last restart left 0",
                assertThrows(IllegalStateException.class, search::state).getMessage());
        // No product is left within this budget, but a restart.
        assertFalse(search.cycle(12, Progress.NONE));
        assertEquals(12, search.pairs().products());
    }

    @Test
    void progressIsToldAndCancels() {
        KnownSpectrum a = KnownSpectrum.of(1, spectrum(i -> i));
        List<Integer> told = new ArrayList<>();
        Eigenpairs.largest(a, 2, 1e-12, 30, 0, (done, of) -> of == 30 && told.add(done));
        assertEquals(IntStream.rangeClosed(1, 28).boxed().toList(), told);
        assertThrows(CancellationException.class,
                () -> Eigenpairs.largest(a, 2, 1e-12, 30, 0, (done, of) -> done < 9));
    }

    @Test
    void badInput() {
        Operator a = new Identity(3);
        assertMessage("eigenpairs: 4 asked for, Identity[rows=3] has 3", () -> new ThickRestart(a, 4, true, 1e-6, 0));
        assertMessage("eigenpairs: 0 asked for, Identity[rows=3] has 3", () -> new ThickRestart(a, 0, true, 1e-6, 0));
        assertMessage("eigenpairs: the tolerance is 0.0, not above 0", () -> new ThickRestart(a, 1, true, 0, 0));
        assertMessage("eigenpairs: a budget of 3 products, 2 pairs need at least 4",
                () -> Eigenpairs.smallest(a, 2, 1e-6, 3, 0, Progress.NONE));
        assertMessage("eigenpairs: a state of 0 values, 0 of what was lost, 2 found and 1 vectors, for 1 pairs of 3",
                () -> ThickRestart.resume(a, 1, true, 1e-6, 0, new ThickRestart.State(new double[1][3], new double[0],
                        new double[0], new double[2], 0, 0, 0, 0, 0, false)));
        assertMessage("eigenpairs: a state of 1 values, 1 of what was lost, 0 found and 1 vectors, for 1 pairs of 3",
                () -> ThickRestart.resume(a, 1, true, 1e-6, 0, new ThickRestart.State(new double[1][3], new double[1],
                        new double[1], new double[0], 1, 0, 0, 1, 0, false)));
        assertThrows(IllegalStateException.class, () -> new ThickRestart(a, 1, true, 1e-6, 0).pairs());
    }

    private static void assertMessage(String expected, Runnable call) {
        assertEquals(expected, assertThrows(IllegalArgumentException.class, call::run).getMessage());
    }
}

package org.hesse.hessian.spectrum;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.hesse.engine.objective.Progress;
import org.hesse.hessian.Diagonal;
import org.hesse.hessian.KnownSpectrum;
import org.junit.jupiter.api.Test;

/** Ends where many eigenvalues are nearer to each other than the tolerance, as those of a Gauss-Newton matrix are. */
class CrowdTest {
    private static final int N = 2000;
    private static final int K = 10;
    private static final int ROOM = 200;
    private static final double TOLERANCE = 1e-6;
    private static final int BUDGET = 2500;

    private static double[] spectrum(IntToDoubleFunction f) {
        return IntStream.range(0, N).mapToDouble(f).toArray();
    }

    /** The crowd at the lower end, with and without saying where it ends, and at the upper end of −A. */
    private static void check(String what, double... eigenvalues) {
        int unknown = check(what, false, false, eigenvalues);
        int known = check(what, false, true, eigenvalues);
        int mirrored = check(what, true, false, DoubleStream.of(eigenvalues).map(x -> -x).toArray());
        System.out.println(what + ": " + unknown + " products, " + known + " with the bound, " + mirrored + " above");
        assertTrue(known <= unknown, known + " with the bound, " + unknown + " without");
    }

    private static int check(String what, boolean largest, boolean isKnown, double... eigenvalues) {
        Diagonal a = new Diagonal(eigenvalues);
        ThickRestart search = new ThickRestart(a, K, largest, TOLERANCE, 3, ROOM);
        if (isKnown) search.within(Arrays.stream(eigenvalues).min().orElseThrow());
        boolean more = true;
        while (more) more = search.cycle(BUDGET, Progress.NONE);
        Eigenpairs pairs = search.pairs();
        assertTrue(pairs.converged(), what + ", " + pairs.products() + " products");
        assertEquals(a.products(), pairs.products());
        checkCrowd(pairs);
        checkValues(what, pairs, largest, eigenvalues);
        checkVectors(what, pairs, a);
        return pairs.products();
    }

    /** All are one crowd but those that are told apart. */
    private static void checkCrowd(Eigenpairs pairs) {
        double last = pairs.values()[K - 1];
        long near = DoubleStream.of(pairs.values()).filter(x -> Math.abs(x - last) <= pairs.resolution()).count();
        assertEquals(near, pairs.crowd());
        assertTrue(near > 1, near + " in the crowd");
    }

    /** Those of a compression lie inside of A's, one by one (Cauchy), and no further from them than the tolerance. */
    private static void checkValues(String what, Eigenpairs pairs, boolean largest, double... eigenvalues) {
        double size = DoubleStream.of(eigenvalues).map(Math::abs).max().orElseThrow();
        double[] sorted = DoubleStream.of(eigenvalues).sorted().toArray();
        for (int i = 0; i < K; i++) {
            double inside = largest ? sorted[N - 1 - i] - pairs.values()[i] : pairs.values()[i] - sorted[i];
            assertTrue(inside >= -1e-14 * size && inside <= TOLERANCE * size, what + ", value " + i + ": " + inside);
        }
    }

    private static void checkVectors(String what, Eigenpairs pairs, Diagonal a) {
        double size = DoubleStream.of(a.eigenvalues()).map(Math::abs).max().orElseThrow();
        for (int i = 0; i < K; i++) {
            double[] v = pairs.vectors()[i];
            double square = 0;
            for (int j = 0; j < N; j++) square += Math.pow((a.eigenvalues()[j] - pairs.values()[i]) * v[j], 2);
            assertEquals(Math.sqrt(square), pairs.residuals()[i], 1e-14 * size, what);
            assertTrue(pairs.residuals()[i] <= TOLERANCE * size, what + ", residual " + pairs.residuals()[i]);
            for (int j = 0; j < K; j++)
                assertEquals(i == j ? 1 : 0, KnownSpectrum.dot(v, pairs.vectors()[j]), 1e-12, what);
        }
    }

    /** No eigenvalue is zero, and half of them are below the tolerance. */
    @Test
    void decaying() { check("1/i²", spectrum(i -> 1 / Math.pow(i + 1, 2))); }

    @Test
    void halfZeros() { check("half zeros", spectrum(i -> i % 2 == 0 ? 0 : 1 / Math.pow(i + 1, 1.5))); }

    /** What is zero but for round-off has both signs. */
    @Test
    void zerosWithNoise() {
        SplittableRandom random = new SplittableRandom(5);
        double[] noise = spectrum(i -> 1e-12 * (random.nextDouble() - 0.5));
        check("noise", spectrum(i -> i < 200 ? Math.pow(i + 1, -1.2) : noise[i]));
    }

    @Test
    void lowRank() { check("rank 10", spectrum(i -> i < 10 ? 10 - i : 0)); }

    /** A crowd away from zero, with a pair outside of it. */
    @Test
    void elsewhere() { check("at 3", spectrum(i -> i == 0 ? 2 : i < 500 ? 3 + 1e-9 * i : 4 + Math.pow(i, -0.5))); }

    /** A bound that none of the pairs lies at is of no use, and does no harm. */
    @Test
    void aBoundFarAway() {
        double[] eigenvalues = spectrum(i -> 1 + 1 / Math.pow(i + 1, 2));
        Diagonal a = new Diagonal(eigenvalues);
        ThickRestart free = new ThickRestart(a, K, true, TOLERANCE, 3, ROOM);
        ThickRestart bounded = new ThickRestart(a, K, true, TOLERANCE, 3, ROOM).within(5);
        while (free.cycle(BUDGET, Progress.NONE)) assertTrue(bounded.cycle(BUDGET, Progress.NONE));
        bounded.cycle(BUDGET, Progress.NONE);
        assertTrue(Arrays.deepEquals(free.pairs().vectors(), bounded.pairs().vectors()));
        checkValues("far", bounded.pairs(), true, eigenvalues);
    }

    /** States between new starts hold all there is: resumed after every cycle, the same bits. */
    @Test
    void resumedItIsTheSameToTheBit() {
        Diagonal a = new Diagonal(spectrum(i -> i % 2 == 0 ? 0 : 1 / Math.pow(i + 1, 1.5)));
        ThickRestart whole = new ThickRestart(a, K, false, TOLERANCE, 3, ROOM).within(0);
        ThickRestart pieces = new ThickRestart(a, K, false, TOLERANCE, 3, ROOM);
        int cycles = 0;
        while (whole.cycle(BUDGET, Progress.NONE)) {
            pieces.within(0).cycle(BUDGET, Progress.NONE);
            pieces = ThickRestart.resume(a, K, false, TOLERANCE, 3, ROOM, pieces.state());
            cycles++;
        }
        pieces.within(0).cycle(BUDGET, Progress.NONE);
        assertTrue(cycles > 4, cycles + " restarts");
        assertTrue(whole.pairs().converged());
        assertTrue(Arrays.deepEquals(whole.pairs().vectors(), pieces.pairs().vectors()));
    }

    /** Where the budget ends between new starts there are still k pairs, with true residuals. */
    @Test
    void budgetEndsAnywhere() {
        double[] eigenvalues = spectrum(i -> i % 2 == 0 ? 0 : 1 / Math.pow(i + 1, 1.5));
        int open = 0;
        for (int budget = 20; budget < 900; budget += 87) {
            Diagonal a = new Diagonal(eigenvalues);
            ThickRestart search = new ThickRestart(a, K, false, TOLERANCE, 3, 60);
            boolean more = true;
            while (more) more = search.cycle(budget, Progress.NONE);
            Eigenpairs pairs = search.pairs();
            assertEquals(budget, pairs.products());
            for (int i = 0; i < K; i++) {
                double square = 0;
                double[] v = pairs.vectors()[i];
                for (int j = 0; j < N; j++) square += Math.pow((eigenvalues[j] - pairs.values()[i]) * v[j], 2);
                assertEquals(Math.sqrt(square), pairs.residuals()[i], 1e-14);
            }
            if (!pairs.converged()) open++;
        }
        assertTrue(open >= 5, open + " not converged");
    }
}

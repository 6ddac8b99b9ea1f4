package org.hesse.kernels.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Loops over runs of numbers, rows say. Sums are four vectors of sums, for one alone would wait for each addition; then
 * vectors, then their lanes from the first to the last (`reduceLanes` may take them in another order once compiled),
 * then numbers, so that the order depends on n alone. Stateless and thread-safe.
 *
 * <p>Each sum adds up its lanes itself, which makes it longer than the 325 bytes that HotSpot inlines: inlined into a
 * large caller it would be cut short there, at a method for the lanes say, and box the vector in every call.
 */
final class Runs {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LENGTH = SPECIES.length();
    private static final int FOUR = 4 * LENGTH;

    private Runs() {}

    /** Numbers from which a sum in vectors is worth adding up a vector at the end. */
    static boolean isLong(int n) { return n >= FOUR; }

    /** Numbers from which the largest is found sooner in two vectors: whether one is larger cannot be foretold. */
    static boolean hasTwo(int n) { return n >= 2 * LENGTH; }

    /** `Σ_i x_i`. */
    static double sum(int n, double[] x, int xo) {
        DoubleVector s0 = DoubleVector.zero(SPECIES);
        DoubleVector s1 = s0;
        DoubleVector s2 = s0;
        DoubleVector s3 = s0;
        int i = 0;
        for (; i <= n - FOUR; i += FOUR) {
            s0 = DoubleVector.fromArray(SPECIES, x, xo + i).add(s0);
            s1 = DoubleVector.fromArray(SPECIES, x, xo + i + LENGTH).add(s1);
            s2 = DoubleVector.fromArray(SPECIES, x, xo + i + 2 * LENGTH).add(s2);
            s3 = DoubleVector.fromArray(SPECIES, x, xo + i + 3 * LENGTH).add(s3);
        }
        DoubleVector s = Exact.DOUBLES.cast(s0).add(s1).add(Exact.DOUBLES.cast(s2).add(s3));
        for (; i <= n - LENGTH; i += LENGTH) s = DoubleVector.fromArray(SPECIES, x, xo + i).add(s);
        s = Exact.DOUBLES.cast(s);
        double sum = s.lane(0) + s.lane(1);
        if (LENGTH > 2) sum = sum + s.lane(2) + s.lane(3);
        if (LENGTH > 4) sum = sum + s.lane(4) + s.lane(5) + s.lane(6) + s.lane(7);
        for (int l = 8; l < LENGTH; l++) sum += s.lane(l);
        for (; i < n; i++) sum += x[xo + i];
        return sum;
    }

    /** `Σ_i x_i y_i`. */
    static double dot(int n, double[] x, int xo, double[] y, int yo) {
        DoubleVector s0 = DoubleVector.zero(SPECIES);
        DoubleVector s1 = s0;
        DoubleVector s2 = s0;
        DoubleVector s3 = s0;
        int i = 0;
        for (; i <= n - FOUR; i += FOUR) {
            s0 = DoubleVector.fromArray(SPECIES, x, xo + i).fma(DoubleVector.fromArray(SPECIES, y, yo + i), s0);
            s1 = DoubleVector.fromArray(SPECIES, x, xo + i + LENGTH)
                    .fma(DoubleVector.fromArray(SPECIES, y, yo + i + LENGTH), s1);
            s2 = DoubleVector.fromArray(SPECIES, x, xo + i + 2 * LENGTH)
                    .fma(DoubleVector.fromArray(SPECIES, y, yo + i + 2 * LENGTH), s2);
            s3 = DoubleVector.fromArray(SPECIES, x, xo + i + 3 * LENGTH)
                    .fma(DoubleVector.fromArray(SPECIES, y, yo + i + 3 * LENGTH), s3);
        }
        DoubleVector s = Exact.DOUBLES.cast(s0).add(s1).add(Exact.DOUBLES.cast(s2).add(s3));
        for (; i <= n - LENGTH; i += LENGTH)
            s = DoubleVector.fromArray(SPECIES, x, xo + i)
                    .fma(DoubleVector.fromArray(SPECIES, y, yo + i), s);
        s = Exact.DOUBLES.cast(s);
        double sum = s.lane(0) + s.lane(1);
        if (LENGTH > 2) sum = sum + s.lane(2) + s.lane(3);
        if (LENGTH > 4) sum = sum + s.lane(4) + s.lane(5) + s.lane(6) + s.lane(7);
        for (int l = 8; l < LENGTH; l++) sum += s.lane(l);
        for (; i < n; i++) sum += x[xo + i] * y[yo + i];
        return sum;
    }

    /** `Σ_i (x_i − a)(y_i − b)`. */
    static double dotAbout(int n, double[] x, int xo, double a, double[] y, int yo, double b) {
        DoubleVector left = Exact.DOUBLES.cast(DoubleVector.broadcast(SPECIES, a));
        DoubleVector right = Exact.DOUBLES.cast(DoubleVector.broadcast(SPECIES, b));
        DoubleVector s0 = DoubleVector.zero(SPECIES);
        DoubleVector s1 = s0;
        DoubleVector s2 = s0;
        DoubleVector s3 = s0;
        int i = 0;
        for (; i <= n - FOUR; i += FOUR) {
            s0 = DoubleVector.fromArray(SPECIES, x, xo + i).sub(left)
                    .fma(DoubleVector.fromArray(SPECIES, y, yo + i).sub(right), s0);
            s1 = DoubleVector.fromArray(SPECIES, x, xo + i + LENGTH).sub(left)
                    .fma(DoubleVector.fromArray(SPECIES, y, yo + i + LENGTH).sub(right), s1);
            s2 = DoubleVector.fromArray(SPECIES, x, xo + i + 2 * LENGTH).sub(left)
                    .fma(DoubleVector.fromArray(SPECIES, y, yo + i + 2 * LENGTH).sub(right), s2);
            s3 = DoubleVector.fromArray(SPECIES, x, xo + i + 3 * LENGTH).sub(left)
                    .fma(DoubleVector.fromArray(SPECIES, y, yo + i + 3 * LENGTH).sub(right), s3);
        }
        DoubleVector s = Exact.DOUBLES.cast(s0).add(s1).add(Exact.DOUBLES.cast(s2).add(s3));
        for (; i <= n - LENGTH; i += LENGTH)
            s = DoubleVector.fromArray(SPECIES, x, xo + i).sub(left)
                    .fma(DoubleVector.fromArray(SPECIES, y, yo + i).sub(right), s);
        s = Exact.DOUBLES.cast(s);
        double sum = s.lane(0) + s.lane(1);
        if (LENGTH > 2) sum = sum + s.lane(2) + s.lane(3);
        if (LENGTH > 4) sum = sum + s.lane(4) + s.lane(5) + s.lane(6) + s.lane(7);
        for (int l = 8; l < LENGTH; l++) sum += s.lane(l);
        for (; i < n; i++) sum += (x[xo + i] - a) * (y[yo + i] - b);
        return sum;
    }

    /**
     * The place of the first of the largest, looked up when its size is known: what is larger takes a place in vectors
     * of the largest so far, and NaN, which is not, takes none. For vectors that have masks.
     */
    static int top(int n, double[] x, int xo) {
        if (Double.isNaN(x[xo])) return 0;
        DoubleVector t0 = Exact.DOUBLES.cast(DoubleVector.broadcast(SPECIES, Double.NEGATIVE_INFINITY));
        DoubleVector t1 = t0;
        int i = 0;
        for (; i <= n - 2 * LENGTH; i += 2 * LENGTH) {
            DoubleVector x0 = DoubleVector.fromArray(SPECIES, x, xo + i);
            DoubleVector x1 = DoubleVector.fromArray(SPECIES, x, xo + i + LENGTH);
            t0 = Exact.DOUBLES.cast(t0).blend(x0, x0.compare(VectorOperators.GT, t0));
            t1 = Exact.DOUBLES.cast(t1).blend(x1, x1.compare(VectorOperators.GT, t1));
        }
        double top = Exact.DOUBLES.cast(t0).max(t1).reduceLanes(VectorOperators.MAX);
        for (; i < n; i++) if (x[xo + i] > top) top = x[xo + i];
        int place = 0;
        while (x[xo + place] != top) place++;
        return place;
    }

    /** `y = beta·y + alpha·(x − a)`, with the bits of the plain loop. */
    static void axpbyAbout(int n, double alpha, double[] x, int xo, double a, double beta, double[] y, int yo) {
        int i = 0;
        if (beta == 0) {
            for (; i <= n - LENGTH; i += LENGTH)
                DoubleVector.fromArray(SPECIES, x, xo + i).sub(a).mul(alpha).intoArray(y, yo + i);
            for (; i < n; i++) y[yo + i] = alpha * (x[xo + i] - a);
        } else {
            for (; i <= n - LENGTH; i += LENGTH)
                DoubleVector.fromArray(SPECIES, x, xo + i).sub(a).mul(alpha)
                        .add(DoubleVector.fromArray(SPECIES, y, yo + i).mul(beta)).intoArray(y, yo + i);
            for (; i < n; i++) y[yo + i] = beta * y[yo + i] + alpha * (x[xo + i] - a);
        }
    }

    /** `y = beta·y + alpha·(x − a) + gamma·w`, with the bits of the plain loop. */
    static void axpbyAbout(int n, double alpha, double[] x, int xo, double a, double gamma, double[] w, int wo,
            double beta, double[] y, int yo) {
        int i = 0;
        if (beta == 0) {
            for (; i <= n - LENGTH; i += LENGTH)
                DoubleVector.fromArray(SPECIES, x, xo + i).sub(a).mul(alpha)
                        .add(DoubleVector.fromArray(SPECIES, w, wo + i).mul(gamma)).intoArray(y, yo + i);
            for (; i < n; i++) y[yo + i] = alpha * (x[xo + i] - a) + gamma * w[wo + i];
        } else {
            for (; i <= n - LENGTH; i += LENGTH)
                DoubleVector.fromArray(SPECIES, x, xo + i).sub(a).mul(alpha)
                        .add(DoubleVector.fromArray(SPECIES, w, wo + i).mul(gamma))
                        .add(DoubleVector.fromArray(SPECIES, y, yo + i).mul(beta)).intoArray(y, yo + i);
            for (; i < n; i++) y[yo + i] = beta * y[yo + i] + (alpha * (x[xo + i] - a) + gamma * w[wo + i]);
        }
    }

    /** `y = beta·y + alpha·w∘(x − a − b)`, with the bits of the plain loop. */
    static void multiplyAbout(int n, double alpha, double[] w, int wo, double[] x, int xo, double a, double b,
            double beta, double[] y, int yo) {
        int i = 0;
        if (beta == 0) {
            for (; i <= n - LENGTH; i += LENGTH)
                DoubleVector.fromArray(SPECIES, x, xo + i).sub(a).sub(b)
                        .mul(DoubleVector.fromArray(SPECIES, w, wo + i)).mul(alpha).intoArray(y, yo + i);
            for (; i < n; i++) y[yo + i] = alpha * (w[wo + i] * (x[xo + i] - a - b));
        } else {
            for (; i <= n - LENGTH; i += LENGTH)
                DoubleVector.fromArray(SPECIES, x, xo + i).sub(a).sub(b)
                        .mul(DoubleVector.fromArray(SPECIES, w, wo + i)).mul(alpha)
                        .add(DoubleVector.fromArray(SPECIES, y, yo + i).mul(beta)).intoArray(y, yo + i);
            for (; i < n; i++) y[yo + i] = beta * y[yo + i] + alpha * (w[wo + i] * (x[xo + i] - a - b));
        }
    }
}

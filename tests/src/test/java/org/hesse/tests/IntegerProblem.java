package org.hesse.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hesse.engine.array.Array;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.Split;
import org.hesse.nn.Model;

/** A polynomial network with squared error on whole numbers, never 0: so its bound holds for adjoints too. */
record IntegerProblem(Model model, long[][] x, long[][] y, long[] theta, long[] v) {
    /** Numbers ±1, …, ±range. */
    static IntegerProblem of(Model model, int rows, int range, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int p = model.layout().size();
        return new IntegerProblem(model, matrix(random, rows, model.input()[0], range),
                matrix(random, rows, model.output()[0], range), vector(random, p, range), vector(random, p, range));
    }

    /** The first r inputs, and sums of two of them as the others. */
    IntegerProblem withRank(int r) {
        long[][] sums = new long[rows()][];
        for (int i = 0; i < rows(); i++) sums[i] = i < r ? x[i] : sum(x[i % r], x[(i + 1) % r]);
        return new IntegerProblem(model, sums, y, theta, v);
    }

    /** y is factor·r off the outputs, r this problem's y. */
    IntegerProblem withResidual(int factor) {
        double[] z = model.outputs(Arrays.stream(theta).asDoubleStream().toArray(), array(x)).toArray();
        long[][] targets = new long[rows()][y[0].length];
        for (int i = 0; i < z.length; i++) {
            int row = i / y[0].length;
            int column = i % y[0].length;
            targets[row][column] = (long) z[i] - factor * y[row][column];
        }
        return new IntegerProblem(model, x, targets, theta, v);
    }

    int rows() { return x.length; }

    IntegerReference reference() { return new IntegerReference(model, x, y, theta, v); }

    Split split() {
        try (Curvature curvature = curvature()) {
            return curvature.fineSplit(Arrays.stream(v).asDoubleStream().toArray());
        }
    }

    Curvature curvature() {
        return Curvature.at(model.objective(array(x), array(y)), Arrays.stream(theta).asDoubleStream().toArray());
    }

    /** All numbers on the way are multiples of 1/(2n), and below 2⁵³ of them. */
    void assertExact() {
        IntegerReference bound = bound();
        BigInteger[] products = sum(sum(bound.gradient, bound.gaussNewton), sum(bound.activation, bound.coupling));
        BigInteger largest = dot(absolute(v, 1), products).shiftLeft(1).add(bound.loss);
        assertEquals(1, Integer.bitCount(rows()), "rows");
        assertTrue(largest.bitLength() <= 53, "up to " + largest);
    }

    /** Every sum with all its terms made positive, `z − y` too: no partial sum is larger. */
    private IntegerReference bound() {
        return new IntegerReference(model, absolute(x, 1), absolute(y, -1), absolute(theta, 1), absolute(v, 1));
    }

    /** `n·x` without rounding; throws if it is no whole number. */
    static BigInteger whole(int n, double x) {
        return new BigDecimal(x).multiply(BigDecimal.valueOf(n)).toBigIntegerExact();
    }

    static BigInteger[] sum(BigInteger[] a, BigInteger[] b) {
        BigInteger[] sum = a.clone();
        for (int i = 0; i < sum.length; i++) sum[i] = sum[i].add(b[i]);
        return sum;
    }

    private static long[] sum(long[] a, long[] b) {
        return IntStream.range(0, a.length).mapToLong(i -> a[i] + b[i]).toArray();
    }

    static BigInteger dot(long[] v, BigInteger[] a) {
        BigInteger sum = BigInteger.ZERO;
        for (int i = 0; i < v.length; i++) sum = sum.add(BigInteger.valueOf(v[i]).multiply(a[i]));
        return sum;
    }

    static long[] vector(SplittableRandom random, int n, int range) {
        return random.longs(n, 0, 2L * range).map(k -> k < range ? k - range : k - range + 1).toArray();
    }

    static long[][] matrix(SplittableRandom random, int rows, int columns, int range) {
        return Stream.generate(() -> vector(random, columns, range)).limit(rows).toArray(long[][]::new);
    }

    private static long[] absolute(long[] a, int s) { return Arrays.stream(a).map(k -> s * Math.abs(k)).toArray(); }

    private static long[][] absolute(long[][] a, int s) {
        return Stream.of(a).map(row -> absolute(row, s)).toArray(long[][]::new);
    }

    static Array array(long[][] a) {
        double[] flat = Stream.of(a).flatMapToLong(Arrays::stream).asDoubleStream().toArray();
        return Array.of(flat, a.length, a[0].length);
    }
}

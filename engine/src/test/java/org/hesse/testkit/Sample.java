package org.hesse.testkit;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hesse.engine.array.Array;
import org.hesse.engine.op.Elementwise;
import org.hesse.engine.op.Op;

/**
 * An op, inputs to try it on, and a naive loop that says what it computes.
 *
 * <p>Directions and adjoints are drawn from the seed. The options, chained, return this sample.
 */
public final class Sample {
    /** The rows of the table that are checked by differences. */
    public enum Row {
        FORWARD_1(1), FORWARD_2(2), PULL_1(1), PULL_2(2);

        final int k;

        Row(int k) { this.k = k; }
    }

    private final Op op;
    private final long seed;
    private final Function<double[][], double[]> naive;
    private final Array[] x;
    private final boolean[] fixed;
    private final Set<Row> skipped = EnumSet.noneOf(Row.class);
    private double step = 1e-3;
    private int order = 2;
    private String variant = "";

    private Sample(Op op, Function<double[][], double[]> naive, long seed, Array[] x) {
        this.op = op;
        this.naive = naive;
        this.seed = seed;
        this.x = x;
        this.fixed = new boolean[x.length];
    }

    /**
     * Inputs for an op, and what it makes of them.
     *
     * @param naive from the inputs' numbers, row by row, to the output's
     */
    public static Sample of(Op op, Function<double[][], double[]> naive, long seed, Array... x) {
        return new Sample(op, naive, seed, x);
    }

    /** A matrix, a scalar, and more numbers than the sweeps take in one block. */
    public static Stream<Sample> elementwise(Elementwise op, DoubleUnaryOperator phi) {
        return elementwise(op, phi, 1);
    }

    /** The same for a function that varies over lengths of `width`. */
    public static Stream<Sample> elementwise(Elementwise op, DoubleUnaryOperator phi, double width) {
        return Stream.of(new int[] {3, 4}, new int[0], new int[] {2, 531})
                .map(shape -> of(op, x -> Arrays.stream(x[0]).map(phi).toArray(), Array.size(shape),
                        new Numbers(Array.size(shape)).clear(width, shape)).step(1e-3 * width));
    }

    /** Polynomials of degree 2 at most have no truncation error: step 1. */
    public Sample polynomial() { return step(1); }

    /** The step of the differences, 1e-3 unless told. */
    public Sample step(double length) {
        step = length;
        return this;
    }

    /** This input has no derivative, like the targets of a loss. */
    public Sample fixed(int input) {
        fixed[input] = true;
        return this;
    }

    /** The highest order the op knows. */
    public Sample order(int highest) {
        order = highest;
        return this;
    }

    /** What tells this sample's op from others of its name. */
    public Sample named(String name) {
        variant = " " + name;
        return this;
    }

    /** Rows that the op contradicts on purpose. */
    public Sample skip(Row... rows) {
        skipped.addAll(Arrays.asList(rows));
        return this;
    }

    public Op op() { return op; }

    public int inputs() { return x.length; }

    public int order() { return order; }

    long seed() { return seed; }

    double step() { return step; }

    boolean isFixed(int input) { return fixed[input]; }

    int[] shape(int input) { return x[input].shape(); }

    double[] x(int input) { return x[input].toArray(); }

    double[] expected() {
        double[][] values = new double[x.length][];
        for (int i = 0; i < x.length; i++) values[i] = x(i);
        return naive.apply(values);
    }

    /** The shape of the output. */
    int[] shape() { return op.shape(Arrays.stream(x).map(Array::shape).toArray(int[][]::new)); }

    /** True if one of these rows is to be checked. */
    boolean differences(Row... rows) { return Arrays.stream(rows).anyMatch(r -> r.k <= order && !skipped.contains(r)); }

    /** Op, shapes and seed, as tests are named. */
    @Override
    public String toString() {
        StringBuilder name = new StringBuilder(op.name()).append(variant);
        for (Array input : x) name.append(' ').append(Array.text(input.shape()));
        return name.append(", seed ").append(seed).toString();
    }
}

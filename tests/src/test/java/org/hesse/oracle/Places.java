package org.hesse.oracle;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Shapes of any rank on the oracle's matrices: `[rows, columns]`, the columns being the last axis, 1 for a scalar. */
final class Places {
    private Places() {}

    static int size(int... shape) { return Arrays.stream(shape).reduce(1, (a, b) -> a * b); }

    static int columns(int... shape) { return shape.length == 0 ? 1 : shape[shape.length - 1]; }

    static int rows(int... shape) { return size(shape) / columns(shape); }

    /** The index on every axis of the k-th number. */
    private static int[] index(int k, int... shape) {
        int[] index = new int[shape.length];
        int rest = k;
        for (int a = shape.length - 1; a >= 0; rest /= shape[a--]) index[a] = rest % shape[a];
        return index;
    }

    private static int flat(int[] index, int... shape) {
        int k = 0;
        for (int a = 0; a < shape.length; a++) k = k * shape[a] + index[a];
        return k;
    }

    /** For each number of `at`, the place of `from(index)` in an array of shape `to`. */
    static int[] map(int[] at, int[] to, UnaryOperator<int[]> from) {
        return IntStream.range(0, size(at)).map(k -> flat(from.apply(index(k, at)), to)).toArray();
    }

    /** `y[i] = x[from(i)]`. */
    static Rule gather(int[] x, int[] y, UnaryOperator<int[]> from) {
        int[] map = map(y, x, from);
        return in -> new Linear.Gather(rows(y), columns(y), k -> map[k]).of(in[0]);
    }

    /** `y[to(i)] += x[i]`. */
    static Rule scatter(int[] x, int[] y, UnaryOperator<int[]> to) {
        int[] map = map(x, y, to);
        return in -> new Linear.Scatter(rows(y), columns(y), k -> map[k]).of(in[0]);
    }

    static List<Integer> all(int rank) { return IntStream.range(0, rank).boxed().toList(); }

    /** All places, group by group: those that differ along the axes only are together. */
    static int[] grouped(List<Integer> axes, int... shape) {
        int[] groups = without(axes, shape);
        return IntStream.range(0, size(shape)).boxed()
                .sorted(Comparator.comparingInt(k -> flat(without(axes, index(k, shape)), groups)))
                .mapToInt(Integer::intValue).toArray();
    }

    /** A shape or an index without some axes. */
    static int[] without(List<Integer> axes, int... x) {
        return IntStream.range(0, x.length).filter(a -> !axes.contains(a)).map(a -> x[a]).toArray();
    }

    /** A shape or an index with another number on one axis. */
    static int[] with(int axis, int number, int... x) {
        int[] y = x.clone();
        y[axis] = number;
        return y;
    }

    /** A shape or an index with one more axis. */
    static int[] inserted(int axis, int number, int... x) {
        return IntStream.rangeClosed(0, x.length).map(a -> a == axis ? number : x[a < axis ? a : a - 1]).toArray();
    }
}

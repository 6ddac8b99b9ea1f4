package org.hesse.engine.ops;

import java.util.Arrays;
import java.util.List;
import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Kernels;

/**
 * Index arithmetic on the axes of row-major arrays, shared by the ops that move numbers about.
 *
 * <p>Sets of axes are bits, and walks recurse instead of counting: nothing is allocated in a sweep.
 */
final class Axes {
    /** Bits of an int, the sign aside. */
    private static final int HIGHEST_RANK = 31;

    private Axes() {}

    static List<Integer> list(int... axes) { return Arrays.stream(axes).boxed().toList(); }

    static int[] ints(List<Integer> axes) { return axes.stream().mapToInt(Integer::intValue).toArray(); }

    /** The axes of x can be a set of bits. */
    static void check(String op, int... x) {
        if (x.length > HIGHEST_RANK)
            throw new IllegalArgumentException(op + ": x" + Array.text(x) + " has more than " + HIGHEST_RANK + " axes");
    }

    /** The axis is one of x. */
    static void check(String op, int axis, int[] x) {
        check(op, x);
        if (axis < 0 || axis >= x.length)
            throw new IllegalArgumentException(op + ": x" + Array.text(x) + " has no axis " + axis);
    }

    /** How many blocks lie before this axis: the product of all sizes left of it. */
    static int before(Array x, int axis) {
        int blocks = 1;
        for (int a = 0; a < axis; a++) blocks *= x.dim(a);
        return blocks;
    }

    /** The step along this axis: the product of all sizes right of it. */
    static int after(Array x, int axis) {
        int step = 1;
        for (int a = axis + 1; a < x.rank(); a++) step *= x.dim(a);
        return step;
    }

    /** The set of these axes. */
    static int bits(List<Integer> axes) {
        int bits = 0;
        for (int i = 0; i < axes.size(); i++) bits |= 1 << axes.get(i);
        return bits;
    }

    /** A shape without the axes of a set. */
    static int[] without(int bits, int[] x) {
        int[] y = new int[x.length - Integer.bitCount(bits)];
        int kept = 0;
        for (int a = 0; a < x.length; a++) if ((bits >>> a & 1) == 0) y[kept++] = x[a];
        return y;
    }

    /** `small += alpha Σ large` over a set of axes. */
    static void sum(Kernels k, double alpha, Array large, int bits, Accumulator small) {
        Array y = small.add();
        if (large.size() == 0) return;
        if (isLast(bits, large)) LastAxes.sum(k, alpha, large, y);
        else fold(k, alpha, true, bits, 0, large, large.offset(), large.size(), 1, y, y.offset(), y.size());
    }

    /** `large += alpha small`, repeated along a set of axes: every number of large is met once. */
    static void spread(Kernels k, double alpha, Array small, int bits, Accumulator large) {
        double beta = large.beta();
        Array y = large.array();
        if (y.size() == 0) return;
        if (isLast(bits, y)) LastAxes.spread(alpha, small, beta, y);
        else fold(k, alpha, false, bits, 0, y, y.offset(), y.size(), beta, small, small.offset(), small.size());
    }

    /** The set is that of the last axes, one or more. */
    private static boolean isLast(int bits, Array x) {
        return bits != 0 && bits >>> Integer.numberOfTrailingZeros(bits) == (1 << Integer.bitCount(bits)) - 1
                && bits >>> x.rank() == 0 && bits >>> (x.rank() - 1) == 1;
    }

    /** From `axis` on: n numbers of the large array, and the m of the small one that they meet. */
    private static void fold(Kernels k, double alpha, boolean sums, int bits, int axis, Array large, int lo, int n,
            double beta, Array small, int so, int m) {
        if (bits >>> axis == 0) {
            if (sums) k.axpby(n, alpha, large.data(), lo, 1, small.data(), so);
            else k.axpby(n, alpha, small.data(), so, beta, large.data(), lo);
        } else if (m == 1) {
            if (sums) small.data()[so] += alpha * k.sum(n, large.data(), lo);
            else if (beta == 0) Arrays.fill(large.data(), lo, lo + n, alpha * small.data()[so]);
            else LastAxes.add(n, alpha * small.data()[so], large.data(), lo);
        } else {
            int d = large.dim(axis);
            boolean folded = (bits >>> axis & 1) == 1;
            int rest = folded ? m : m / d;
            for (int i = 0; i < d; i++)
                fold(k, alpha, sums, bits, axis + 1, large, lo + i * (n / d), n / d, beta, small,
                        folded ? so : so + i * rest, rest);
        }
    }

    /** `y += x` in `runs` runs of `length` numbers, each so far from the one before. */
    static void addRuns(Kernels k, int runs, int length, Array x, int xo, int xStep, Array y, int yo, int yStep) {
        for (int r = 0; r < runs; r++)
            k.axpby(length, 1, x.data(), x.offset() + xo + r * xStep, 1, y.data(), y.offset() + yo + r * yStep);
    }
}

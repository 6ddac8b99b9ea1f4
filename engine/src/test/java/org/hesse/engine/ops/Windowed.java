package org.hesse.engine.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Pool;
import org.hesse.engine.array.Providers;
import org.hesse.engine.jet.Jet;
import org.hesse.engine.op.Frame;
import org.hesse.engine.op.Op;

/** What windows make of small planes of every size, and the places that one meets, the slow way. */
final class Windowed {
    /** An op of windows, and what loops say of it. */
    interface Case {
        Op op(int kernel, int stride);

        /** `y` of x. */
        double[] value(int kernel, int stride, double[] x, int... shape);

        /** The adjoint of x for that of y. */
        double[] adjoint(int kernel, int stride, double[] x, double[] ybar, int... shape);
    }

    private static final double START = 0.75;

    private Windowed() {}

    /** Few distinct numbers and some NaN, kernels and strides of 1 to 5, and up to 9 rows and columns. */
    static void everySize(Case c) {
        int compared = 0;
        for (int kernel = 1; kernel <= 5; kernel++)
            for (int stride = 1; stride <= 5; stride++)
                for (int h = kernel; h <= 9; h++)
                    for (int w = kernel; w <= 9; w++, compared++) check(c, kernel, stride, 2, 1, h, w);
        assertEquals(1275, compared);
    }

    private static void check(Case c, int kernel, int stride, int... shape) {
        Op op = c.op(kernel, stride);
        double[] x = new Random(shape[2] * 10L + shape[3]).ints(Array.size(shape), -4, 5).asDoubleStream().toArray();
        if (kernel + stride == 5) x[x.length / 2] = Double.NaN;
        int[] of = op.shape(shape);
        Accumulator y = Accumulator.pooled(new Pool(), of);
        Frame frame = new Frame(Providers.kernels(), 0, new Jet[] {new Jet(holding(x.clone(), shape))}, new Jet(y),
                new Frame.Memo(new Pool()));
        op.forward(0, frame);
        String what = op + Arrays.toString(shape);
        assertArrayEquals(c.value(kernel, stride, x, shape), y.array().toArray(), 1e-14, what);
        double[] ybar = new Random(5).doubles(Array.size(of), -1, 1).toArray();
        double[] xbar = c.adjoint(kernel, stride, x, ybar, shape);
        double[] stale = new double[x.length];
        Arrays.fill(stale, Double.NaN);
        Accumulator first = holding(stale, shape);
        first.clear();
        op.pull(0, frame, Array.of(ybar, of), new Accumulator[] {first});
        assertArrayEquals(xbar, first.array().toArray(), 1e-14, what);
        double[] start = new double[x.length];
        Arrays.fill(start, START);
        Accumulator more = holding(start, shape);
        op.pull(0, frame, Array.of(ybar, of), new Accumulator[] {more});
        for (int i = 0; i < xbar.length; i++) assertEquals(START + xbar[i], more.array().get(i), 1e-14, what);
    }

    private static Accumulator holding(double[] x, int... shape) { return Accumulator.holding(Array.of(x, shape)); }

    /** The flat place in x, of the given shape, of number t of the window that makes number e of y. */
    static int place(int e, int[] y, int t, int kernel, int stride, int... x) {
        int[] at = Indices.of(e, y);
        at[2] = at[2] * stride + t / kernel;
        at[3] = at[3] * stride + t % kernel;
        return Indices.flat(at, x);
    }
}

package org.hesse.kernels.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Maxima over windows of two by two and three by three, a row of windows at a time: first of the window at every
 * column, which vectors read where it lies, then of those that the stride takes. One thread's room; holds nothing
 * between two planes.
 *
 * <p>No vector is carried by a loop, nor chosen by a branch: the compiler would make an object of it.
 */
final class Windows {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LENGTH = SPECIES.length();
    private static final DoubleVector ZERO = DoubleVector.zero(SPECIES);
    private static final DoubleVector ONE = DoubleVector.broadcast(SPECIES, 1);
    private static final DoubleVector TWO = DoubleVector.broadcast(SPECIES, 2);
    /** The largest stride: beyond, most of what is computed would be dropped. */
    private static final int MOST = 3;
    private static final ThreadLocal<Windows> OWN = ThreadLocal.withInitial(Windows::new);

    /** The maximum of the window at every column. */
    private double[] values = {};
    /** Its place, counted from the window's first. */
    private double[] places = {};

    private Windows() {}

    static boolean fits(int kernel, int stride, int columns) {
        return (kernel == 2 || kernel == 3) && stride <= MOST && used(stride, columns) >= LENGTH;
    }

    /** Columns from the first window's to the last one's. */
    private static int used(int stride, int columns) { return (columns - 1) * stride + 1; }

    static void maxima(int kernel, int stride, int width, int rows, int columns, double[] x, int xo, double[] y, int yo,
            double[] places, int po) {
        Windows own = OWN.get();
        int used = used(stride, columns);
        own.values = Room.atLeast(used, own.values);
        own.places = Room.atLeast(used, own.places);
        for (int p = 0; p < rows; p++) {
            int row = p * stride * width;
            for (int i = 0; i < kernel; i++)
                row(kernel, used, i * width, x, xo + row + i * width, own.values, own.places);
            take(columns, stride, own.values, y, yo + p * columns);
            takePlaces(columns, stride, row, own.places, places, po + p * columns);
        }
    }

    /**
     * One row of the windows, whose places begin at `first`, after those above. The last vector overlaps the one
     * before: nothing is read behind the last window, and what is met twice changes nothing.
     */
    private static void row(int kernel, int n, int first, double[] x, int xo, double[] values, double[] places) {
        for (int w = 0; w < n; w += LENGTH) {
            int at = Math.min(w, n - LENGTH);
            if (kernel == 2) two(x, xo + at, first, values, places, at);
            else three(x, xo + at, first, values, places, at);
        }
    }

    private static void two(double[] x, int o, int first, double[] values, double[] places, int at) {
        DoubleVector a = load(x, o);
        DoubleVector b = load(x, o + 1);
        VectorMask<Double> kept = isKept(a, b);
        put(b.blend(a, kept), ONE.blend(ZERO, kept), first, values, places, at);
    }

    private static void three(double[] x, int o, int first, double[] values, double[] places, int at) {
        DoubleVector a = load(x, o);
        DoubleVector b = load(x, o + 1);
        DoubleVector c = load(x, o + 2);
        VectorMask<Double> kept = isKept(a, b);
        DoubleVector most = b.blend(a, kept);
        DoubleVector place = ONE.blend(ZERO, kept);
        kept = isKept(most, c);
        put(c.blend(most, kept), TWO.blend(place, kept), first, values, places, at);
    }

    private static void put(DoubleVector most, DoubleVector place, int first, double[] values, double[] places,
            int at) {
        if (first == 0) {
            most.intoArray(values, at);
            place.intoArray(places, at);
        } else {
            DoubleVector above = load(values, at);
            VectorMask<Double> kept = isKept(above, most);
            most.blend(above, kept).intoArray(values, at);
            place.add(first).blend(load(places, at), kept).intoArray(places, at);
        }
    }

    private static DoubleVector load(double[] x, int o) { return DoubleVector.fromArray(SPECIES, x, o); }

    /** Where what comes after is not larger, and where there is a NaN already. */
    private static VectorMask<Double> isKept(DoubleVector most, DoubleVector next) {
        return next.compare(VectorOperators.LE, most).or(most.compare(VectorOperators.NE, most));
    }

    private static void take(int n, int stride, double[] values, double[] y, int yo) {
        for (int t = yo, o = 0; t < yo + n; t++, o += stride) y[t] = values[o];
    }

    private static void takePlaces(int n, int stride, int first, double[] from, double[] places, int po) {
        for (int t = po, o = 0; t < po + n; t++, o += stride) places[t] = from[o] + (first + o);
    }
}

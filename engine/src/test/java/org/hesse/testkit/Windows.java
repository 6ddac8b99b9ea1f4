package org.hesse.testkit;

import java.util.Arrays;
import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Layout;

/** Arrays in the midst of a longer vector of NaNs: an op that forgets an offset or oversteps an end is found out. */
final class Windows {
    private static final int BEFORE = 3;
    private static final int AFTER = 2;

    private Windows() {}

    /** The given numbers in a window. */
    static Array of(double[] values, int... shape) {
        double[] vector = vector(values.length);
        System.arraycopy(values, 0, vector, BEFORE, values.length);
        return Array.view(vector, BEFORE, shape);
    }

    /** An empty sum that stands in a window. */
    static Accumulator empty(int... shape) {
        Accumulator sum = segment(shape);
        sum.aim(vector(Array.size(shape)), false);
        return sum;
    }

    /** A sum in a window that holds the given numbers already. */
    static Accumulator full(double[] values, int... shape) {
        Accumulator sum = segment(shape);
        sum.aim(of(values, shape).data(), true);
        return sum;
    }

    private static Accumulator segment(int... shape) {
        Layout layout = Layout.builder().add("before", BEFORE).add("window", shape).build();
        return Accumulator.segment(layout.segment("window"));
    }

    private static double[] vector(int size) {
        double[] vector = new double[BEFORE + size + AFTER];
        Arrays.fill(vector, Double.NaN);
        return vector;
    }
}

package org.hesse.nn;

import org.hesse.engine.array.Array;

/** The check that numbers from outside are finite. Stateless and thread-safe. */
public final class Finite {
    private Finite() {}

    /** Throws if a number is infinite or NaN, and says which: `x[3, 7] = NaN is not finite`. */
    public static void check(String what, Array x) {
        for (int i = 0; i < x.size(); i++)
            if (!Double.isFinite(x.get(i)))
                throw new IllegalArgumentException(what + at(i, x.shape()) + " = " + x.get(i) + " is not finite");
    }

    /** The index of the i-th number, as messages show it. */
    public static String at(int i, int[] shape) {
        int[] index = new int[shape.length];
        int rest = i;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            index[axis] = rest % shape[axis];
            rest /= shape[axis];
        }
        return Array.text(index);
    }
}

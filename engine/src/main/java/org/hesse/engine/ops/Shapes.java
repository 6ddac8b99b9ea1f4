package org.hesse.engine.ops;

import java.util.Arrays;
import org.hesse.engine.array.Array;

/** What several ops ask of the shapes of their inputs. */
final class Shapes {
    private Shapes() {}

    /** The common shape of two inputs; an error that names op, inputs and both shapes if they differ. */
    static int[] same(String op, String nameA, int[] a, String nameB, int[] b) {
        if (!Arrays.equals(a, b))
            throw new IllegalArgumentException(
                    op + ": shapes differ: " + nameA + Array.text(a) + ", " + nameB + Array.text(b));
        return a.clone();
    }

    /** The scalar shape of a mean over the first axis of z; an empty batch has no mean. */
    static int[] mean(String op, int... z) {
        if (z.length == 0 || z[0] == 0)
            throw new IllegalArgumentException(op + ": needs a batch of at least one example, z" + Array.text(z));
        return new int[0];
    }
}

package org.hesse.engine.ops;

import org.hesse.engine.array.Array;

/** What the losses ask of the shape of their outputs. */
final class Batch {
    private Batch() {}

    /** The scalar shape of a mean over the first axis of z; an empty batch has no mean. */
    static int[] scalar(String op, int[] z) {
        if (z.length == 0 || z[0] == 0)
            throw new IllegalArgumentException(op + ": needs a batch of at least one example, z" + Array.text(z));
        return new int[0];
    }
}

package org.hesse.nn.layers;

import java.util.Arrays;
import org.hesse.engine.array.Array;
import org.hesse.engine.op.Op;

/** Shapes of layers on images `[C,H,W]`, the batch axis left out, by those of their ops. */
final class Images {
    private Images() {}

    static void check(String layer, int... in) {
        if (in.length != 3)
            throw new IllegalArgumentException(
                    layer + ": needs an input [channels, height, width], it is " + Array.text(in));
    }

    /** What the op makes of one image, and of its other inputs. */
    static int[] shape(Op op, int[] in, int[]... others) {
        check(op.name(), in);
        int[][] inputs = new int[others.length + 1][];
        inputs[0] = new int[] {1, in[0], in[1], in[2]};
        System.arraycopy(others, 0, inputs, 1, others.length);
        int[] y = op.shape(inputs);
        return Arrays.copyOfRange(y, 1, y.length);
    }
}

package org.hesse.engine.ops;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.hesse.engine.array.Array;
import org.hesse.engine.op.Elementwise;
import org.hesse.testkit.Numbers;
import org.hesse.testkit.Sample;

/** Samples for functions of x > 0: a matrix, a scalar, and more numbers than the sweeps take in one block. */
final class Positive {
    private Positive() {}

    /** In [0.5, 2.5): well clear of the pole at 0, for the step of the differences. */
    static Stream<Sample> samples(Elementwise op, DoubleUnaryOperator phi) {
        return Stream.of(new int[] {3, 4}, new int[0], new int[] {2, 531})
                .map(shape -> Sample.of(op, x -> Arrays.stream(x[0]).map(phi).toArray(), Array.size(shape),
                        new Numbers(Array.size(shape)).between(0.5, 2.5, shape)));
    }
}

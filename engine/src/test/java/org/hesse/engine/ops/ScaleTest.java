package org.hesse.engine.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.stream.Stream;
import org.hesse.engine.op.Linear;
import org.hesse.testkit.Numbers;
import org.hesse.testkit.OpContract;
import org.hesse.testkit.Sample;
import org.junit.jupiter.api.Test;

class ScaleTest implements OpContract {
    @Override
    public Stream<Sample> samples() {
        return Stream.of(0.3, -2.0, 0.0).flatMap(a -> samples(new Scale(a), a).map(s -> s.named("factor " + a)));
    }

    @Test
    void factorIsChecked() {
        for (double factor : new double[] {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN}) {
            String message = assertThrows(IllegalArgumentException.class, () -> new Scale(factor)).getMessage();
            assertEquals("scale: factor must be finite, it is " + factor, message);
        }
    }

    /** A matrix and a scalar, of an op that multiplies them by a factor. */
    static Stream<Sample> samples(Linear op, double factor) {
        Numbers n = new Numbers(1);
        return Stream.of(n.clear(3, 4), n.clear()).map(
                x -> Sample.of(op, in -> Arrays.stream(in[0]).map(xi -> factor * xi).toArray(), 1, x).polynomial());
    }
}

package org.hesse.engine.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Stream;
import org.hesse.engine.op.Birth;
import org.hesse.testkit.OpContract;
import org.hesse.testkit.Sample;
import org.hesse.testkit.Sample.Row;
import org.junit.jupiter.api.Test;

/** φ″ = 0 contradicts φ′: two rows of differences fall away. */
class GeluHatTest implements OpContract {
    @Override
    public Stream<Sample> samples() {
        return Sample.elementwise(new GeluHat(), x -> x * GeluTest.normal(x))
                .map(s -> s.skip(Row.FORWARD_2, Row.PULL_1));
    }

    @Test
    void noCurvatureIsBorn() { assertEquals(Birth.NONE, new GeluHat().birth()); }
}

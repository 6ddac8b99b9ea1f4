package org.hesse.engine.ops;

import java.util.stream.Stream;
import org.hesse.testkit.OpContract;
import org.hesse.testkit.Sample;

class BetaGeluTest implements OpContract {
    @Override
    public Stream<Sample> samples() { return Stream.of(0.5, 4.0, 100.0).flatMap(BetaGeluTest::samples); }

    /** φ bends over lengths of 1/β, so inputs and steps are of that size. */
    private static Stream<Sample> samples(double beta) {
        return Sample.elementwise(new BetaGelu(beta), x -> x * GeluTest.normal(beta * x), 1 / beta)
                .map(s -> s.named("beta " + beta));
    }
}

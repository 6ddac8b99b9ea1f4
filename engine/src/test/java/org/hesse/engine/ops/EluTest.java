package org.hesse.engine.ops;

import java.util.stream.Stream;
import org.hesse.testkit.OpContract;
import org.hesse.testkit.Sample;

class EluTest implements OpContract {
    @Override
    public Stream<Sample> samples() { return Stream.of(1.0, 0.3, -2.0).flatMap(EluTest::samples); }

    private static Stream<Sample> samples(double alpha) {
        return Sample.elementwise(new Elu(alpha), x -> x > 0 ? x : alpha * (Math.exp(x) - 1))
                .map(s -> s.named("alpha " + alpha));
    }
}

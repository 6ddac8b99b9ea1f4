package org.hesse.engine.ops;

import java.util.stream.Stream;
import org.hesse.testkit.OpContract;
import org.hesse.testkit.Sample;

class NegateTest implements OpContract {
    @Override
    public Stream<Sample> samples() { return ScaleTest.samples(new Negate(), -1); }
}

package org.hesse.engine.ops;

import java.util.stream.Stream;
import org.hesse.testkit.OpContract;
import org.hesse.testkit.Sample;

class SqrtTest implements OpContract {
    @Override
    public Stream<Sample> samples() { return Positive.samples(new Sqrt(), x -> Math.exp(0.5 * Math.log(x))); }
}

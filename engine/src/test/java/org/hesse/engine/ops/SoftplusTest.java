package org.hesse.engine.ops;

import java.util.stream.Stream;
import org.hesse.testkit.OpContract;
import org.hesse.testkit.Sample;

class SoftplusTest implements OpContract {
    @Override
    public Stream<Sample> samples() { return Sample.elementwise(new Softplus(), x -> Math.log(1 + Math.exp(x))); }
}

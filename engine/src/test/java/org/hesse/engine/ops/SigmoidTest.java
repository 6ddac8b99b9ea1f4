package org.hesse.engine.ops;

import java.util.stream.Stream;
import org.hesse.testkit.OpContract;
import org.hesse.testkit.Sample;

class SigmoidTest implements OpContract {
    @Override
    public Stream<Sample> samples() { return Sample.elementwise(new Sigmoid(), x -> 1 / (1 + Math.exp(-x))); }
}

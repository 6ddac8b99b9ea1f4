package org.hesse.engine.ops;

import java.util.stream.Stream;
import org.hesse.testkit.OpContract;
import org.hesse.testkit.Sample;

class SiluTest implements OpContract {
    @Override
    public Stream<Sample> samples() { return Sample.elementwise(new Silu(), x -> x / (1 + Math.exp(-x))); }
}

package org.hesse.engine.ops;

import java.util.stream.Stream;
import org.hesse.testkit.OpContract;
import org.hesse.testkit.Sample;

class AbsTest implements OpContract {
    @Override
    public Stream<Sample> samples() { return Sample.elementwise(new Abs(), x -> x > 0 ? x : -x); }
}

package org.hesse.engine.ops;

import java.util.stream.Stream;
import org.hesse.testkit.OpContract;
import org.hesse.testkit.Sample;

class ExpTest implements OpContract {
    @Override
    public Stream<Sample> samples() { return Sample.elementwise(new Exp(), StrictMath::exp); }
}

package org.hesse.engine.ops;

import java.util.stream.Stream;
import org.hesse.testkit.OpContract;
import org.hesse.testkit.Sample;

class LogTest implements OpContract {
    @Override
    public Stream<Sample> samples() { return Positive.samples(new Log(), StrictMath::log); }
}

package org.hesse.engine.ops;

import java.util.stream.Stream;
import org.hesse.testkit.OpContract;
import org.hesse.testkit.Sample;

class ErfTest implements OpContract {
    /** `erf x = 2Φ(√2 x) − 1`. */
    @Override
    public Stream<Sample> samples() {
        return Sample.elementwise(new Erf(), x -> 2 * GeluTest.normal(Math.sqrt(2) * x) - 1);
    }
}

package org.hesse.engine.ops;

import java.util.stream.Stream;
import org.hesse.testkit.OpContract;
import org.hesse.testkit.Sample;

class GeluTanhTest implements OpContract {
    /** The published form, with its tanh. */
    @Override
    public Stream<Sample> samples() {
        double c = Math.sqrt(2 / Math.PI);
        return Sample.elementwise(new GeluTanh(), x -> 0.5 * x * (1 + Math.tanh(c * (x + 0.044715 * x * x * x))));
    }
}

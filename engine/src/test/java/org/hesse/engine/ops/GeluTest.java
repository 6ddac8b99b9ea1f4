package org.hesse.engine.ops;

import java.util.stream.Stream;
import org.hesse.testkit.OpContract;
import org.hesse.testkit.Sample;

class GeluTest implements OpContract {
    @Override
    public Stream<Sample> samples() { return Sample.elementwise(new Gelu(), x -> x * normal(x)); }

    /** `Φ(x) = ½ + p(x) Σ_n x^{2n+1}/(1·3·…·(2n+1))`, which has no common ground with the kernels' Φ. */
    static double normal(double x) {
        double term = x;
        double sum = x;
        for (int n = 1; n < 100; n++) {
            term *= x * x / (2 * n + 1);
            sum += term;
        }
        return 0.5 + sum * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
    }
}

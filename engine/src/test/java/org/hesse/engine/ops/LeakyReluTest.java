package org.hesse.engine.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.Stream;
import org.hesse.engine.array.Providers;
import org.hesse.testkit.OpContract;
import org.hesse.testkit.Sample;
import org.junit.jupiter.api.Test;

class LeakyReluTest implements OpContract {
    private static final double INF = Double.POSITIVE_INFINITY;

    @Override
    public Stream<Sample> samples() { return Stream.of(0.01, 0.0, -2.0).flatMap(LeakyReluTest::samples); }

    private static Stream<Sample> samples(double slope) {
        return Sample.elementwise(new LeakyRelu(slope), x -> x > 0 ? x : slope * x).map(s -> s.named("slope " + slope));
    }

    @Test
    void leftSlopeHoldsAtTheKink() {
        check(new LeakyRelu(0.25), new double[] {-8, -Double.MIN_NORMAL, -0.0, 0, Double.MIN_VALUE, 8},
                new double[] {-2, -Double.MIN_NORMAL / 4, -0.0, 0, Double.MIN_VALUE, 8},
                new double[] {0.25, 0.25, 0.25, 0.25, 1, 1});
        check(new LeakyRelu(-2), new double[] {-0.0, 0}, new double[] {0, -0.0}, new double[] {-2, -2});
    }

    @Test
    void infinityAndNan() {
        double[] x = {-INF, INF, Double.NaN};
        check(new LeakyRelu(0.25), x, new double[] {-INF, INF, Double.NaN}, new double[] {0.25, 1, Double.NaN});
        check(new LeakyRelu(-2), x, new double[] {INF, INF, Double.NaN}, new double[] {-2, 1, Double.NaN});
        check(new LeakyRelu(0), x, new double[] {-0.0, INF, Double.NaN}, new double[] {0, 1, Double.NaN});
    }

    @Test
    void slopeIsCheckedAndOptional() {
        assertEquals(new LeakyRelu(0.01), new LeakyRelu());
        for (double slope : new double[] {INF, -INF, Double.NaN}) {
            String message = assertThrows(IllegalArgumentException.class, () -> new LeakyRelu(slope)).getMessage();
            assertEquals("leaky_relu: slope must be finite, it is " + slope, message);
        }
    }

    /** φ and φ′ bit for bit, the signs of zeros too. */
    private static void check(LeakyRelu op, double[] x, double[] phi, double[] slope) {
        double[][] d = new double[2][x.length];
        op.fill(Providers.kernels(), 1, x.length, x, d, new double[4][x.length]);
        for (int i = 0; i < x.length; i++) {
            assertEquals(phi[i], d[0][i], op + " at " + x[i]);
            assertEquals(slope[i], d[1][i], op + ", slope at " + x[i]);
        }
    }
}

package org.hesse.lab.paper;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.hesse.engine.array.Providers;
import org.hesse.engine.op.Elementwise;
import org.hesse.engine.ops.Gelu;
import org.junit.jupiter.api.Test;

class InterventionsTest {
    private static double[] fill(Elementwise fn, int k, double... x) {
        double[][] d = new double[4][x.length];
        fn.fill(Providers.kernels(), 3, x.length, x, d, new double[3][x.length]);
        return d[k];
    }

    @Test
    void geluHatIsGeluWithoutCurvature() {
        double[] x = {-1, 0.3, 2};
        Elementwise hat = Interventions.named("gelu_hat").orElseThrow();
        for (int k = 0; k < 2; k++) assertArrayEquals(fill(new Gelu(), k, x), fill(hat, k, x));
        assertArrayEquals(new double[3], fill(hat, 2, x));
        assertArrayEquals(new double[3], fill(hat, 3, x));
    }

    /** The trapezoidal rule is exact to rounding for a Gaussian; φ‴ is φ″'s difference quotient up to O(h²). */
    @Test
    void reluHatsBumpHasIntegralOne() {
        Elementwise hat = Interventions.named("relu_hat:4").orElseThrow();
        double h = 1e-3;
        double[] x = new double[8001];
        for (int i = 0; i < x.length; i++) x[i] = h * (i - 4000);
        double[] second = fill(hat, 2, x);
        double sum = 0;
        for (double y : second) sum += h * y;
        assertEquals(1, sum, 1e-12);
        double[] third = fill(hat, 3, x);
        // φ⁗′ of the bump is below β⁴: the quotient is off by h²/6 of that.
        for (int i = 1; i + 1 < x.length; i++)
            assertEquals((second[i + 1] - second[i - 1]) / (2 * h), third[i], h * h / 6 * Math.pow(4, 4) * 3);
    }

    @Test
    void namesAreTheExperimentsOwn() {
        assertTrue(Interventions.named("gelu").isEmpty());
        assertEquals(Interventions.LEAK * -2, fill(Interventions.named("leaky_relu").orElseThrow(), 0, -2)[0]);
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Interventions.named("relu_hat:x")).getMessage()
                .contains("'x'"));
        assertThrows(IllegalArgumentException.class, () -> Interventions.named("relu_hat:-1"));
    }
}

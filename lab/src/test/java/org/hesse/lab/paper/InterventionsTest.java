package org.hesse.lab.paper;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.hesse.engine.array.Providers;
import org.hesse.engine.op.Elementwise;
import org.hesse.lab.Activations;
import org.junit.jupiter.api.Test;

class InterventionsTest {
    private static double[] fill(Elementwise fn, int k, double... x) {
        double[][] d = new double[4][x.length];
        fn.fill(Providers.kernels(), 3, x.length, x, d, new double[3][x.length]);
        return d[k];
    }

    @Test
    void whatHasAnotherSecondDerivativeHasABase() {
        assertEquals("gelu", Interventions.base("gelu_hat"));
        assertEquals("relu", Interventions.base("relu_hat"));
        assertEquals("relu", Interventions.base("relu_hat:10"));
        assertEquals("tanh", Interventions.base("tanh/relu_hat:10"));
        assertEquals("beta_gelu:4", Interventions.base("beta_gelu:4/identity"));
        assertEquals("relu", Interventions.base("relu_hat/gelu"));
        for (String own : new String[] {"gelu", "leaky_relu", "beta_gelu:4"}) {
            assertEquals(own, Interventions.base(own));
            assertFalse(Interventions.isReplaced(own));
        }
        assertTrue(Interventions.isReplaced("gelu/identity"));
    }

    /** Why their runs by SGD are not run again. */
    @Test
    void valuesAndGradientsAreTheBases() {
        double[] x = {-1, -0.01, 0, 0.3, 2};
        for (String name : new String[] {"gelu_hat", "relu_hat:10", "tanh/relu_hat:10"})
            for (int k = 0; k < 2; k++)
                assertArrayEquals(fill(Activations.parse(Interventions.base(name)), k, x),
                        fill(Activations.parse(name), k, x), name);
    }
}

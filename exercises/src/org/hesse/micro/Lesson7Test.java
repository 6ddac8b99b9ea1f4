package org.hesse.micro;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class Lesson7Test {
    private static final double[] THETA = {0.3, -0.5, 0.8, 0.1, 0.2, -0.4, 1.1, -0.7, 0.6};
    private static final double[] V = {1, -2, 0.5, 3, -1, 0.2, -0.3, 2, 1};

    /** φ(1) for β = 1 is GELU's; φ″(0) = 2β/√(2π); large β is nearly max(x, 0). */
    @Test
    void exercise1() {
        assertEquals(Fn.GELU.f().applyAsDouble(1), Lesson7.betaGelu(1).f().applyAsDouble(1), 1e-15);
        Fn four = Lesson7.betaGelu(4);
        assertEquals(8 / Math.sqrt(2 * Math.PI), four.dd().applyAsDouble(0), 1e-14);
        double h = 1e-5;
        for (double x : new double[] {-0.4, 0.1, 0.7}) {
            assertEquals((four.f().applyAsDouble(x + h) - four.f().applyAsDouble(x - h)) / (2 * h),
                    four.d().applyAsDouble(x), 1e-8);
            assertEquals((four.d().applyAsDouble(x + h) - four.d().applyAsDouble(x - h)) / (2 * h),
                    four.dd().applyAsDouble(x), 1e-8);
        }
        assertEquals(0.5, Lesson7.betaGelu(100).f().applyAsDouble(0.5), 1e-12);
    }

    @Test
    void exercise2() {
        Net net = Net.of(THETA, Fn.TANH, 2, 2, 1);
        List<Node> z = net.outputs(1, -1);
        Program p = new Program(net.theta(), z, z.get(0).apply(Fn.EXP));
        double form = Vec.dot(V, Split.of(p, V).activation());
        assertTrue(Math.abs(form) > 0.1);
        assertEquals(form, Lesson7.activationForm(p, V), 1e-12);
    }

    @Test
    void exercise3() {
        double[][] x = {{1, 2}, {-1, 0.5}, {0.3, -2}};
        double[][] y = {{0.5}, {-1}, {2}};
        double expected = 0;
        for (int i = 0; i < 3; i++) {
            double z = Net.of(THETA, Fn.GELU, 2, 2, 1).outputs(x[i]).get(0).value();
            expected += (z - y[i][0]) * (z - y[i][0]) / 6;
        }
        Program p = Lesson7.squares(Net.of(THETA, Fn.GELU, 2, 2, 1), x, y);
        assertEquals(expected, p.loss().value(), 1e-14);
        assertEquals(3, p.z().size());
        // The border is right: G is that of squares, 1/n Σ (Jv)².
        Sweep sweep = p.along(V);
        double form = p.z().stream().mapToDouble(z -> Math.pow(sweep.x1()[z.id()], 2)).sum() / 3;
        assertEquals(form, Vec.dot(V, sweep.pull(p::isLoss)), 1e-12);
        assertArrayEquals(sweep.pull(node -> true), Split.of(p, V).hessian(), 1e-12);
    }
}

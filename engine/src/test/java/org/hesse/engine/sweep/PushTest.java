package org.hesse.engine.sweep;

import static org.hesse.engine.sweep.TwoFactors.A;
import static org.hesse.engine.sweep.TwoFactors.B;
import static org.hesse.engine.sweep.TwoFactors.R;
import static org.hesse.engine.sweep.TwoFactors.X;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.hesse.engine.tape.Point;
import org.hesse.engine.tape.Var;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PushTest {
    private static final double[] V = {1, -2};

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 2", "2, 3", "2, 0"})
    void orderIsAtMostThePoints(int recorded, int pushed) {
        try (Point point = TwoFactors.record(recorded, true)) {
            String message = assertThrows(IllegalArgumentException.class, () -> new Push(point, pushed)).getMessage();
            assertEquals("push: order " + pushed + " asked of a point recorded for order " + recorded, message);
        }
    }

    @Test
    void directionHasTheLayoutsLength() {
        try (Point point = TwoFactors.record(1, true); Push push = new Push(point, 1)) {
            String message = assertThrows(IllegalArgumentException.class, () -> push.along(new double[3])).getMessage();
            assertEquals("direction: has 3 numbers, the parameters are 2: [a[1, 1], b[1, 1]]", message);
        }
    }

    /** z = abx, z₁ = x(b v_a + a v_b), z₂ = x v_a v_b. */
    @Test
    void coefficientsOfTheOutput() {
        try (Point point = TwoFactors.record(2, true); Push push = new Push(point, 2)) {
            push.along(V);
            assertEquals(X * (B * V[0] + A * V[1]), push.coefficient(point.output(), 1).get(0));
            assertEquals(X * V[0] * V[1], push.coefficient(point.output(), 2).get(0));
            assertNull(push.coefficient(point.nodes().get(0), 1), "data do not move");
        }
    }

    /** vᵀGv = x²(b v_a + a v_b)² at the loss, vᵀNv = 2rx v_a v_b at the second product. */
    @Test
    void birthsAreQuadraticForms() {
        try (Point point = TwoFactors.record(2, true); Push push = new Push(point, 1)) {
            push.along(V);
            double[] out = new double[point.nodes().size()];
            push.births(out);
            for (Var node : point.nodes()) assertEquals(expected(node, point), out[node.id()], node.toString());
        }
    }

    private static double expected(Var node, Point point) {
        if (node == point.lossNode()) return Math.pow(X * (B * V[0] + A * V[1]), 2);
        return node == point.output() ? 2 * R * X * V[0] * V[1] : 0;
    }
}

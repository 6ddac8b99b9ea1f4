package org.hesse.micro;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class Lesson5Test {
    /** z = (ab, a + b) at a = 2, b = 3, `L = ½ Σ (z − y)²` for y = (5, 5): the residual is (1, 0). */
    private static Program bilinear() {
        Tape tape = new Tape();
        List<Node> theta = List.of(tape.leaf(2), tape.leaf(3));
        List<Node> z = List.of(theta.get(0).times(theta.get(1)), theta.get(0).plus(theta.get(1)));
        Node r = z.get(0).plus(tape.leaf(-5));
        Node s = z.get(1).plus(tape.leaf(-5));
        return new Program(theta, z, r.times(r).plus(s.times(s)).times(0.5));
    }

    /** J = ((3, 2), (1, 1)). */
    @Test
    void exercise1() {
        assertArrayEquals(new double[] {3, 1}, Lesson5.jacobianVector(bilinear(), 1, 0), 1e-12);
        assertArrayEquals(new double[] {3 * 4 - 2, 4 - 1}, Lesson5.jacobianVector(bilinear(), 4, -1), 1e-12);
    }

    /** H_z = I: ‖Jv‖² = 10² + 3². */
    @Test
    void exercise2() {
        Program p = bilinear();
        assertEquals(109, Lesson5.form(p, 4, -1), 1e-12);
        double[] v = {0.3, 0.7};
        assertEquals(Vec.dot(v, p.along(v).pull(p::isLoss)), Lesson5.form(p, v), 1e-12);
    }

    /** L = ½, ∇L = (3, 2)·1, so along (4, −1): ½ + 10 + ½·109. */
    @Test
    void exercise3() {
        assertEquals(0.5 + 10 + 54.5, Lesson5.predicted(bilinear(), 4, -1), 1e-12);
        assertEquals(0.5, Lesson5.predicted(bilinear(), 0, 0), 1e-12);
    }
}

package org.hesse.micro;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class Lesson4Test {
    private static List<Node> at(double... theta) {
        Tape tape = new Tape();
        return List.of(tape.leaf(theta[0]), tape.leaf(theta[1]));
    }

    /** Rosenbrock's `(1 − x)² + 100(y − x²)²`. */
    private static Node valley(List<Node> theta) {
        Node a = theta.get(0).times(-1).plus(theta.get(0).tape().leaf(1));
        Node b = theta.get(1).plus(theta.get(0).times(theta.get(0)).times(-1));
        return a.times(a).plus(b.times(b).times(100));
    }

    /** H = ((2 − 400(y − 3x²), −400x), (−400x, 200)). */
    @Test
    void exercise1() {
        List<Node> theta = at(2, 3);
        double[][] h = Lesson4.hessian(theta, valley(theta));
        assertArrayEquals(new double[] {2 - 400 * (3 - 12), -800}, h[0], 1e-9);
        assertArrayEquals(new double[] {-800, 200}, h[1], 1e-9);
    }

    @Test
    void exercise2() {
        double[] x = {-1.2, 1};
        for (int k = 0; k < 7; k++) {
            List<Node> theta = at(x);
            x = Vec.plus(x, 1, Lesson4.newton(theta, valley(theta)));
        }
        assertArrayEquals(new double[] {1, 1}, x, 1e-9);
    }

    /** L = e^{xy} sin x, in three directions. */
    @Test
    void exercise3() {
        List<Node> theta = at(0.4, 1.3);
        Node loss = theta.get(0).times(theta.get(1)).apply(Fn.EXP).times(theta.get(0).apply(Fn.SIN));
        for (double[] v : new double[][] {{1, 0}, {0, 1}, {2, -3}}) {
            double[] product = Sweep.of(loss.tape(), theta, loss, v).pull(y -> true);
            assertEquals(Vec.dot(v, product), Lesson4.along(theta, loss, v), 1e-12);
        }
    }
}

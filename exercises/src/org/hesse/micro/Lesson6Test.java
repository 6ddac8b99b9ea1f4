package org.hesse.micro;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class Lesson6Test {
    /** `z = w₃ φ(w₂w₁)`, `L = ½(z − 2)²`. */
    private static Program at(Fn fn, double w1, double w2, double w3) {
        Tape tape = new Tape();
        List<Node> w = List.of(tape.leaf(w1), tape.leaf(w2), tape.leaf(w3));
        Node z = w.get(2).times(w.get(1).times(w.get(0)).apply(fn));
        Node r = z.plus(tape.leaf(-2));
        return new Program(w, List.of(z), r.times(r).times(0.5));
    }

    @Test
    void exercise1() {
        Program p = at(Fn.SIN, 0.5, 0.8, -1.5);
        double[][] n = Lesson6.byHand(0.5, 0.8, -1.5, 2);
        for (int i = 0; i < 3; i++) {
            double[] unit = new double[3];
            unit[i] = 1;
            assertArrayEquals(Split.of(p, unit).nme(), n[i], 1e-12);
        }
    }

    /** Steps are the three leaves, w₂w₁, its sine, z, and the loss. The sum over all is Hv. */
    @Test
    void exercise2() {
        Program p = at(Fn.SIN, 0.5, 0.8, -1.5);
        double[] v = {1, -2, 3};
        assertArrayEquals(Split.of(p, v).activation(), Lesson6.bornAt(p, p.loss().tape().nodes.get(4), v), 1e-12);
        double[] sum = new double[3];
        for (Node at : p.loss().tape().nodes) sum = Vec.plus(sum, 1, Lesson6.bornAt(p, at, v));
        assertArrayEquals(Split.of(p, v).hessian(), sum, 1e-12);
    }

    /** r w₃ φ″(w₂w₁)(w₁² + w₂²); with ReLU it is zero to the last bit. */
    @Test
    void exercise3() {
        double z = -1.5 * Math.sin(0.4);
        double trace = (z - 2) * -1.5 * -Math.sin(0.4) * (0.25 + 0.64);
        assertEquals(trace, Lesson6.trace(at(Fn.SIN, 0.5, 0.8, -1.5)), 1e-12);
        assertEquals(0, Lesson6.trace(at(Fn.RELU, 0.5, 0.8, -1.5)));
    }
}

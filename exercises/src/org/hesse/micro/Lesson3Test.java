package org.hesse.micro;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class Lesson3Test {
    @Test
    void exercise1() {
        Tape tape = new Tape();
        Node x = tape.leaf(3);
        Node product = x.times(tape.leaf(5));
        assertArrayEquals(tape.adjoints(product.plus(x)), Lesson3.byHand());
    }

    /** ½(9 + 16), and its gradient is x − y. */
    @Test
    void exercise2() {
        Tape tape = new Tape();
        List<Node> x = List.of(tape.leaf(4), tape.leaf(-2));
        Node distance = Lesson3.distance(x, 1, 2);
        assertEquals(12.5, distance.value());
        double[] bar = tape.adjoints(distance);
        assertEquals(3, bar[x.get(0).id()]);
        assertEquals(-4, bar[x.get(1).id()]);
    }

    /** Points of y = 2x − 1; the least eigenvalue of H is 2(4 − √10): 0.92⁵⁰⁰ of the error is left. */
    @Test
    void exercise3() {
        assertArrayEquals(new double[] {2, -1}, Lesson3.fit(new double[] {0, 1, 2}, new double[] {-1, 1, 3}), 1e-9);
    }
}

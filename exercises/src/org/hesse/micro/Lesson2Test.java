package org.hesse.micro;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class Lesson2Test {
    /** (a/b)′ = (a′ − (a/b)b′)/b: here (3 − 2·5)/4. */
    @Test
    void exercise1() {
        Dual quotient = Lesson2.over(new Dual(8, 3), new Dual(4, 5));
        assertEquals(2, quotient.value(), 1e-15);
        assertEquals(-7.0 / 4, quotient.slope(), 1e-15);
    }

    @Test
    void exercise2() {
        assertEquals(Math.sqrt(2), Lesson2.root(x -> x.times(x).plus(new Dual(-2, 0)), 1), 1e-15);
        assertEquals(Math.PI, Lesson2.root(x -> x.apply(Fn.SIN), 3), 1e-15);
    }

    /** Of xyz it is (yz, xz, xy), of eˣ + y it is (eˣ, 1). */
    @Test
    void exercise3() {
        assertArrayEquals(new double[] {15, 10, 6}, Lesson2.gradient(x -> x[0].times(x[1]).times(x[2]), 2, 3, 5), 1e-12);
        assertArrayEquals(new double[] {Math.E, 1}, Lesson2.gradient(x -> x[0].apply(Fn.EXP).plus(x[1]), 1, 7), 1e-12);
    }
}

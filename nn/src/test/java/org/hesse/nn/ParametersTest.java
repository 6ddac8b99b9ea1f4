package org.hesse.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ParametersTest {
    private final Parameters parameters = new Parameters();

    @Test
    void liesInOrderOfDeclaration() {
        parameters.add("b", Initial.constant(2), 2);
        parameters.add("a", Initial.ZERO, 1, 2);
        assertEquals("[b[2], a[1, 2]]", parameters.layout().toString());
        assertArrayEquals(new double[] {2, 2, 0, 0}, parameters.initialize(parameters.layout(), 1));
    }

    @Test
    void refusesANameTwice() {
        parameters.add("fc.weight", Initial.ZERO, 1);
        Exception e = assertThrows(IllegalArgumentException.class, () -> parameters.add("fc.weight", Initial.ZERO, 1));
        assertEquals("layout: parameter 'fc.weight' is declared twice", e.getMessage());
    }

    @Test
    void refusesMoreThanOneVectorHolds() {
        parameters.add("a", Initial.ZERO, 1 << 30);
        parameters.add("b", Initial.ZERO, 1 << 29);
        Exception e = assertThrows(IllegalArgumentException.class, () -> parameters.add("c", Initial.ZERO, 1 << 29));
        // 2³⁰ + 2·2²⁹ = 2³¹.
        assertEquals("parameters up to c[536870912] are 2147483648 numbers, the most is 2147483639", e.getMessage());
    }
}

package org.hesse.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

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

    /** A name means one parameter, whichever of two layers comes first; the same tie may be made again. */
    @Test
    void refusesATiedNameThatIsAnothers() {
        parameters.add("tok.weight", Initial.ZERO, 1);
        parameters.add("pos.weight", Initial.ZERO, 1);
        parameters.buffer("bn.mean", 0, 0, 1);
        parameters.tie("tok.weight", "out.weight", 1);
        parameters.tie("tok.weight", "out.weight", 1);
        parameters.tie("tok.weight", "tok.weight", 1);
        assertEquals("{out.weight=tok.weight}", parameters.ties().toString());
        refuses("out.weight is tied to pos.weight, but there is another out.weight, tied to tok.weight",
                () -> parameters.tie("pos.weight", "out.weight", 1));
        for (String other : List.of("pos.weight", "bn.mean"))
            refuses(other + " is tied to tok.weight, but there is another " + other + ", of a layer before",
                    () -> parameters.tie("tok.weight", other, 1));
        String declared = "parameter out.weight is declared, but a layer before has another out.weight, tied to"
                + " tok.weight";
        refuses(declared, () -> parameters.add("out.weight", Initial.ZERO, 1));
        refuses(declared, () -> parameters.buffer("out.weight", 0, 0, 1));
    }

    private static void refuses(String message, Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
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

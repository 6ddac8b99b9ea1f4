package org.hesse.hessian;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Every term has its label and its share of the quadratic forms. */
class TermTest {
    @Test
    void labelsAreThoseOfTheFiles() {
        assertArrayEquals(new String[] {"hessian", "gauss_newton", "nme", "nme_activation", "nme_coupling"},
                Arrays.stream(Term.values()).map(Term::label).toArray());
    }

    @Test
    void quadraticFormsByTerm() {
        Quadratic q = new Quadratic(1, 2, 4);
        // N = 2 + 4, H = 1 + 6.
        assertArrayEquals(new double[] {7, 1, 6, 2, 4},
                Arrays.stream(Term.values()).mapToDouble(term -> term.of(q)).toArray());
        assertEquals(5, Term.values().length);
    }
}

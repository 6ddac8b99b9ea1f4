package org.hesse.hessian.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.hesse.engine.objective.Progress;
import org.hesse.hessian.Estimate;
import org.junit.jupiter.api.Test;

/** On `½ Σ a_i x_i²` at x = (3, 2), a = (1, 2): g = (3, 4), ‖g‖ = 5, gᵀHg = 9 + 32 = 41. */
class AscentSharpnessTest {
    private static final double[] X = {3, 2};

    /** Exactly ρ‖g‖ + ½ρ² gᵀHg/‖g‖² = 5ρ + 0.82ρ². */
    @Test
    void quadraticIsKnown() {
        for (double rho : new double[] {0, 0.1, 2}) {
            AscentSharpness s = AscentSharpness.at(Ellipse.of(1, 2), X, rho);
            assertEquals(8.5, s.loss());
            assertEquals(5 * rho + 0.82 * rho * rho, s.sharpness(), 1e-13);
        }
    }

    /** The other group has a = (2, 1): g = (6, 2), ‖g‖² = 40, gᵀHg = 76; s/√n of two is half their distance. */
    @Test
    void meanOverGroups() {
        double one = 5 + 0.82;
        double other = Math.sqrt(40) + 0.5 * 76 / 40;
        Estimate mean = AscentSharpness.mean(List.of(Ellipse.of(1, 2), Ellipse.of(2, 1)), X, 1, Progress.NONE);
        assertEquals((one + other) / 2, mean.estimate(), 1e-13);
        assertEquals((other - one) / 2, mean.standardError(), 1e-13);
        assertEquals(2, mean.products());
    }

    @Test
    void radiusIsNotNegative() {
        assertEquals("ascent_sharpness: rho must be 0 or more, got -1.0", assertThrows(IllegalArgumentException.class,
                () -> AscentSharpness.at(Ellipse.of(1, 2), X, -1)).getMessage());
    }
}

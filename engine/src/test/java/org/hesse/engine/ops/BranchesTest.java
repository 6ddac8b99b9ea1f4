package org.hesse.engine.ops;

import static org.hesse.engine.ops.Limits.values;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.hesse.engine.op.Elementwise;
import org.junit.jupiter.api.Test;

/** φ…φ‴ where one way of computing them hands over to another, and beyond. */
class BranchesTest {
    /** Of everything here: an ulp of x changes no logarithm by more than 3e-13. */
    private static final double CLOSE = 1e-12;

    @Test
    void branchesMeet() {
        meet(new Erf(), 25);
        meet(new GeluTanh(), 20);
        meet(new Gelu(), 37);
        meet(new BetaGelu(4), 9.25);
    }

    /** Neighbours of ±x have its values, none of which is 0 or 1 by underflow. */
    private static void meet(Elementwise op, double size) {
        for (double x : new double[] {-size, size}) {
            double[] at = values(op, x);
            assertTrue(Math.abs(at[3]) >= Double.MIN_NORMAL, op + " at " + x);
            for (double next : new double[] {Math.nextDown(x), Math.nextUp(x)})
                for (int k = 0; k < 4; k++)
                    assertEquals(at[k], values(op, next)[k], CLOSE * Math.abs(at[k]),
                            op + ", derivative " + k + " at " + next);
        }
    }

    /**
     * At x = −z, with m = Φ(−z)/p, `φ = −zpm`, `φ′ = p(m − z)`, `φ″ = p(2 − z²)` and `φ‴ = pz(4 − z²)`: all as the
     * largest says, to the last digits that numbers near underflow have.
     */
    @Test
    void tailOfGelu() {
        for (double z = 37.625; z < 38.5; z += 0.0625) {
            double m = mills(z);
            double[] perDensity = {-z * m, m - z, 2 - z * z, z * (4 - z * z)};
            double[] d = values(new Gelu(), -z);
            for (int k = 0; k < 3; k++) {
                double expected = d[3] * (perDensity[k] / perDensity[3]);
                assertEquals(expected, d[k], 4 * Math.ulp(expected), "derivative " + k + " at " + -z);
            }
        }
    }

    /** `Φ(−z)/p = (1 − 1/z² + 3/z⁴ − 15/z⁶ + …)/z`; the ninth term is below 10⁻¹⁸ of the sum for z > 37. */
    private static double mills(double z) {
        double term = 1;
        double sum = 1;
        for (int k = 1; k <= 8; k++) {
            term *= -(2 * k - 1) / (z * z);
            sum += term;
        }
        return sum / z;
    }

    /** Far on the left σ(v) = eᵛ to all digits, v = √(8/π)(x + 0.044715x³); and φ(x) − φ(−x) = x. */
    @Test
    void tailsOfGeluTanh() {
        double c = Math.sqrt(8 / Math.PI);
        double a = 0.044715;
        for (double x : new double[] {-20.25, -20.5, -21}) {
            double e = Math.exp(c * (x + a * x * x * x));
            double v1 = c * (1 + 3 * a * x * x);
            double v2 = 6 * c * a * x;
            double v3 = 6 * c * a;
            double second = v1 * v1 + v2;
            double[] expected = {x * e, e * (1 + x * v1), e * (2 * v1 + x * second),
                    e * (3 * second + x * (v1 * v1 * v1 + 3 * v1 * v2 + v3))};
            double[] left = values(new GeluTanh(), x);
            for (int k = 0; k < 4; k++) assertEquals(1, left[k] / expected[k], CLOSE, "derivative " + k + " at " + x);
            double[] right = {-x, 1, left[2], -left[3]};
            Limits.expect(new GeluTanh(), -x, right);
        }
    }
}

package org.hesse.tests;

import static org.hesse.tests.Networks.scaled;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.hesse.engine.array.Array;
import org.hesse.engine.op.Elementwise;
import org.hesse.engine.ops.Mse;
import org.hesse.engine.ops.Square;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.Split;
import org.hesse.nn.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Law 6: N is linear in the residual, G does not see it (squared error). */
class ResidualLawsTest {
    static Stream<Elementwise> functions() { return Networks.FUNCTIONS.stream(); }

    private static Split split(Networks.Case c, double[] y) {
        try (Curvature curvature = Curvature.at(c.model().objective(c.x(), Array.of(y, 8, 3)), c.theta())) {
            return curvature.fineSplit(c.v());
        }
    }

    /** Zero residual: N = 0 exactly. */
    @ParameterizedTest
    @MethodSource("functions")
    void zeroResidualMeansZeroNme(Elementwise fn) {
        Networks.Case c = Networks.of(fn, new Mse());
        Split split = split(c, c.model().outputs(c.theta(), c.x()).toArray());
        assertEquals(0, Vectors.largest(split.gradient()));
        for (double[] part : List.of(split.nme(), split.nmeActivation(), split.nmeCoupling()))
            assertEquals(0, Vectors.largest(part));
        assertArrayEquals(split.gaussNewton(), split.hessian());
        assertTrue(Vectors.largest(split.gaussNewton()) > 1e-3);
    }

    /** c times the residual: c times N and both its parts, G to the bit. */
    @ParameterizedTest
    @MethodSource("functions")
    void scalingTheResidualScalesNmeOnly(Elementwise fn) {
        Networks.Case c = Networks.of(fn, new Mse());
        double[] z = c.model().outputs(c.theta(), c.x()).toArray();
        double[] r = new SplittableRandom(6).doubles(z.length, -1, 1).toArray();
        Split once = split(c, Vectors.plus(z, -1, r));
        for (double factor : new double[] {-1, 0.3, 2, 17}) {
            Split scaled = split(c, Vectors.plus(z, -factor, r));
            assertArrayEquals(once.gaussNewton(), scaled.gaussNewton());
            double scale = Math.abs(factor) * Vectors.largest(once.nme());
            assertTrue(scale > 1e-3, "Nv up to " + scale);
            assertScaled("N", factor, once.nme(), scaled.nme(), scale);
            assertScaled("activation", factor, once.nmeActivation(), scaled.nmeActivation(), scale);
            assertScaled("coupling", factor, once.nmeCoupling(), scaled.nmeCoupling(), scale);
        }
    }

    private static void assertScaled(String what, double factor, double[] once, double[] actual, double scale) {
        Vectors.assertClose(what, scaled(factor, once), actual, 1e-12, scale);
    }

    /** Whole numbers do not round: every entry of cN is c times that of N. */
    @Test
    void onWholeNumbersItIsExact() {
        Model model = Model.mlp(3, List.of(4), 2, new Square(), new Mse());
        for (int seed = 0; seed < 5; seed++) {
            IntegerProblem p = IntegerProblem.of(model, 4, 2, seed);
            Split once = p.withResidual(1).split();
            double[] zero = new double[p.v().length];
            for (int factor = -3; factor <= 5; factor++) {
                IntegerProblem times = p.withResidual(factor);
                times.assertExact();
                Split scaled = times.split();
                assertArrayEquals(once.gaussNewton(), scaled.gaussNewton());
                // Adding 0 makes 0 of −0.
                assertArrayEquals(Vectors.plus(zero, factor, once.nme()), Vectors.plus(zero, 1, scaled.nme()));
            }
            assertTrue(Vectors.largest(once.nme()) >= 1);
        }
    }
}

package org.hesse.hessian.solve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Layout;
import org.hesse.engine.objective.Batch;
import org.hesse.engine.objective.Objective;
import org.hesse.engine.op.Op;
import org.hesse.engine.ops.Affine;
import org.hesse.engine.ops.Mse;
import org.hesse.engine.ops.Tanh;
import org.hesse.engine.tape.Tape;
import org.hesse.engine.tape.Var;
import org.hesse.hessian.Curvature;
import org.junit.jupiter.api.Test;

/** Steps that are known: to the minimum of a linear regression, and those of a network by its dense matrix. */
class GaussNewtonStepTest {
    private final SplittableRandom random = new SplittableRandom(3);
    private final Layout layout = Layout.builder().add("a", 3, 2).add("b", 3).build();

    private Array normal(int... shape) { return Array.of(random.doubles(Array.size(shape), -1, 1).toArray(), shape); }

    private interface Model {
        Var of(Tape tape, Var affine);
    }

    private Objective regression(Model model) {
        Array x = normal(7, 2);
        Array y = normal(7, 3);
        Op affine = new Affine();
        return new Batch(layout, tape -> {
            Var h = tape.apply(affine, tape.constant(x), tape.parameter("a"), tape.parameter("b"));
            return tape.apply(new Mse(), tape.output(model.of(tape, h)), tape.constant(y));
        });
    }

    /** L is quadratic and G = H: one step without damping ends where ∇L = 0. */
    @Test
    void oneStepSolvesALinearRegression() {
        Objective objective = regression((tape, z) -> z);
        double[] theta = random.doubles(layout.size()).toArray();
        try (Curvature curvature = Curvature.at(objective, theta)) {
            Solution step = GaussNewtonStep.at(curvature, 0, 1e-12, 100);
            assertTrue(step.converged());
            double before = norm(curvature.gradient());
            for (int i = 0; i < theta.length; i++) theta[i] += step.x()[i];
            try (Curvature there = Curvature.at(objective, theta)) {
                assertTrue(norm(there.gradient()) < 1e-11 * before);
            }
        }
    }

    /** (G + λI) d + ∇L = 0 with the dense G; the more damping, the shorter, up to −∇L/λ. */
    @Test
    void dampedStepsOfANetwork() {
        try (Curvature c = Curvature.at(regression((tape, h) -> tape.apply(new Tanh(), h)),
                random.doubles(layout.size(), -1, 1).toArray())) {
            Array g = c.gaussNewton().dense();
            double[] gradient = c.gradient();
            double last = Double.POSITIVE_INFINITY;
            for (double damping : new double[] {1e-2, 1, 1e3}) {
                double[] d = GaussNewtonStep.at(c, damping, 1e-12, 200).x();
                for (int i = 0; i < d.length; i++) {
                    double sum = gradient[i] + damping * d[i];
                    for (int j = 0; j < d.length; j++) sum += g.get(i * d.length + j) * d[j];
                    assertEquals(0, sum, 1e-11);
                }
                assertTrue(norm(d) < last);
                last = norm(d);
            }
            assertEquals(norm(gradient) / 1e3, last, 1e-2 * last);
        }
    }

    @Test
    void badDamping() {
        try (Curvature c = Curvature.at(regression((tape, z) -> z), new double[layout.size()])) {
            assertEquals("gauss-newton step: damping -1.0, needs one of at least 0",
                    assertThrows(IllegalArgumentException.class, () -> GaussNewtonStep.at(c, -1, 1e-6, 9))
                            .getMessage());
        }
    }

    private static double norm(double[] x) {
        double sum = 0;
        for (double each : x) sum += each * each;
        return Math.sqrt(sum);
    }
}

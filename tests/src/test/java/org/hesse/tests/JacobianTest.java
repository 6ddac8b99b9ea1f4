package org.hesse.tests;

import static org.hesse.tests.Vectors.assertClose;
import static org.hesse.tests.Vectors.dot;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.hesse.engine.array.Array;
import org.hesse.engine.objective.Batch;
import org.hesse.engine.objective.Objective;
import org.hesse.engine.objective.WeightDecay;
import org.hesse.engine.ops.Gelu;
import org.hesse.engine.ops.Huber;
import org.hesse.engine.ops.Mse;
import org.hesse.engine.ops.SoftmaxCrossEntropy;
import org.hesse.engine.ops.Square;
import org.hesse.engine.tape.Var;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.Operator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** J, its transpose, H_z, and what is made of them. */
class JacobianTest {
    private static final double EXACT = 1e-12;

    static Stream<Networks.Case> cases() { return Stream.concat(Networks.all(), Blocks.all()); }

    static Stream<String> goldens() { return Golden.NAMES.stream(); }

    /** ⟨u, Jv⟩ = ⟨Jᵀu, v⟩, and G = Jᵀ H_z J, ∇L = Jᵀr. */
    @ParameterizedTest
    @MethodSource("cases")
    void gaussNewtonThroughTheJacobian(Networks.Case c) {
        try (Curvature curvature = Curvature.at(c.objective(), c.theta())) {
            Operator j = curvature.jacobian();
            double[] u = Networks.normal(new SplittableRandom(3), j.rows());
            double[] jv = j.apply(c.v());
            double inner = dot(u, jv);
            assertClose("⟨u, Jv⟩", inner, dot(j.transposed().apply(u), c.v()), EXACT, norm(u) * norm(jv));
            double[] gv = curvature.gaussNewton().apply(c.v());
            Operator g = j.transposed().times(curvature.lossHessian()).times(j);
            assertClose("JᵀH_zJv", gv, g.apply(c.v()), EXACT, Vectors.largest(gv));
            double[] gradient = curvature.gradient();
            assertClose("Jᵀr", gradient, j.transposed().apply(curvature.residual()), EXACT, Vectors.largest(gradient));
            assertArrayEquals(c.model().outputs(c.theta(), c.x()).toArray(), curvature.outputs().toArray());
        }
    }

    /** H_z, written out row by row. */
    @ParameterizedTest
    @MethodSource("org.hesse.tests.Networks#all")
    void lossHessianIsThatOfTheLoss(Networks.Case c) {
        try (Curvature curvature = Curvature.at(c.objective(), c.theta())) {
            double[] z = curvature.outputs().toArray();
            double[] u = Networks.normal(new SplittableRandom(4), z.length);
            double[] expected = LossHessian.times(c.model().loss(), z, c.y().toArray(), u);
            assertClose("H_z u", expected, curvature.lossHessian().apply(u), EXACT, Vectors.largest(expected));
        }
    }

    /** Jᵀ H_z J v against JAX's Gv. */
    @ParameterizedTest
    @MethodSource("goldens")
    void gaussNewtonOfTheGoldens(String name) throws IOException {
        Golden golden = Golden.load(name);
        try (Curvature curvature = Curvature.at(golden.objective(), golden.theta())) {
            Operator j = curvature.jacobian();
            double[] gv = j.transposed().apply(curvature.lossHessian().apply(j.apply(golden.direction())));
            Map<String, Array> named = golden.named("gauss_newton", gv);
            assertEquals(golden.layout().size(), golden.check(named));
        }
    }

    /** Entry (i, j) of J by five-point differences of the outputs, and its rows by reverse sweeps. */
    @Test
    void denseJacobian() {
        Networks.Case c = Networks.of(new Gelu(), new SoftmaxCrossEntropy());
        try (Curvature curvature = Curvature.at(c.objective(), c.theta())) {
            Array j = curvature.jacobian().dense();
            Array jt = curvature.jacobian().transposed().dense();
            assertEquals(24, j.rows());
            double h = 1e-3;
            double[] theta = c.theta().clone();
            for (int p = 0; p < theta.length; p += 7) {
                double[] d = new double[j.rows()];
                double[] weights = {1, -8, 0, 8, -1};
                for (int s = -2; s <= 2; s++) {
                    theta[p] = c.theta()[p] + s * h;
                    d = Vectors.plus(d, weights[s + 2] / (12 * h), c.model().outputs(theta, c.x()).toArray());
                }
                theta[p] = c.theta()[p];
                for (int i = 0; i < d.length; i++) {
                    assertEquals(d[i], j.get(i * theta.length + p), 1e-9);
                    assertEquals(jt.get(p * d.length + i), j.get(i * theta.length + p), 1e-14);
                }
            }
        }
    }

    /** Parts recorded one by one: the same J, row by row, and the same H_z with the weights in it. */
    @ParameterizedTest
    @MethodSource("org.hesse.tests.Networks#all")
    void microBatches(Networks.Case c) {
        Objective parts = c.model().objective(c.x(), c.y(), 3);
        try (Curvature whole = Curvature.at(c.objective(), c.theta());
                Curvature cut = Curvature.at(parts, c.theta())) {
            double[] jv = whole.jacobian().apply(c.v());
            assertClose("Jv", jv, cut.jacobian().apply(c.v()), EXACT, Vectors.largest(jv));
            double[] u = Networks.normal(new SplittableRandom(5), jv.length);
            double[] jtu = whole.jacobian().transposed().apply(u);
            assertClose("Jᵀu", jtu, cut.jacobian().transposed().apply(u), EXACT, Vectors.largest(jtu));
            double[] hu = whole.lossHessian().apply(u);
            assertClose("H_z u", hu, cut.lossHessian().apply(u), EXACT, Vectors.largest(hu));
            double[] r = whole.residual();
            assertClose("r", r, cut.residual(), EXACT, Vectors.largest(r));
            double[][] v = {c.u(), c.v()};
            double[][] out = new double[2][jv.length];
            cut.jacobian().apply(v, out);
            assertArrayEquals(cut.jacobian().apply(c.v()), out[1]);
        }
    }

    /** Squared error: H_z = I/n, so the eigenvalues of JJᵀ/n are the nonzero ones of G: traces of powers agree. */
    @Test
    void tangentKernel() {
        Networks.Case c = Networks.of(new Gelu(), new Mse());
        try (Curvature curvature = Curvature.at(c.objective(), c.theta())) {
            Array j = curvature.jacobian().dense();
            Array k = curvature.ntk().dense();
            int p = j.columns();
            for (int a = 0; a < k.rows(); a++)
                for (int b = 0; b < k.rows(); b++) {
                    double sum = 0;
                    for (int i = 0; i < p; i++) sum += j.get(a * p + i) * j.get(b * p + i);
                    assertEquals(sum, k.get(a * k.rows() + b), 1e-12 * Vectors.largest(k.toArray()));
                }
            double n = 8;
            double[] kernel = Networks.scaled(1 / n, k.toArray());
            double[] g = curvature.gaussNewton().dense().toArray();
            assertClose("tr G²", dot(kernel, kernel), dot(g, g), EXACT, dot(g, g));
        }
    }

    /** Nodes behind the loss that nothing asks for: another loss of the outputs, and a function of the loss. */
    @Test
    void theLossIsThePointsAndNotWhatIsRecordedLast() {
        Networks.Case c = Networks.of(new Gelu(), new Mse());
        Batch batch = c.objective();
        Batch trailing = new Batch(batch.layout(), tape -> {
            Var loss = batch.program().apply(tape);
            tape.apply(new Huber(1), loss.inputs().get(0), tape.constant(Array.zeros(c.y().shape())));
            tape.apply(new Square(), loss);
            return loss;
        });
        try (Curvature plain = Curvature.at(batch, c.theta()); Curvature dead = Curvature.at(trailing, c.theta())) {
            assertArrayEquals(plain.residual(), dead.residual());
            double[] u = Networks.normal(new SplittableRandom(6), plain.residual().length);
            assertArrayEquals(plain.lossHessian().apply(u), dead.lossHessian().apply(u));
            assertArrayEquals(plain.monteCarloFisher(2, 1).apply(c.v()), dead.monteCarloFisher(2, 1).apply(c.v()));
            assertTrue(dead.isConvex(), "squared error is");
        }
    }

    @Test
    void withoutAnOutputThereIsNoJacobian() {
        Networks.Case c = Networks.of(new Gelu(), new Mse());
        try (Curvature decay = Curvature.at(WeightDecay.of(c.model().layout(), 1), c.theta())) {
            assertThrows(IllegalStateException.class, decay::jacobian);
        }
        try (Curvature curvature = Curvature.at(c.objective(), c.theta())) {
            String message = assertThrows(IllegalArgumentException.class,
                    () -> curvature.jacobian().transposed().apply(new double[3])).getMessage();
            assertEquals("jacobian_transposed: u has 3 numbers, not 24", message);
        }
        Operator j;
        try (Curvature curvature = Curvature.at(c.objective(), c.theta())) {
            j = curvature.jacobian();
        }
        assertThrows(IllegalStateException.class, () -> j.apply(c.v()));
    }

    private static double norm(double[] x) { return Math.sqrt(dot(x, x)); }
}

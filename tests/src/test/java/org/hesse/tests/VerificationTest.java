package org.hesse.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Kernels;
import org.hesse.engine.array.Layout;
import org.hesse.engine.objective.Batch;
import org.hesse.engine.objective.Objective;
import org.hesse.engine.objective.Progress;
import org.hesse.engine.objective.WeightDecay;
import org.hesse.engine.op.Birth;
import org.hesse.engine.op.Elementwise;
import org.hesse.engine.op.Frame;
import org.hesse.engine.op.Op;
import org.hesse.engine.op.Replaced;
import org.hesse.engine.ops.Gelu;
import org.hesse.engine.ops.Mse;
import org.hesse.engine.ops.Multiply;
import org.hesse.engine.ops.Relu;
import org.hesse.engine.ops.SoftmaxCrossEntropy;
import org.hesse.engine.ops.Sum;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.solve.ConjugateGradients;
import org.hesse.hessian.structure.BlockNorms;
import org.hesse.hessian.verify.Check;
import org.hesse.hessian.verify.Verification;
import org.hesse.nn.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All networks pass, and what is broken is named. */
class VerificationTest {
    static Stream<Networks.Case> cases() {
        return Stream.of(Networks.all(), Networks.images(), Blocks.all()).flatMap(s -> s);
    }

    static Stream<String> goldens() { return Golden.NAMES.stream(); }

    @ParameterizedTest
    @MethodSource("cases")
    void networksPass(Networks.Case c) {
        boolean replaced = c.model().layers().toString().contains("Replaced");
        Verification verification = replaced
                ? Verification.ofExactLaws(c.objective(), c.theta(), 5)
                : Verification.of(c.objective(), c.theta(), 5);
        assertTrue(verification.passed(), verification::report);
        assertTrue(verification.checks().size() >= 29, verification::report);
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void goldensPass(String name) throws IOException {
        Golden golden = Golden.load(name);
        Verification verification = Verification.of(golden.objective(), golden.theta(), 1);
        assertTrue(verification.passed(), verification::report);
    }

    @Test
    void partsAndPenaltiesPass() {
        Networks.Case c = Networks.of(new Gelu(), new SoftmaxCrossEntropy());
        double[] before = c.theta().clone();
        Verification parts = Verification.of(c.model().objective(c.x(), c.y(), 3), c.theta(), 2);
        assertTrue(parts.passed(), parts::report);
        assertArrayEquals(before, c.theta());
        Verification penalty = Verification.of(WeightDecay.of(c.model().layout(), 0.3), c.theta(), 2);
        assertTrue(penalty.passed(), penalty::report);
        assertEquals(5, penalty.checks().size(), "H alone, and differences");
        assertEquals(parts, Verification.of(c.model().objective(c.x(), c.y(), 3), c.theta(), 2));
        assertThrows(CancellationException.class,
                () -> Verification.of(c.objective(), c.theta(), 2, (done, all) -> false));
    }

    /** Least squares, solved: ∇L is what rounding leaves of Jᵀr, whose terms are no smaller than anywhere. */
    @Test
    void aMinimumPasses() {
        Networks.Case c = Networks.of(Model.mlp(5, List.of(), 3, new Gelu(), new Mse()), 8, 3);
        // Of parts, since those are weighted before J in one sum and after it in the other.
        Objective objective = c.model().objective(c.x(), c.y(), 3);
        double[] theta = c.theta().clone();
        for (int step = 0; step < 3; step++)
            try (Curvature curvature = Curvature.at(objective, theta)) {
                double[] newton = ConjugateGradients
                        .solve(curvature.hessian(), curvature.gradient(), 1e-14, 200, Progress.NONE).x();
                theta = Vectors.plus(theta, -1, newton);
            }
        try (Curvature curvature = Curvature.at(objective, theta)) {
            assertTrue(Vectors.largest(curvature.gradient()) < 1e-14, "a minimum");
            assertTrue(Vectors.largest(curvature.residual()) > 1e-2, "with a residual");
        }
        Verification verification = Verification.of(objective, theta, 5);
        assertTrue(verification.passed(), verification::report);
    }

    /** Hv = 0 exactly; differences of a constant gradient are rounding errors of it. */
    @Test
    void aLinearLossPasses() {
        Layout layout = Layout.builder().add("a", 4).build();
        Batch linear = new Batch(layout, tape -> tape.apply(new Sum(), tape.apply(new Multiply(),
                tape.parameter("a"), tape.constant(Array.of(new double[] {0.1, 0.7, -1.3, 3}, 4)))));
        Verification verification = Verification.of(linear, new double[] {1, 2, 3, 4}, 5);
        assertTrue(verification.passed(), verification::report);
    }

    @Test
    void knownZerosAreThoseOfTheStructure() {
        Networks.Case relu = Networks.of(new Relu(), new Mse());
        assertEquals(Set.of("fc1", "fc2", "out"), zeros(relu));
        Verification verification = Verification.of(relu.objective(), relu.theta(), 3);
        assertEquals(3, verification.checks().stream().filter(check -> check.name().contains("is zero")).count());
        // z is linear in the last layer.
        assertEquals(Set.of("out"), zeros(Networks.of(new Gelu(), new Mse())));
        assertEquals(Set.of("fc1", "fc2", "out"), zeros(Networks.of(
                new Gelu().withSecondDerivative(Replaced.Derivative.ZERO, Replaced.Derivative.ZERO), new Mse())));
        Blocks.all().forEach(VerificationTest::assertBlocksAreZero);
    }

    /** By dense matrices, and no other layer's block is zero. */
    private static void assertBlocksAreZero(Networks.Case c) {
        Set<String> zeros = zeros(c);
        try (Curvature curvature = Curvature.at(c.objective(), c.theta())) {
            BlockNorms n = BlockNorms.exact(curvature.nme(), curvature.layout(), Progress.NONE);
            for (int i = 0; i < n.layers().size(); i++)
                assertEquals(zeros.contains(n.layers().get(i)), n.norm(i, i) == 0, c + " " + n.layers().get(i));
        }
    }

    private static Set<String> zeros(Networks.Case c) {
        try (Curvature curvature = Curvature.at(c.objective(), c.theta())) {
            return curvature.knownZeros(6);
        }
    }

    /** x² whose φ″ is 3 and not 2: symmetric, and found by the differences alone. */
    private record WrongBend() implements Elementwise {
        @Override
        public void fill(Kernels kernels, int m, int n, double[] x, double[][] d, double[][] t) {
            for (int i = 0; i < n; i++) d[0][i] = x[i] * x[i];
            for (int i = 0; i < n && m > 0; i++) d[1][i] = 2 * x[i];
            for (int i = 0; i < n && m > 1; i++) d[2][i] = 3;
            for (int i = 0; i < n && m > 2; i++) d[3][i] = 0;
        }
    }

    /** A product that forgets one side of its curvature. */
    private record Lopsided() implements Op {
        @Override
        public int[] shape(int[]... in) { return new Multiply().shape(in); }

        @Override
        public Birth birth() { return Birth.PRODUCT; }

        @Override
        public boolean takes(int inputs) { return inputs == 2; }

        @Override
        public void forward(int k, Frame f) { new Multiply().forward(k, f); }

        @Override
        public void pull(int j, Frame f, Array ybar, Accumulator[] xbar) {
            new Multiply().pull(j, f, ybar, j == 0 ? xbar : new Accumulator[] {xbar[0], null});
        }
    }

    private static Objective objective(Op op, boolean twice) {
        Layout layout = Layout.builder().add("a", 2, 3).add("b", 2, 3).build();
        return new Batch(layout, tape -> tape.apply(new Mse(),
                tape.output(twice
                        ? tape.apply(op, tape.parameter("a"), tape.parameter("b"))
                        : tape.apply(op, tape.parameter("a"))),
                tape.constant(Array.zeros(2, 3))));
    }

    private static List<String> failures(Objective objective) {
        double[] theta = {1, 2, 3, -1, 0.5, 2, 1, 1, 3, 2, -2, 1};
        Verification verification = Verification.of(objective, theta, 4);
        assertFalse(verification.passed());
        assertTrue(verification.report().contains("FAILED"), verification::report);
        return verification.failures().stream().map(Check::name).toList();
    }

    @Test
    void brokenRulesAreNamed() {
        assertEquals(List.of("finite differences of the gradient"), failures(objective(new WrongBend(), false)));
        List<String> lopsided = failures(objective(new Lopsided(), true));
        assertTrue(lopsided.contains("nme: uᵀAv = vᵀAu") && lopsided.contains("nme_coupling: uᵀAv = vᵀAu")
                && !lopsided.contains("gauss_newton: uᵀAv = vᵀAu"), lopsided::toString);
    }

    @Test
    void reportIsOneLineForEachCheck() {
        Verification verification = new Verification(List.of(new Check("good", 0, 0), new Check("bad", 2e-3, 1e-3),
                new Check("ugly", Double.NaN, 1)), 9);
        assertEquals(List.of("bad", "ugly"), verification.failures().stream().map(Check::name).toList());
        String[] lines = verification.report().split("\n", -1);
        assertEquals(4, lines.length);
        assertTrue(lines[0].startsWith("ok     good ") && lines[0].endsWith(" 0.00e+00  (at most 0e+00)"), lines[0]);
        assertTrue(lines[1].startsWith("FAILED bad ") && lines[1].endsWith(" 2.00e-03  (at most 1e-03)"), lines[1]);
        assertEquals("1 of 3 laws hold, seed 9", lines[3]);
    }
}

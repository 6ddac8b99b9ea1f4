package org.hesse.tests;

import static org.hesse.tests.Vectors.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Segment;
import org.hesse.engine.objective.Progress;
import org.hesse.engine.ops.Gelu;
import org.hesse.engine.ops.Mse;
import org.hesse.engine.ops.Relu;
import org.hesse.engine.ops.SoftmaxCrossEntropy;
import org.hesse.engine.ops.Tanh;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.ExactDiagonal;
import org.hesse.hessian.Operator;
import org.hesse.hessian.Term;
import org.hesse.nn.Model;
import org.hesse.nn.layers.Activation;
import org.hesse.nn.layers.Attention;
import org.hesse.nn.layers.BatchNorm;
import org.hesse.nn.layers.Dense;
import org.hesse.nn.layers.Residual;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Exact diagonals against those of dense matrices. */
class ExactDiagonalTest {
    private static final double EXACT = 1e-12;

    static Stream<Networks.Case> separate() {
        return Stream.of(Networks.all(), Networks.images(), Stream.of(residual())).flatMap(s -> s);
    }

    static Stream<Networks.Case> everything() { return Stream.of(Networks.all(), Blocks.all()).flatMap(s -> s); }

    private static Networks.Case residual() {
        Model model = new Model(new int[] {4}, List.of(new Dense("in", 5), new Activation(new Gelu()),
                new Residual(List.of(new Dense("a", 5), new Activation(new Tanh()), new Dense("b", 5))),
                new Dense("out", 3)), new SoftmaxCrossEntropy());
        return Networks.of(model, 6, 3);
    }

    private static double[] diagonal(Operator a) {
        Array matrix = a.dense();
        double[] diagonal = new double[a.rows()];
        for (int i = 0; i < diagonal.length; i++) diagonal[i] = matrix.get(i * diagonal.length + i);
        return diagonal;
    }

    private static void assertDiagonal(String what, double[] expected, ExactDiagonal actual) {
        double scale = Vectors.largest(expected);
        assertClose(what, expected, actual.entries(), EXACT, scale);
        double trace = 0;
        for (double x : expected) trace += x;
        assertEquals(trace, actual.trace(), EXACT * scale * expected.length);
    }

    @ParameterizedTest
    @MethodSource("everything")
    void ofGaussNewtonByExamplesAndOutputs(Networks.Case c) {
        try (Curvature curvature = Curvature.at(c.objective(), c.theta())) {
            ExactDiagonal g = ExactDiagonal.gaussNewton(curvature, Progress.NONE);
            assertDiagonal("G", diagonal(curvature.gaussNewton()), g);
            assertTrue(g.sweeps() <= curvature.outputs().size(), g.sweeps() + " sweeps");
            double sum = 0;
            for (Segment each : curvature.layout().segments()) sum += g.trace(each);
            assertEquals(g.trace(), sum, EXACT * g.trace());
        }
    }

    /** tr N = Σ ā φ″(h) ‖∂h/∂θ‖², entry by entry. */
    @ParameterizedTest
    @MethodSource("separate")
    void ofNmeByHiddenUnits(Networks.Case c) {
        try (Curvature curvature = Curvature.at(c.objective(), c.theta());
                Curvature cut = Curvature.at(c.model().objective(c.x(), c.y(), 1), c.theta())) {
            double[] expected = diagonal(curvature.nme());
            assertDiagonal("N", expected, ExactDiagonal.nme(curvature, Progress.NONE));
            assertDiagonal("N of parts", expected, ExactDiagonal.nme(cut, Progress.NONE));
            assertDiagonal("G of parts", diagonal(curvature.gaussNewton()),
                    ExactDiagonal.gaussNewton(cut, Progress.NONE));
        }
    }

    @ParameterizedTest
    @MethodSource("everything")
    void ofEveryTermByUnitVectors(Networks.Case c) {
        try (Curvature curvature = Curvature.at(c.objective(), c.theta())) {
            double scale = Vectors.largest(diagonal(curvature.hessian()));
            Map<Term, ExactDiagonal> all = ExactDiagonal.of(curvature, Progress.NONE);
            for (Term term : Term.values())
                assertClose(term.label(), diagonal(term.operator(curvature)), all.get(term).entries(), EXACT, scale);
        }
    }

    /** tr A = Σλ, with the eigenvalues that JAX found, where there are any. */
    @Test
    void tracesOfTheGoldens() throws IOException {
        int spectra = 0;
        for (String name : Golden.NAMES) {
            Golden golden = Golden.load(name);
            if (!golden.expected().containsKey("spectrum/hessian")) continue;
            double[] lambda = golden.expected().get("spectrum/hessian").toArray();
            double bound = 1e-9 * lambda.length * Vectors.largest(lambda);
            try (Curvature curvature = Curvature.at(golden.objective(), golden.theta())) {
                Map<Term, ExactDiagonal> all = ExactDiagonal.of(curvature, Progress.NONE);
                for (Term term : List.of(Term.HESSIAN, Term.GAUSS_NEWTON, Term.NME))
                    assertEquals(Arrays.stream(golden.expected().get("spectrum/" + term.label()).toArray()).sum(),
                            all.get(term).trace(), bound, name + " " + term);
                assertEquals(all.get(Term.GAUSS_NEWTON).trace(),
                        ExactDiagonal.gaussNewton(curvature, Progress.NONE).trace(), bound, name);
            }
            spectra++;
        }
        assertTrue(spectra >= 5, spectra + " spectra");
    }

    /** Where φ″ = 0 no sweep is needed to know that tr N = 0. */
    @Test
    void reluNeedsNoSweep() {
        Networks.Case c = Networks.of(new Relu(), new Mse());
        try (Curvature curvature = Curvature.at(c.objective(), c.theta())) {
            ExactDiagonal n = ExactDiagonal.nme(curvature, Progress.NONE);
            assertEquals(0, n.sweeps());
            assertEquals(0, Vectors.largest(n.entries()));
        }
    }

    @Test
    void networksThatTheFormulaIsNotForAreRefused() {
        Model norm = new Model(new int[] {3}, List.of(new Dense("in", 4), new BatchNorm("bn"), new Dense("out", 2)),
                new Mse());
        assertRefused(norm, "bn/normalize is no function entry by entry");
        Model attention = new Model(new int[] {3, 4}, List.of(new Attention("a", 2), new Dense("out", 2)), new Mse());
        assertRefused(attention, "/softmax is no function entry by entry");
        Model tied = new Model(new int[] {3}, List.of(new Dense("in", 3), new Activation(new Tanh()),
                new Dense("again", 3, true, "in.weight")), new Mse());
        assertRefused(tied, "[in.weight] meet themselves at a product");
    }

    private static void assertRefused(Model model, String why) {
        int n = 4;
        int[] in = model.input().length == 1 ? new int[] {n, 3} : new int[] {n, 3, 4};
        int[] out = model.outputs(n);
        try (Curvature curvature = Curvature.at(model.objective(Array.zeros(in), ones(out)), model.initialize(1))) {
            String message = assertThrows(IllegalArgumentException.class,
                    () -> ExactDiagonal.nme(curvature, Progress.NONE)).getMessage();
            assertTrue(message.startsWith("diagonal of nme: ") && message.contains(why), message);
            assertTrue(message.endsWith("; ExactDiagonal.of takes any network, Traces.estimate estimates the trace"));
        }
    }

    private static Array ones(int... shape) {
        Array ones = Array.zeros(shape);
        for (int i = 0; i < ones.size(); i++) ones.set(i, 1);
        return ones;
    }

    @Test
    void largeNetworksAndCancellation() {
        Model large = Model.mlp(100, List.of(200), 3, new Gelu(), new Mse());
        Networks.Case c = Networks.of(large, 2, 1);
        try (Curvature curvature = Curvature.at(c.objective(), c.theta())) {
            assertEquals(20_803, c.theta().length);
            String message = assertThrows(IllegalArgumentException.class,
                    () -> ExactDiagonal.of(curvature, Progress.NONE)).getMessage();
            assertEquals("diagonal: 20803 parameters, at most 20000 are done one by one; Traces.estimate estimates"
                    + " traces of any size", message);
            Progress stop = (done, all) -> done < 16;
            assertThrows(CancellationException.class, () -> ExactDiagonal.nme(curvature, stop));
            assertEquals(6, ExactDiagonal.gaussNewton(curvature, Progress.NONE).sweeps());
        }
    }
}

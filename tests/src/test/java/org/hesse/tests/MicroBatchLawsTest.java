package org.hesse.tests;

import static org.hesse.tests.Vectors.assertClose;
import static org.hesse.tests.Vectors.largest;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Layout;
import org.hesse.engine.array.Pool;
import org.hesse.engine.array.Selection;
import org.hesse.engine.objective.Batch;
import org.hesse.engine.objective.MicroBatches;
import org.hesse.engine.objective.Objective;
import org.hesse.engine.objective.Progress;
import org.hesse.engine.objective.UpdateRule;
import org.hesse.engine.op.Frame;
import org.hesse.engine.op.Loss;
import org.hesse.engine.ops.Affine;
import org.hesse.engine.ops.Gelu;
import org.hesse.engine.ops.Mse;
import org.hesse.engine.ops.Reshape;
import org.hesse.engine.ops.SoftmaxCrossEntropy;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.OperatorFamily;
import org.hesse.hessian.Quadratic;
import org.hesse.hessian.Split;
import org.hesse.hessian.Term;
import org.hesse.hessian.ThirdOrder;
import org.hesse.hessian.Traces;
import org.hesse.nn.Model;
import org.hesse.nn.layers.Dense;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Law 8 in micro-batches: the same numbers as from one batch, in the memory of one part. */
class MicroBatchLawsTest {
    private static final double EXACT = 1e-12;

    static Stream<Networks.Case> cases() { return Stream.concat(Networks.all(), Networks.images()); }

    /** 8 examples in parts of 3, 3 and 2. */
    private static Objective parts(Networks.Case c) { return c.model().objective(c.x(), c.y(), 3); }

    @ParameterizedTest
    @MethodSource("cases")
    void everyQuantityIsThatOfTheFullBatch(Networks.Case c) {
        try (Curvature full = Curvature.at(c.objective(), c.theta());
                Curvature parts = Curvature.at(parts(c), c.theta())) {
            assertTrue(full.isStored());
            assertFalse(parts.isStored());
            Split expected = full.fineSplit(c.v());
            Split actual = parts.fineSplit(c.v());
            double scale = largest(expected.hessian()) + largest(expected.gradient());
            assertClose("loss", full.loss(), parts.loss(), EXACT, 1 + full.loss());
            assertClose("∇L", expected.gradient(), actual.gradient(), EXACT, scale);
            assertClose("Gv", expected.gaussNewton(), actual.gaussNewton(), EXACT, scale);
            assertClose("N act", expected.nmeActivation(), actual.nmeActivation(), EXACT, scale);
            assertClose("N cpl", expected.nmeCoupling(), actual.nmeCoupling(), EXACT, scale);
            assertArrayEquals(actual.nme(), parts.fineSplit(c.v()).nme(), "the same bits twice");
            assertForms(c, full, parts, scale * c.v().length);
        }
        ThirdOrder expected = ThirdOrder.at(c.objective(), c.theta(), c.v());
        ThirdOrder actual = ThirdOrder.at(parts(c), c.theta(), c.v());
        double scale = largest(expected.gaussNewton()) + largest(expected.nme());
        assertClose("∇(vᵀGv)", expected.gaussNewton(), actual.gaussNewton(), EXACT, scale);
        assertClose("∇(vᵀNv)", expected.nme(), actual.nme(), EXACT, scale);
    }

    private static void assertForms(Networks.Case c, Curvature full, Curvature parts, double scale) {
        Quadratic form = full.quadratic(c.v());
        Quadratic sum = parts.quadratic(c.v());
        assertClose("vᵀGv", form.gaussNewton(), sum.gaussNewton(), EXACT, scale);
        assertClose("vᵀNv", form.nme(), sum.nme(), EXACT, scale);
        Map<String, Quadratic> layers = full.quadraticByLayer(c.v());
        assertEquals(layers.keySet(), parts.quadraticByLayer(c.v()).keySet());
        parts.quadraticByLayer(c.v())
                .forEach((layer, q) -> assertClose(layer, layers.get(layer).hessian(), q.hessian(), EXACT, scale));
        assertClose("tr H", Traces.estimate(full, 9, 1).hessian().estimate(),
                Traces.estimate(parts, 9, 1).hessian().estimate(), EXACT, scale);
    }

    /** Several terms by one sweep over the parts: those of the full batch, and the same bits lane by lane. */
    @ParameterizedTest
    @MethodSource("cases")
    void termsTogetherAreThoseOfTheFullBatch(Networks.Case c) {
        int p = c.theta().length;
        double[][] v = {c.u(), c.v(), c.theta()};
        Term[] terms = Term.values();
        double[][][] expected = new double[terms.length][v.length][p];
        double[][][] actual = new double[terms.length][v.length][p];
        List<String> told = new ArrayList<>();
        try (Curvature full = Curvature.at(c.objective(), c.theta());
                Curvature parts = Curvature.at(parts(c), c.theta(), (done, of) -> told.add(done + "/" + of))) {
            full.terms(terms).apply(v, expected);
            OperatorFamily family = parts.terms(terms);
            told.clear();
            family.apply(v, actual);
            assertEquals(List.of("1/3", "2/3", "3/3"), told, "one sweep for all terms and directions");
            for (int l = 0; l < v.length; l++) {
                double scale = largest(expected[0][l]) + largest(expected[1][l]) + largest(expected[2][l]);
                double[][][] alone = new double[terms.length][1][p];
                family.apply(new double[][] {v[l]}, alone);
                for (int k = 0; k < terms.length; k++) {
                    assertClose(terms[k].label(), expected[k][l], actual[k][l], EXACT, scale);
                    assertArrayEquals(alone[k][0], actual[k][l], terms[k] + ", direction " + l);
                }
            }
        }
    }

    @Test
    void updateRulesTakePartsAndSelections() {
        Networks.Case c = Networks.of(new Gelu(), new SoftmaxCrossEntropy());
        Selection selection = c.model().layout().select("!fc1.*");
        double[] theta = selection.gather(c.theta());
        double[] expected = new double[theta.length];
        double[] actual = new double[theta.length];
        double full = UpdateRule.GRADIENT.direction(c.objective().select(selection, c.theta()), theta, expected);
        double parts = UpdateRule.GRADIENT.direction(parts(c).select(selection, c.theta()), theta, actual);
        assertClose("loss", full, parts, EXACT, 1);
        assertClose("∇L", expected, actual, EXACT, largest(expected));
    }

    @Test
    void progressIsToldOfEveryPartAndCanCancel() {
        Networks.Case c = Networks.of(new Gelu(), new SoftmaxCrossEntropy());
        List<String> told = new ArrayList<>();
        Progress list = (done, parts) -> told.add(done + "/" + parts);
        try (Curvature curvature = Curvature.at(parts(c), c.theta(), list)) {
            assertEquals(List.of("1/3", "2/3", "3/3"), told);
            curvature.split(c.v());
            curvature.quadratic(c.v());
            assertEquals(9, told.size());
        }
        Progress stop = (done, parts) -> done < 2;
        assertEquals("cancelled after part 2 of 3", assertThrows(CancellationException.class,
                () -> Curvature.at(parts(c), c.theta(), stop)).getMessage());
    }

    /** What the pool holds when all is given back is the most that was in use at once. */
    @Test
    void memoryIsThatOfOnePart() {
        Pool one = new Pool();
        Pool many = new Pool();
        double[] v = {1, 2, 3, 4};
        for (Pool pool : List.of(one, many)) {
            List<Objective.Part> parts = new ArrayList<>();
            int count = pool == one ? 1 : 50;
            for (int i = 0; i < count; i++) parts.add(new Objective.Part(1.0 / count, line(pool, i)));
            try (Curvature curvature = Curvature.at(new MicroBatches(parts), v)) {
                curvature.split(v);
                curvature.quadratic(v);
            }
        }
        assertTrue(one.idle() > 1000, "numbers kept: " + one.idle());
        // Two points of one part at a time: the stored one of a single part, and none beside.
        assertEquals(one.idle(), many.idle());
    }

    private static Batch line(Pool pool, int seed) {
        Layout layout = Layout.builder().add("w", 2, 2).build();
        Array x = Array.of(Networks.normal(new java.util.SplittableRandom(seed), 200), 100, 2);
        return new Batch(layout, pool, tape -> tape.apply(new Mse(),
                tape.output(tape.apply(new Gelu(), tape.apply(new Affine(), tape.constant(x), tape.parameter("w")))),
                tape.constant(x)));
    }

    /** `ℓ = Σ (z − y)²/2`: weighted by shares of the examples its parts would be too small. */
    private record Summed() implements Loss {
        @Override
        public int[] shape(int[]... in) { return new int[0]; }

        @Override
        public double value(Array z, Array y) { return new Mse().value(z, y) * z.dim(0); }

        @Override
        public void residual(int k, Frame f) { throw new IllegalStateException("is not evaluated"); }
    }

    @Test
    void aLossThatIsNoMeanIsNotCut() {
        Model model = new Model(new int[] {2}, List.of(new Dense("w", 1)), new Summed());
        Array x = Array.zeros(4, 2);
        Array y = Array.zeros(4, 1);
        model.objective(x, y);
        model.objective(x, y, 4);
        String message = assertThrows(IllegalArgumentException.class, () -> model.objective(x, y, 2)).getMessage();
        assertTrue(message.startsWith("summed: cannot be cut into micro-batches"), message);
    }

    @Test
    void aProductOverPartsCannotOverwriteItsDirection() {
        Networks.Case c = Networks.of(new Gelu(), new SoftmaxCrossEntropy());
        try (Curvature curvature = Curvature.at(parts(c), c.theta())) {
            double[] v = c.v().clone();
            assertThrows(IllegalArgumentException.class, () -> curvature.hessian().apply(v, v));
            assertArrayEquals(c.v(), v);
        }
        double[] theta = c.theta().clone();
        assertThrows(IllegalArgumentException.class, () -> parts(c).gradient(theta, theta));
        assertArrayEquals(c.theta(), theta);
        assertThrows(IllegalArgumentException.class, () -> c.model().objective(c.x(), c.y(), 0));
        assertThrows(IllegalArgumentException.class, () -> new MicroBatches(List.of()));
    }

    private static Objective.Part shaped(int... shape) {
        Layout layout = Layout.builder().add("a", 12).build();
        return new Objective.Part(1, new Batch(layout,
                tape -> tape.apply(new Mse(), tape.output(tape.apply(new Reshape(shape), tape.parameter("a"))),
                        tape.constant(Array.zeros(shape)))));
    }

    /** As many numbers an example are not enough. */
    @Test
    void outputsOfPartsAreOfOneShapeButForTheExamples() {
        double[] theta = new double[12];
        try (Curvature fits = Curvature.at(new MicroBatches(List.of(shaped(2, 3, 2), shaped(2, 3, 2))), theta);
                Curvature other = Curvature
                        .at(new MicroBatches(List.of(shaped(2, 3, 2), shaped(2, 3, 2), shaped(2, 6))), theta)) {
            assertArrayEquals(new int[] {4, 3, 2}, fits.outputs().shape());
            String message = assertThrows(IllegalArgumentException.class, other::outputs).getMessage();
            assertEquals("outputs: those of part 2 have shape [2, 6], those of part 0 [2, 3, 2]: they are not of one"
                    + " model", message);
        }
    }
}

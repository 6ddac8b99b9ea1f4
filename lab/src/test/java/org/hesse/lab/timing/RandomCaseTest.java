package org.hesse.lab.timing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.hesse.engine.array.Array;
import org.hesse.engine.op.Frame;
import org.hesse.engine.op.Loss;
import org.hesse.engine.ops.BinaryCrossEntropy;
import org.hesse.engine.ops.Gather;
import org.hesse.engine.ops.Mse;
import org.hesse.engine.ops.Reshape;
import org.hesse.engine.ops.SoftTargetCrossEntropy;
import org.hesse.engine.ops.SoftmaxCrossEntropy;
import org.hesse.engine.ops.Tanh;
import org.hesse.engine.tape.Tape;
import org.hesse.engine.tape.Var;
import org.hesse.nn.Initial;
import org.hesse.nn.Layer;
import org.hesse.nn.Model;
import org.hesse.nn.Parameters;
import org.hesse.nn.layers.Conv2d;
import org.hesse.nn.layers.Dense;
import org.hesse.nn.layers.Flatten;
import org.junit.jupiter.api.Test;

class RandomCaseTest {
    private static final int ROWS = 400;

    private static RandomCase draw(Loss loss) {
        return RandomCase.draw(Model.mlp(3, List.of(4), 5, new Tanh(), loss), ROWS, 2, 7);
    }

    private static double mean(double... x) { return Arrays.stream(x).average().orElseThrow(); }

    /** Within 5 standard errors of 0 and of 1. */
    private static void assertNormal(double... x) {
        double square = mean(Arrays.stream(x).map(a -> a * a).toArray());
        assertEquals(0, mean(x), 5 / Math.sqrt(x.length));
        assertEquals(1, square, 5 * Math.sqrt(2.0 / x.length));
    }

    @Test
    void labelsAreAllAsLikely() {
        RandomCase at = draw(new SoftmaxCrossEntropy());
        assertArrayEquals(new int[] {ROWS}, at.y().shape());
        int[] counts = new int[5];
        for (double label : at.y().toArray()) counts[(int) label]++;
        for (int count : counts) assertEquals(ROWS / 5.0, count, 5 * Math.sqrt(ROWS * 0.2 * 0.8));
        assertNormal(at.x().toArray());
    }

    @Test
    void targetsAreWhatTheLossTakes() {
        assertNormal(draw(new Mse()).y().toArray());
        double[] probabilities = draw(new BinaryCrossEntropy()).y().toArray();
        assertEquals(5 * ROWS, probabilities.length);
        assertEquals(0.5, mean(probabilities), 5 / Math.sqrt(12.0 * probabilities.length));
        Array rows = draw(new SoftTargetCrossEntropy()).y();
        for (int i = 0; i < ROWS; i++) assertEquals(0.2, mean(rows.slice(i, i + 1).toArray()), 1e-15);
    }

    @Test
    void inputsTargetsAndDirectionsAreDrawnApart() {
        RandomCase at = draw(new Mse());
        double[][] all = {at.x().toArray(), at.y().toArray(), at.v()[0], at.v()[1]};
        for (int a = 0; a < all.length; a++)
            for (int b = 0; b < a; b++) assertTrue(all[a][0] != all[b][0], a + " and " + b);
    }

    /** Rows of a table by their numbers, as an embedding has them. */
    private record Table(int rows, int columns) implements Layer {
        @Override
        public int[] declare(Parameters parameters, int[] in) {
            parameters.add("table", Initial.heNormal(columns), rows, columns);
            return new int[] {in[0] * columns};
        }

        @Override
        public Var apply(Tape tape, Var x) {
            for (double place : x.value().toArray())
                if (place != Math.rint(place)) throw new IllegalArgumentException("table: there is no row " + place);
            int[] places = Arrays.stream(x.value().toArray()).mapToInt(place -> (int) place).toArray();
            Var found = tape.apply(new Gather(0, places), tape.parameter("table"));
            return tape.apply(new Reshape(x.shape()[0], x.shape()[1] * columns), found);
        }
    }

    @Test
    void tablesAreAskedForTheirRows() {
        Model model = new Model(new int[] {2}, List.of(new Table(3, 4), new Dense("out", 2)), new Mse());
        RandomCase at = RandomCase.draw(model, 50, 1, 0);
        assertEquals(Set.of(0.0, 1.0, 2.0), Arrays.stream(at.x().toArray()).boxed().collect(Collectors.toSet()));
        try (Workbench bench = new Workbench(at.objective(), at.theta(), at.v())) {
            Agreement.check(bench);
        }
    }

    /** Of many examples an answer of two is enough, and a pass over all would keep what every layer makes of them. */
    @Test
    void modelsAreAskedOfTwoExamples() {
        AtomicInteger most = new AtomicInteger();
        Layer watching = new Layer() {
            @Override
            public int[] declare(Parameters parameters, int[] in) { return in; }

            @Override
            public Var apply(Tape tape, Var x) {
                most.accumulateAndGet(x.shape()[0], Math::max);
                return x;
            }
        };
        Model model = new Model(new int[] {2}, List.of(watching, new Dense("out", 2)), new Mse());
        assertArrayEquals(new int[] {ROWS, 2}, RandomCase.draw(model, ROWS, 1, 0).x().shape());
        assertEquals(2, most.get());
        assertEquals(4, RandomCase.numbers(model));
        assertEquals(4, RandomCase.numbers(Model.mlp(3, List.of(4), 5, new Tanh(), new SoftmaxCrossEntropy())));
    }

    /** What is counted after the times were taken finds the heap as it was: a pool keeps what was given back to it. */
    @Test
    void buffersGoWithTheirLoss() {
        RandomCase at = draw(new Mse());
        assertNotSame(at.objective().pool(), at.objective().pool());
        at.objective().gradient(at.theta(), at.theta().clone());
        assertEquals(0, at.model().objective(at.x(), at.y()).pool().mostInUse());
    }

    @Test
    void imagesAreDrawnInTheShapeOfTheInput() {
        Model model = new Model(new int[] {2, 5, 4}, List.of(new Conv2d("c", 3, 3, 1, 1), new Flatten()), new Mse());
        RandomCase at = RandomCase.draw(model, 40, 1, 0);
        assertArrayEquals(new int[] {40, 2, 5, 4}, at.x().shape());
        assertNormal(at.x().toArray());
        try (Workbench bench = new Workbench(at.objective(), at.theta(), at.v())) {
            Agreement.check(bench);
        }
    }

    @Test
    void lossThatTakesNothingIsNamed() {
        Loss picky = new Loss() {
            @Override
            public double value(Array z, Array y) { throw new IllegalArgumentException("picky: no"); }

            @Override
            public void residual(int k, Frame frame) {}

            @Override
            public int[] shape(int[]... in) { return new int[0]; }

            @Override
            public String name() { return "picky"; }
        };
        String message = assertThrows(IllegalArgumentException.class, () -> draw(picky)).getMessage();
        assertTrue(message.startsWith("picky: no random targets fit") && message.endsWith("; picky: no"), message);
    }
}

package org.hesse.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.hesse.engine.array.Array;
import org.hesse.engine.objective.Batch;
import org.hesse.engine.objective.Objective;
import org.hesse.engine.op.Elementwise;
import org.hesse.engine.ops.Gelu;
import org.hesse.engine.ops.Mse;
import org.hesse.engine.ops.SoftmaxCrossEntropy;
import org.hesse.engine.ops.Tanh;
import org.hesse.engine.tape.Point;
import org.hesse.nn.layers.Activation;
import org.hesse.nn.layers.BatchNorm;
import org.hesse.nn.layers.Dense;
import org.hesse.nn.layers.Residual;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ModelTest {
    private static final Model CLASSIFIER = Model.mlp(4, List.of(3, 2), 5, new Gelu(), new SoftmaxCrossEntropy());

    @Test
    void laysOutAnMlp() {
        assertEquals("[fc1.weight[3, 4], fc1.bias[3], fc2.weight[2, 3], fc2.bias[2], out.weight[5, 2], out.bias[5]]",
                CLASSIFIER.layout().toString());
        assertArrayEquals(new int[] {4}, CLASSIFIER.input());
        assertArrayEquals(new int[] {5}, CLASSIFIER.output());
    }

    @Test
    void initializesHeNormalFromASeed() {
        int out = 200;
        int in = 300;
        Model model = new Model(new int[] {in}, List.of(new Dense("fc", out)), new Mse());
        double[] theta = model.initialize(7);
        assertArrayEquals(theta, model.initialize(7));
        assertTrue(!Arrays.equals(theta, model.initialize(8)));
        double squares = Arrays.stream(theta).map(w -> w * w).sum() / (out * in);
        // The mean of n squares of N(0, s²) has variance 2s⁴/n: six of its standard deviations around s² = 2/in.
        assertEquals(2.0 / in, squares, 6 * Math.sqrt(2.0 / (out * in)) * 2 / in);
        assertArrayEquals(new double[out], Arrays.copyOfRange(theta, out * in, theta.length), "bias");
    }

    /** Those inside of residual blocks and their shortcuts too; names, θ and all else stay. */
    @Test
    void otherActivationsInEveryPlace() {
        Model model = nested(new Gelu());
        Model changed = model.withActivations(fn -> new Tanh());
        assertEquals(nested(new Tanh()).layers(), changed.layers());
        assertEquals(model.layout().toString(), changed.layout().toString());
        assertArrayEquals(model.initialize(1), changed.initialize(1));
        assertEquals(model.layers(), model.withActivations(fn -> fn).layers());
    }

    private static Model nested(Elementwise fn) {
        Residual residual = new Residual(List.of(new Dense("a", 3), new Activation(fn)),
                List.of(new Dense("b", 3), new Activation(fn)));
        return new Model(new int[] {2}, List.of(new Activation(fn), new Dense("in", 3), residual), new Mse());
    }

    /** Statistics of frozen norm layers are no parameters, and stay. */
    @Test
    void otherActivationsLeaveTheBuffers() {
        List<Layer> layers = List.of(new Dense("in", 3), new BatchNorm("norm", 1e-5, true),
                new Activation(new Gelu()));
        Model model = new Model(new int[] {2}, layers, new Mse());
        double[] statistics = {1, 2, 3, 4, 5, 6};
        assertArrayEquals(statistics,
                model.withBuffers(statistics).withActivations(fn -> new Tanh()).bufferValues());
    }

    @Test
    void recordsTheLoss() {
        Model model = Model.mlp(1, List.of(1), 1, new Tanh(), new Mse());
        Array x = Array.of(new double[] {0.5, -2}, 2, 1);
        Array y = Array.of(new double[] {1, 3}, 2, 1);
        double[] theta = {0.7, 0.1, -1.5, 0.25};
        double sum = 0;
        for (int i = 0; i < 2; i++) {
            double z = theta[2] * Math.tanh(theta[0] * x.get(i) + theta[1]) + theta[3];
            sum += (z - y.get(i)) * (z - y.get(i)) / 2;
        }
        try (Point point = model.objective(x, y).record(theta, 1)) {
            assertEquals(sum / 2, point.loss(), 1e-12 * sum);
            assertArrayEquals(point.output().value().toArray(), model.outputs(theta, x).toArray());
        }
    }

    @Test
    void recordsInSeveralThreads() throws Exception {
        SplittableRandom random = new SplittableRandom(3);
        Array x = Array.of(random.doubles(8 * 4).toArray(), 8, 4);
        Array y = Array.of(random.ints(8, 0, 5).asDoubleStream().toArray(), 8);
        Batch objective = CLASSIFIER.objective(x, y);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Callable<Double> record = () -> {
                try (Point point = objective.record(CLASSIFIER.initialize(1), 1)) {
                    return point.loss();
                }
            };
            double expected = record.call();
            for (Future<Double> loss : threads.invokeAll(Stream.generate(() -> record).limit(64).toList()))
                assertEquals(expected, loss.get());
        } finally {
            threads.shutdownNow();
        }
    }

    static Stream<Arguments> badBatches() {
        Array nan = Array.zeros(2, 4);
        nan.set(6, Double.NaN);
        Array infinite = Array.zeros(2);
        infinite.set(1, Double.POSITIVE_INFINITY);
        return Stream.of(
                Arguments.of(Array.zeros(2, 3), Array.zeros(2),
                        "model: x[2, 3] does not fit, examples are [4], the batch comes first"),
                Arguments.of(Array.scalar(1), Array.zeros(2),
                        "model: x[] does not fit, examples are [4], the batch comes first"),
                Arguments.of(Array.zeros(0, 4), Array.zeros(0), "model: the batch is empty, x[0, 4]"),
                Arguments.of(nan, Array.zeros(2), "x[1, 2] = NaN is not finite"),
                Arguments.of(Array.zeros(2, 4), infinite, "y[1] = Infinity is not finite"),
                Arguments.of(Array.zeros(2, 4), Array.zeros(3), "model: x and y differ in rows: x[2, 4], y[3]"),
                Arguments.of(Array.zeros(2, 4), Array.zeros(2, 5),
                        "softmax_cross_entropy: needs z[n, classes] and y[n], got z[2, 5], y[2, 5]"));
    }

    @ParameterizedTest
    @MethodSource("badBatches")
    void refusesABadBatch(Array x, Array y, String message) {
        Exception e = assertThrows(IllegalArgumentException.class, () -> CLASSIFIER.objective(x, y));
        assertEquals(message, e.getMessage());
    }

    /** Three tokens an example; parts weigh as many as they have tokens that count, even none. */
    @Test
    void microBatchesOfSequencesWeighTheirTokens() {
        Model model = new Model(new int[] {3, 2}, List.of(new Dense("fc", 4)), new SoftmaxCrossEntropy());
        SplittableRandom random = new SplittableRandom(5);
        Array x = Array.of(random.doubles(4 * 3 * 2).toArray(), 4, 3, 2);
        Array y = Array.of(new double[] {0, -100, 2, -100, -100, -100, 1, 3, 0, -100, 2, 1}, 4, 3);
        double[] theta = model.initialize(1);
        double[] whole = new double[theta.length];
        double[] parts = new double[theta.length];
        double loss = model.objective(x, y).gradient(theta, whole);
        assertEquals(loss, model.objective(x, y, 1).gradient(theta, parts), 1e-14);
        assertArrayEquals(whole, parts, 1e-14);
        assertEquals(List.of(2 / 7.0, 0.0, 3 / 7.0, 2 / 7.0),
                model.objective(x, y, 1).parts().stream().map(Objective.Part::weight).toList());
        assertEquals("softmax_cross_entropy: no target in y[1, 3] counts, there is no mean over them",
                assertThrows(IllegalArgumentException.class, () -> model.objective(x.slice(1, 2), y.slice(1, 2)))
                        .getMessage());
    }

    /** A weight a token: the whole is the mean by hand; an example of weight 0 is in no part. */
    @Test
    void microBatchesOfWeightedTokens() {
        Model model = new Model(new int[] {3, 2}, List.of(new Dense("fc", 4)), new SoftmaxCrossEntropy());
        SplittableRandom random = new SplittableRandom(5);
        Array x = Array.of(random.doubles(4 * 3 * 2).toArray(), 4, 3, 2);
        Array y = Array.of(new double[] {0, -100, 2, 1, 0, 3, 1, 3, 0, -100, 2, 1}, 4, 3);
        Array w = Array.of(new double[] {1, 7, 0.5, 0, 0, 0, 2, 0, 1, 3, 0.25, 4}, 4, 3);
        double[] theta = model.initialize(1);
        double[] whole = new double[theta.length];
        double[] parts = new double[theta.length];
        double loss = model.objective(x, y, w, 4).gradient(theta, whole);
        double sum = 0;
        for (int i = 0; i < 12; i++) {
            if (y.get(i) < 0 || w.get(i) == 0) continue;
            Array token = Array.view(x.data(), 2 * i, 1, 1, 2);
            sum += w.get(i) * new Model(new int[] {1, 2}, model.layers(), model.loss())
                    .objective(token, Array.of(new double[] {y.get(i)}, 1, 1)).gradient(theta, parts);
        }
        assertEquals(sum / 8.75, loss, 1e-14);
        assertEquals(loss, model.objective(x, y, w, 1).gradient(theta, parts), 1e-14);
        assertArrayEquals(whole, parts, 1e-14);
        assertEquals(List.of(1.5 / 8.75, 3 / 8.75, 4.25 / 8.75),
                model.objective(x, y, w, 1).parts().stream().map(Objective.Part::weight).toList());
    }

    @Test
    void refusesBadWeights() {
        Array x = Array.zeros(2, 4);
        Array y = Array.zeros(2);
        for (double[] bad : new double[][] {{0, 0}, {1, -1}, {Double.NaN, 1}, {1, 1, 1}})
            for (int rows = 1; rows <= 2; rows++) {
                int cut = rows;
                Exception e = assertThrows(IllegalArgumentException.class,
                        () -> CLASSIFIER.objective(x, y, Array.of(bad, bad.length), cut));
                assertTrue(e.getMessage().startsWith("weighted_softmax_cross_entropy: "), e::getMessage);
            }
    }

    @Test
    void refusesABadInputShape() {
        List<Layer> layers = List.of(new Dense("fc", 1));
        Exception e = assertThrows(IllegalArgumentException.class,
                () -> new Model(new int[] {3, 0}, layers, new Mse()));
        assertEquals("input: every axis must be at least 1, got [3, 0]", e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> new Model(new int[0], layers, new Mse()));
        assertThrows(IllegalArgumentException.class, () -> new Model(new int[] {3}, List.of(), new Mse()));
    }
}

package org.hesse.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Layout;
import org.hesse.engine.array.Segment;
import org.hesse.engine.objective.Batch;
import org.hesse.engine.objective.Objective;
import org.hesse.engine.objective.Progress;
import org.hesse.engine.ops.Affine;
import org.hesse.engine.ops.Gelu;
import org.hesse.engine.ops.Mse;
import org.hesse.engine.ops.Normalize;
import org.hesse.engine.ops.SoftmaxCrossEntropy;
import org.hesse.engine.ops.Tanh;
import org.hesse.engine.tape.Var;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.GaussNewtonTrace;
import org.hesse.hessian.Probes;
import org.hesse.nn.Model;
import org.hesse.nn.layers.Activation;
import org.hesse.nn.layers.BatchNorm;
import org.hesse.nn.layers.Dense;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** tr G by the norms of examples' shares, against the diagonal of the dense matrix. */
class GaussNewtonTraceTest {
    private static final double EXACT = 1e-10;

    static Stream<Networks.Case> networks() {
        return Stream.of(Networks.all(), Networks.images(), Blocks.all()).flatMap(s -> s);
    }

    /** Parameter by parameter; returns the sweeps that it took. */
    private static long check(String what, Objective objective, double... theta) {
        try (Curvature curvature = Curvature.at(objective, theta)) {
            GaussNewtonTrace trace = GaussNewtonTrace.of(curvature, Progress.NONE);
            Array g = curvature.gaussNewton().dense();
            int n = theta.length;
            double total = 0;
            Map<String, Double> expected = new HashMap<>();
            for (Segment p : curvature.layout().segments()) {
                double sum = 0;
                for (int i = p.offset(); i < p.offset() + p.size(); i++) sum += g.get(i * n + i);
                expected.put(p.name(), sum);
                total += sum;
            }
            double scale = Math.abs(total);
            expected.forEach((name, x) -> assertEquals(x, trace.parameters().get(name), EXACT * scale, what + name));
            assertEquals(total, trace.trace(), EXACT * scale, what);
            return trace.sweeps();
        }
    }

    @Test
    void ofTheGoldens() throws IOException {
        int together = 0;
        for (String name : Golden.NAMES) {
            Golden golden = Golden.load(name);
            long sweeps = check(name + " ", golden.objective(), golden.theta());
            int[] z = outputs(golden.objective(), golden.theta());
            if (z[0] > 1 && sweeps * z[0] <= Array.size(z)) together++;
        }
        assertTrue(together >= 5, together + " by norms");
    }

    private static int[] outputs(Objective objective, double... theta) {
        try (Curvature curvature = Curvature.at(objective, theta)) {
            return curvature.outputs().shape();
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void ofNetworks(Networks.Case c) { check("", c.objective(), c.theta()); }

    /** As many sweeps as outputs, less the one along which softmax is flat, for any number of examples. */
    @Test
    void sweepsDoNotGrowWithTheExamples() {
        Model model = Model.mlp(4, List.of(5), 3, new Gelu(), new SoftmaxCrossEntropy());
        for (int n : new int[] {1, 6, 20}) {
            Networks.Case c = Networks.of(model, n, 3);
            assertEquals(2, check(n + " examples ", c.objective(), c.theta()));
            assertEquals(2L * n, check(n + " parts ", c.model().objective(c.x(), c.y(), 1), c.theta()));
        }
    }

    /** Tokens: an example of the last axis's layer is many rows. */
    @Test
    void examplesOfManyRows() {
        for (int tokens : new int[] {2, 9}) {
            Model model = new Model(new int[] {tokens, 3}, List.of(new Dense("in", 4), new Activation(new Tanh()),
                    new Dense("out", 2)), new Mse());
            double[] x = new double[5 * tokens * 3];
            Probes.gaussian(tokens, 0, x);
            Objective objective = model.objective(Array.of(x, 5, tokens, 3), Array.zeros(5, tokens, 2));
            assertEquals(2L * tokens, check(tokens + " tokens ", objective, model.initialize(1)));
        }
    }

    /** Statistics of the batch by an op without parameters are seen by their effect alone, of a batch of two, too. */
    @Test
    void statisticsWithoutParameters() {
        Layout layout = Layout.builder().add("w", 3, 2).build();
        for (int n = 2; n < 6; n++) {
            double[] x = new double[n * 2];
            Probes.gaussian(n, 0, x);
            Array inputs = Array.of(x, n, 2);
            Array targets = Array.zeros(n, 3);
            Batch batch = new Batch(layout, tape -> {
                Var y = tape.apply(new Affine(), tape.constant(inputs), tape.parameter("w"));
                return tape.apply(new Mse(), tape.output(tape.apply(new Normalize(0.5, 0), y)), tape.constant(targets));
            });
            assertEquals(3L * n, check(n + " examples ", batch, 0.3, -0.2, 0.5, 0.7, -0.4, 0.1));
        }
    }

    /** Batch statistics couple examples, tied weights meet: a sweep for each example and output, and right. */
    @Test
    void coupledExamplesAndTiedWeights() {
        Model norm = new Model(new int[] {3}, List.of(new Dense("in", 4), new BatchNorm("bn"), new Dense("out", 2)),
                new Mse());
        Model tied = new Model(new int[] {3}, List.of(new Dense("in", 3), new Activation(new Tanh()),
                new Dense("again", 3, true, "in.weight")), new Mse());
        for (Model model : List.of(norm, tied)) {
            Networks.Case c = Networks.of(model, 6, 1);
            assertEquals(Array.size(model.outputs(6)), check("", c.objective(), c.theta()));
        }
    }
}

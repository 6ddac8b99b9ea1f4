package org.hesse.tests;

import static org.hesse.tests.Networks.scaled;
import static org.hesse.tests.Vectors.assertClose;
import static org.hesse.tests.Vectors.largest;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hesse.engine.array.Segment;
import org.hesse.engine.op.Elementwise;
import org.hesse.engine.op.Loss;
import org.hesse.engine.ops.Identity;
import org.hesse.engine.ops.LeakyRelu;
import org.hesse.engine.ops.Relu;
import org.hesse.engine.sweep.Push;
import org.hesse.engine.tape.Point;
import org.hesse.hessian.Curvature;
import org.hesse.nn.Layer;
import org.hesse.nn.Model;
import org.hesse.nn.layers.Activation;
import org.hesse.nn.layers.Dense;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Law 5: bias-free, positively homogeneous nets of L layers are homogeneous in every W_l, so of degree L in θ. */
class HomogeneityLawsTest {
    private static final double EXACT = 1e-12;

    static Stream<Networks.Case> cases() {
        return Stream.of(new Relu(), new LeakyRelu(0.3), new Identity())
                .flatMap(fn -> Networks.LOSSES.stream().flatMap(
                        loss -> IntStream.rangeClosed(1, 4).mapToObj(depth -> network(fn, loss, depth))));
    }

    private static Networks.Case network(Elementwise fn, Loss loss, int depth) {
        List<Layer> layers = new ArrayList<>();
        for (int width : List.of(7, 6, 8).subList(0, depth - 1)) {
            layers.add(new Dense("fc" + layers.size(), width, false));
            layers.add(new Activation(fn));
        }
        layers.add(new Dense("out", 3, false));
        return Networks.of(new Model(new int[] {5}, layers, loss), 8, 5);
    }

    /** J(0, …, W_l, …, 0) = z for each layer, so Jθ = Lz. */
    @ParameterizedTest
    @MethodSource("cases")
    void everyLayerAloneMovesTheOutputsAlongThemselves(Networks.Case c) {
        try (Point point = c.objective().record(c.theta(), 1); Push push = new Push(point, 1)) {
            double[] z = point.output().value().toArray();
            List<Segment> segments = c.model().layout().segments();
            for (Segment segment : segments) {
                push.along(block(segment, c.theta()));
                assertClose(segment.name(), z, z1(point, push), EXACT, largest(z));
            }
            push.along(c.theta());
            assertClose("Jθ = Lz", scaled(segments.size(), z), z1(point, push), EXACT, segments.size() * largest(z));
            assertTrue(largest(z) > 1e-2, "outputs up to " + largest(z));
        }
    }

    private static double[] z1(Point point, Push push) { return push.coefficient(point.output(), 1).toArray(); }

    /** N(0, …, W_l, …, 0) = ∇L with block l set to zero, so Nθ = (L − 1)∇L. */
    @ParameterizedTest
    @MethodSource("cases")
    void everyLayerAloneTakesNmeToTheGradientOfTheOthers(Networks.Case c) {
        try (Curvature curvature = Curvature.at(c.objective(), c.theta())) {
            double[] gradient = curvature.gradient();
            double scale = largest(gradient);
            List<Segment> segments = c.model().layout().segments();
            for (Segment segment : segments) {
                double[] others = Vectors.plus(gradient, -1, block(segment, gradient));
                double[] n = curvature.nme().apply(block(segment, c.theta()));
                assertClose("N of " + segment.name(), others, n, EXACT, scale);
                assertEquals(0, largest(block(segment, n)), "its own block");
            }
            double[] expected = scaled(segments.size() - 1, gradient);
            assertClose("Nθ = (L − 1)∇L", expected, curvature.nme().apply(c.theta()), EXACT, 3 * scale);
            assertTrue(scale > 1e-2, "gradient up to " + scale);
        }
    }

    /** The vector with all other segments 0. */
    private static double[] block(Segment segment, double[] vector) {
        double[] block = new double[vector.length];
        System.arraycopy(vector, segment.offset(), block, segment.offset(), segment.size());
        return block;
    }
}

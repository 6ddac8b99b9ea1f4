package org.hesse.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Segment;
import org.hesse.engine.op.Loss;
import org.hesse.engine.op.Replaced;
import org.hesse.engine.ops.Gelu;
import org.hesse.engine.ops.Identity;
import org.hesse.engine.ops.Mse;
import org.hesse.engine.ops.Relu;
import org.hesse.engine.ops.Tanh;
import org.hesse.hessian.Curvature;
import org.hesse.nn.Layer;
import org.hesse.nn.Model;
import org.hesse.nn.layers.Activation;
import org.hesse.nn.layers.Dense;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Laws 4, 5 and 6: where N, or a part of it, must vanish. */
class KnownZerosTest {
    static Stream<Networks.Case> withoutSecondDerivative() {
        return Stream.of(new Relu(), new Identity(),
                new Gelu().withSecondDerivative(Replaced.Derivative.ZERO, Replaced.Derivative.ZERO))
                .flatMap(fn -> Networks.LOSSES.stream().map(loss -> Networks.of(fn, loss)));
    }

    /** Law 4. */
    @ParameterizedTest
    @MethodSource("withoutSecondDerivative")
    void withinLayerBlocksOfNmeAreExactlyZero(Networks.Case c) {
        List<Segment> segments = c.model().layout().segments();
        int entries = 0;
        double offDiagonal = 0;
        try (Curvature curvature = Curvature.at(c.objective(), c.theta())) {
            Array n = curvature.nme().dense();
            for (Segment rows : segments)
                for (Segment columns : segments)
                    for (int i = rows.offset(); i < rows.offset() + rows.size(); i++)
                        for (int j = columns.offset(); j < columns.offset() + columns.size(); j++) {
                            double nij = n.get(i * n.columns() + j);
                            if (!layer(rows).equals(layer(columns))) offDiagonal = Math.max(offDiagonal, Math.abs(nij));
                            else {
                                assertEquals(0.0, Math.abs(nij), rows + " " + columns);
                                entries++;
                            }
                        }
        }
        assertTrue(entries > 1000 && offDiagonal > 1e-3, entries + " zeros beside entries up to " + offDiagonal);
    }

    private static String layer(Segment segment) { return segment.name().substring(0, segment.name().indexOf('.')); }

    /** Law 5: z is homogeneous of degree L in θ, so Jθ = Lz and Nθ = (L − 1)∇L. */
    @Test
    void homogeneousNets() {
        for (Loss loss : Networks.LOSSES) {
            Networks.Case c = biasFree(loss);
            try (Curvature curvature = Curvature.at(c.objective(), c.theta())) {
                double[] gradient = curvature.gradient();
                double scale = Vectors.largest(gradient);
                Vectors.assertClose("Nθ = 2∇L", Networks.scaled(2, gradient), curvature.nme().apply(c.theta()), 1e-12,
                        scale);
                for (Segment segment : c.model().layout().segments()) {
                    double[] block = new double[c.theta().length];
                    System.arraycopy(c.theta(), segment.offset(), block, segment.offset(), segment.size());
                    double[] others = gradient.clone();
                    java.util.Arrays.fill(others, segment.offset(), segment.offset() + segment.size(), 0);
                    Vectors.assertClose("N(0, …, W, …, 0)", others, curvature.nme().apply(block), 1e-12, scale);
                }
            }
        }
    }

    private static Networks.Case biasFree(Loss loss) {
        List<Layer> layers = List.of(new Dense("a", 7, false), new Activation(new Relu()), new Dense("b", 6, false),
                new Activation(new Relu()), new Dense("c", 3, false));
        return Networks.of(new Model(new int[] {5}, layers, loss), 8, 5);
    }

    /** Law 6. */
    @Test
    void zeroResidualMeansZeroNme() {
        Networks.Case c = Networks.of(new Tanh(), new Mse());
        Array z = Array.of(c.model().outputs(c.theta(), c.x()).toArray(), 8, 3);
        try (Curvature curvature = Curvature.at(c.model().objective(c.x(), z), c.theta())) {
            for (double n : curvature.nme().apply(c.v())) assertTrue(n == 0, "Nv entry " + n);
            assertTrue(Vectors.largest(curvature.gaussNewton().apply(c.v())) > 1e-3);
        }
    }

    /** Law 6: twice the residual, twice N, the same G (exactly: powers of two). */
    @Test
    void scalingTheResidualScalesNmeOnly() {
        Networks.Case c = Networks.of(new Tanh(), new Mse());
        double[] z = c.model().outputs(c.theta(), c.x()).toArray();
        double[] residual = new java.util.SplittableRandom(6).doubles(z.length).toArray();
        double[][] g = new double[2][];
        double[][] n = new double[2][];
        for (int i = 0; i < 2; i++) {
            Array y = Array.of(Vectors.plus(z, i + 1, residual), 8, 3);
            try (Curvature curvature = Curvature.at(c.model().objective(c.x(), y), c.theta())) {
                g[i] = curvature.gaussNewton().apply(c.v());
                n[i] = curvature.nme().apply(c.v());
            }
        }
        assertArrayEquals(g[0], g[1]);
        Vectors.assertClose("N", Networks.scaled(2, n[0]), n[1], 1e-12, Vectors.largest(n[1]));
    }

    /** One dense layer: the model is linear in θ, N is exactly zero. */
    @Test
    void linearModelsHaveNoNme() {
        for (Loss loss : Networks.LOSSES) {
            Networks.Case c = Networks.of(new Model(new int[] {4}, List.of(new Dense("out", 3)), loss), 6, 3);
            try (Curvature curvature = Curvature.at(c.objective(), c.theta())) {
                for (double n : curvature.nme().apply(c.v())) assertEquals(0.0, Math.abs(n));
            }
        }
    }
}

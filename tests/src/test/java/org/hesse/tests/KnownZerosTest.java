package org.hesse.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Segment;
import org.hesse.engine.objective.Objective;
import org.hesse.engine.objective.Progress;
import org.hesse.engine.objective.WeightDecay;
import org.hesse.engine.op.Replaced;
import org.hesse.engine.ops.Gelu;
import org.hesse.engine.ops.Identity;
import org.hesse.engine.ops.LeakyRelu;
import org.hesse.engine.ops.Mse;
import org.hesse.engine.ops.Relu;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.ExactDiagonal;
import org.hesse.hessian.PerExample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Law 4: where φ″ = 0, N has no activation part and no blocks within layers. */
class KnownZerosTest {
    static Stream<Networks.Case> withoutSecondDerivative() {
        return Stream.of(new Relu(), new LeakyRelu(0.3), new Identity(),
                new Gelu().withSecondDerivative(Replaced.Derivative.ZERO, Replaced.Derivative.ZERO))
                .flatMap(fn -> Networks.LOSSES.stream()
                        .flatMap(loss -> Stream.of(Networks.of(fn, loss), Networks.ofImages(fn, loss))));
    }

    @ParameterizedTest
    @MethodSource("withoutSecondDerivative")
    void withinLayerBlocksOfNmeAreExactlyZero(Networks.Case c) {
        List<Segment> segments = c.model().layout().segments();
        int entries = 0;
        double offDiagonal = 0;
        try (Curvature curvature = Curvature.at(c.objective(), c.theta())) {
            Array n = curvature.nme().dense();
            assertEquals(0, Vectors.largest(curvature.nmeActivation().dense().toArray()), "activation part");
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

    /** tr N = 0, term by term and by the forward sweep alone. */
    @ParameterizedTest
    @MethodSource("withoutSecondDerivative")
    void diagonalOfNmeIsExactlyZero(Networks.Case c) {
        double[] unit = new double[c.theta().length];
        try (Curvature curvature = Curvature.at(c.objective(), c.theta())) {
            for (int i = 0; i < unit.length; i++) {
                unit[i] = 1;
                assertEquals(0.0, Math.abs(curvature.quadratic(unit).nme()), "entry " + i);
                unit[i] = 0;
            }
            assertTrue(Math.abs(curvature.quadratic(c.v()).nme()) > 1e-3, "N shows elsewhere");
        }
    }

    private static String layer(Segment segment) { return segment.name().substring(0, segment.name().indexOf('.')); }

    /** A penalty has neither G nor N; what asks for them is named. */
    @Test
    void whatNeedsAnOutputMarkSaysWhoNeedsIt() {
        Networks.Case c = Networks.of(new Gelu(), new Mse());
        Objective decay = WeightDecay.of(c.model().layout(), 1);
        try (Curvature curvature = Curvature.at(decay, c.theta())) {
            assertNamed("quadratic", () -> curvature.quadratic(c.v()));
            assertNamed("quadratic", () -> curvature.quadratics(c.v(), c.u()));
            assertNamed("quadratic_by_layer", () -> curvature.quadraticByLayer(c.v()));
            assertNamed("known_zeros", () -> curvature.knownZeros(1));
            assertNamed("outputs", curvature::outputs);
            assertNamed("residual", curvature::residual);
            assertNamed("jacobian", curvature::jacobian);
            assertNamed("loss_hessian", curvature::lossHessian);
            assertNamed("ntk", curvature::ntk);
            assertNamed("empirical_fisher", curvature::empiricalFisher);
            assertNamed("monte_carlo_fisher", () -> curvature.monteCarloFisher(1, 1));
            assertNamed("is_convex", curvature::isConvex);
            assertNamed("diagonal of gauss_newton", () -> ExactDiagonal.gaussNewton(curvature, Progress.NONE));
        }
        assertNamed("per_example", () -> PerExample.at(decay, c.theta(), c.v()));
        assertNamed("per_example", () -> PerExample.gradients(decay, c.theta()));
    }

    private static void assertNamed(String caller, Executable call) {
        assertEquals(caller + ": the recording has no output(z) that tells model from loss",
                assertThrows(IllegalStateException.class, call).getMessage());
    }
}

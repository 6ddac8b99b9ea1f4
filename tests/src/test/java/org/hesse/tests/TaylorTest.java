package org.hesse.tests;

import static org.hesse.tests.Vectors.dot;
import static org.hesse.tests.Vectors.plus;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.hesse.engine.array.Array;
import org.hesse.engine.op.Loss;
import org.hesse.engine.ops.Gelu;
import org.hesse.engine.ops.Huber;
import org.hesse.engine.ops.Mse;
import org.hesse.engine.ops.Silu;
import org.hesse.engine.ops.Tanh;
import org.hesse.engine.sweep.Pull;
import org.hesse.engine.sweep.Push;
import org.hesse.engine.tape.Point;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.Quadratic;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Law 12: after the second-order terms are taken away, what remains of the loss along v falls 8-fold when ε halves; so
 * does it for G alone, in ℓ(z₀ + εJv), and for N alone, in r·z(θ + εv) with r fixed.
 */
class TaylorTest {
    static Stream<Networks.Case> cases() {
        return Stream.concat(Blocks.all(), Stream.of(new Gelu(), new Tanh(), new Silu())
                .flatMap(fn -> Networks.LOSSES.stream().map(loss -> Networks.of(fn, loss))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void remaindersFallEightfold(Networks.Case c) {
        Loss loss = c.model().loss();
        try (Point point = c.objective().record(c.theta(), 1);
                Push push = new Push(point, 1);
                Curvature curvature = Curvature.at(c.objective(), c.theta())) {
            Quadratic q = curvature.quadratic(c.v());
            double slope = dot(Pull.gradient(point), c.v());
            push.along(c.v());
            double[] z0 = point.output().value().toArray();
            double[] z1 = push.coefficient(point.output(), 1).toArray();
            double[] r = point.output().adjoint().value().toArray();

            third("H", e -> loss(c, z(c, e)) - loss(c, z0) - e * slope - e * e / 2 * q.hessian());
            // The loss along the straight line in z is quadratic for these two: no third derivative, nothing left.
            if (!(loss instanceof Mse || loss instanceof Huber))
                third("G", e -> loss(c, plus(z0, e, z1)) - loss(c, z0) - e * slope
                        - e * e / 2 * q.gaussNewton());
            third("N", e -> dot(r, plus(z(c, e), -1, z0)) - e * slope - e * e / 2 * q.nme());
        }
    }

    private static double[] z(Networks.Case c, double e) {
        return c.model().outputs(plus(c.theta(), e, c.v()), c.x()).toArray();
    }

    private static double loss(Networks.Case c, double... z) {
        return c.model().loss().value(Array.of(z, c.model().outputs(c.x().dim(0))), c.y());
    }

    /** The limit of the ratio is 8; Richardson's step takes its O(ε) error away. */
    private static void third(String what, DoubleUnaryOperator remainder) {
        double e = 1.0 / 512;
        List<Double> ratios = Stream.of(e, e / 2).map(s -> remainder.applyAsDouble(s) / remainder.applyAsDouble(s / 2))
                .toList();
        assertEquals(8, 2 * ratios.get(1) - ratios.get(0), 0.1, what + ": ratios " + ratios);
    }
}

package org.hesse.tests;

import static org.hesse.tests.Vectors.assertClose;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Layout;
import org.hesse.engine.ops.BinaryCrossEntropy;
import org.hesse.engine.ops.Mse;
import org.hesse.engine.ops.Multiply;
import org.hesse.engine.ops.SoftmaxCrossEntropy;
import org.hesse.engine.ops.Sum;
import org.hesse.engine.ops.Tanh;
import org.hesse.engine.sweep.Channel;
import org.hesse.engine.sweep.Pull;
import org.hesse.engine.sweep.Push;
import org.hesse.engine.tape.Point;
import org.hesse.engine.tape.Tape;
import org.hesse.engine.tape.Var;
import org.hesse.hessian.Curvature;
import org.hesse.nn.Model;
import org.hesse.nn.layers.Dense;
import org.junit.jupiter.api.Test;

/** Law 3: programs whose Hessian is known by hand. */
class ClosedFormsTest {
    private static final int ROWS = 6;

    private static Networks.Case linear(org.hesse.engine.op.Loss loss) {
        return Networks.of(new Model(new int[] {4}, List.of(new Dense("out", 3)), loss), ROWS, 3);
    }

    /** f = Σx² has Hv = 2v, exactly. */
    @Test
    void sumOfSquares() {
        Layout layout = Layout.builder().add("x", 5).build();
        double[] x = {1, -2, 0.1, 1e10, -1e-10};
        double[] v = {0.3, 1, -7, 1e-3, 5};
        Tape tape = new Tape(layout, x, 1);
        Var p = tape.parameter("x");
        try (Point point = tape.point(tape.apply(new Sum(), tape.apply(new Multiply(), p, p)));
                Push push = new Push(point, 1)) {
            push.along(v);
            Pull pull = new Pull(push, Channel.HESSIAN);
            pull.run();
            assertArrayEquals(Networks.scaled(2, x), Pull.gradient(point));
            assertArrayEquals(Networks.scaled(2, v), pull.result(Channel.HESSIAN));
        }
    }

    /** Linear regression: H[v] = 1/n (XVᵀ + 1bᵀ)ᵀ[X, 1], whatever θ and y. */
    @Test
    void linearRegression() { regression(linear(new Mse()), (z, t) -> t); }

    /** Softmax regression: H_z t = p∘(t − ⟨p, t⟩) in each row. */
    @Test
    void softmaxRegression() {
        regression(linear(new SoftmaxCrossEntropy()), (z, t) -> {
            double sum = 0;
            double mean = 0;
            for (double zi : z) sum += Math.exp(zi);
            for (int i = 0; i < 3; i++) mean += Math.exp(z[i]) / sum * t[i];
            double[] out = new double[3];
            for (int i = 0; i < 3; i++) out[i] = Math.exp(z[i]) / sum * (t[i] - mean);
            return out;
        });
    }

    /** Logistic regression: H_z t = σ(1 − σ) t. */
    @Test
    void logisticRegression() {
        regression(linear(new BinaryCrossEntropy()), (z, t) -> {
            double[] out = new double[3];
            for (int i = 0; i < 3; i++) out[i] = t[i] / (1 + Math.exp(-z[i])) / (1 + Math.exp(z[i]));
            return out;
        });
    }

    private interface LossHessian {
        double[] times(double[] z, double[] t);
    }

    /** G = JᵀH_zJ by loops over rows, outputs and inputs; N = 0. */
    private static void regression(Networks.Case c, LossHessian hz) {
        double[] expected = new double[15];
        for (int row = 0; row < ROWS; row++) {
            double[] t = hz.times(affine(c.theta(), c.x(), row), affine(c.v(), c.x(), row));
            for (int o = 0; o < 3; o++) {
                for (int i = 0; i < 4; i++) expected[o * 4 + i] += t[o] * c.x().get(row * 4 + i) / ROWS;
                expected[12 + o] += t[o] / ROWS;
            }
        }
        try (Curvature curvature = Curvature.at(c.objective(), c.theta())) {
            assertClose("Gv", expected, curvature.gaussNewton().apply(c.v()), 1e-12, Vectors.largest(expected));
            assertClose("Hv", expected, curvature.hessian().apply(c.v()), 1e-12, Vectors.largest(expected));
            for (double n : curvature.nme().apply(c.v())) assertEquals(0.0, Math.abs(n));
        }
    }

    private static double[] affine(double[] theta, Array x, int row) {
        double[] z = new double[3];
        for (int o = 0; o < 3; o++) {
            z[o] = theta[12 + o];
            for (int i = 0; i < 4; i++) z[o] += theta[o * 4 + i] * x.get(row * 4 + i);
        }
        return z;
    }

    /**
     * One hidden unit, z = c·tanh(wx), ℓ = ½(z − y)²: with T = tanh(wx), D = 1 − T², r = z − y,
     * G = J Jᵀ, J = (cDx, T), N = r [[−2cTDx², Dx], [Dx, 0]].
     */
    @Test
    void oneHiddenUnitByHand() {
        double x = 0.7;
        double y = -0.4;
        double w = 1.3;
        double c = -0.8;
        double[] v = {0.6, -1.1};
        Model model = new Model(new int[] {1}, List.of(new Dense("w", 1, false),
                new org.hesse.nn.layers.Activation(new Tanh()), new Dense("c", 1, false)), new Mse());
        double t = Math.tanh(w * x);
        double d = 1 - t * t;
        double r = c * t - y;
        double jv = c * d * x * v[0] + t * v[1];
        double[] g = {c * d * x * jv, t * jv};
        double[] activation = {-2 * r * c * t * d * x * x * v[0], 0};
        double[] coupling = {r * d * x * v[1], r * d * x * v[0]};
        try (Curvature curvature = Curvature.at(
                model.objective(Array.of(new double[] {x}, 1, 1), Array.of(new double[] {y}, 1, 1)),
                new double[] {w, c})) {
            assertClose("Gv", g, curvature.gaussNewton().apply(v), 1e-14, 1);
            assertClose("activation", activation, curvature.nmeActivation().apply(v), 1e-14, 1);
            assertClose("coupling", coupling, curvature.nmeCoupling().apply(v), 1e-14, 1);
        }
    }
}

package org.hesse.tests;

import static org.hesse.tests.Vectors.assertClose;
import static org.hesse.tests.Vectors.largest;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Layout;
import org.hesse.engine.op.Loss;
import org.hesse.engine.ops.Add;
import org.hesse.engine.ops.Affine;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Law 3: programs whose Hessian is known by hand. */
class ClosedFormsTest {
    private static final int ROWS = 6;

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

    static List<Loss> losses() { return Networks.LOSSES; }

    /** Linear, robust, logistic and softmax regression: G = JᵀH_zJ by loops over rows, outputs and inputs; N = 0. */
    @ParameterizedTest
    @MethodSource("losses")
    void regression(Loss loss) {
        Networks.Case c = Networks.of(new Model(new int[] {4}, List.of(new Dense("out", 3)), loss), ROWS, 3);
        double[] z = affine(c.theta(), c.x());
        double[] t = LossHessian.times(loss, z, c.y().toArray(), affine(c.v(), c.x()));
        double[] expected = new double[15];
        for (int e = 0; e < t.length; e++) {
            int row = e / 3;
            int o = e % 3;
            for (int i = 0; i < 4; i++) expected[o * 4 + i] += t[e] * c.x().get(row * 4 + i);
            expected[12 + o] += t[e];
        }
        try (Curvature curvature = Curvature.at(c.objective(), c.theta())) {
            assertClose("Gv", expected, curvature.gaussNewton().apply(c.v()), 1e-12, largest(expected));
            assertClose("Hv", expected, curvature.hessian().apply(c.v()), 1e-12, largest(expected));
            for (double n : curvature.nme().apply(c.v())) assertEquals(0.0, Math.abs(n));
        }
    }

    private static double[] affine(double[] theta, Array x) {
        double[] z = new double[3 * ROWS];
        for (int e = 0; e < z.length; e++) {
            z[e] = theta[12 + e % 3];
            for (int i = 0; i < 4; i++) z[e] += theta[e % 3 * 4 + i] * x.get(e / 3 * 4 + i);
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

    /** Hv of the function that the tape ends with. */
    private static double[] hessian(Tape tape, Var f, double... v) {
        try (Point point = tape.point(f); Push push = new Push(point, 1)) {
            push.along(v);
            Pull pull = new Pull(push, Channel.HESSIAN);
            pull.run();
            return pull.result(Channel.HESSIAN);
        }
    }

    /** f = xᵀAx: Hv = (A + Aᵀ)v. */
    @Test
    void quadraticForm() {
        double[] a = {2, -1, 0.5, 3, 1, -2, 0.25, 4, -3};
        double[] v = {1, -2, 3};
        Layout layout = Layout.builder().add("x", 1, 3).build();
        Tape tape = new Tape(layout, new double[] {0.3, -0.7, 2}, 1);
        Var x = tape.parameter("x");
        // affine(x, A) = xAᵀ, so x∘(xAᵀ) summed is xᵀAx.
        Var ax = tape.apply(new Affine(), x, tape.constant(Array.of(a, 3, 3)));
        double[] expected = new double[3];
        for (int i = 0; i < 3; i++)
            for (int j = 0; j < 3; j++) expected[i] += (a[i * 3 + j] + a[j * 3 + i]) * v[j];
        double[] hv = hessian(tape, tape.apply(new Sum(), tape.apply(new Multiply(), x, ax)), v);
        assertClose("Hv", expected, hv, 1e-15, largest(expected));
    }

    /** Speelpenning's x₁x₂…x_n: H_ij = Π/(x_i x_j) off the diagonal, 0 on it. */
    @Test
    void speelpenningsProduct() {
        double[] x = {1.5, -2, 0.5, 3, -1.25};
        double[] v = {1, 2, -1, 0.5, 4};
        Layout.Builder builder = Layout.builder();
        for (int i = 0; i < x.length; i++) builder.add("x" + i);
        Tape tape = new Tape(builder.build(), x, 1);
        Var product = tape.parameter("x0");
        for (int i = 1; i < x.length; i++) product = tape.apply(new Multiply(), product, tape.parameter("x" + i));
        double[] expected = new double[x.length];
        for (int i = 0; i < x.length; i++)
            for (int j = 0; j < x.length; j++) {
                double rest = v[j];
                for (int k = 0; k < x.length; k++) if (k != i && k != j) rest *= x[k];
                if (i != j) expected[i] += rest;
            }
        assertClose("Hv", expected, hessian(tape, product, v), 1e-14, largest(expected));
    }

    /** Rosenbrock's 100(b − a²)² + (1 − a)²: H = [[1200a² − 400b + 2, −400a], [−400a, 200]]. */
    @Test
    void rosenbrock() {
        double a = -1.2;
        double b = 1;
        double[] v = {0.5, -2};
        Layout layout = Layout.builder().add("a").add("b").build();
        Tape tape = new Tape(layout, new double[] {a, b}, 1);
        Var va = tape.parameter("a");
        Var minusOne = tape.constant(Array.scalar(-1));
        Var square = tape.apply(new Multiply(), va, va);
        Var valley = tape.apply(new Add(), tape.parameter("b"), tape.apply(new Multiply(), square, minusOne));
        Var hundred = tape.constant(Array.scalar(100));
        Var steep = tape.apply(new Multiply(), tape.apply(new Multiply(), valley, valley), hundred);
        Var slope = tape.apply(new Add(), va, minusOne);
        Var f = tape.apply(new Add(), steep, tape.apply(new Multiply(), slope, slope));
        double[] expected = {(1200 * a * a - 400 * b + 2) * v[0] - 400 * a * v[1], -400 * a * v[0] + 200 * v[1]};
        assertClose("Hv", expected, hessian(tape, f, v), 1e-14, largest(expected));
    }

    /** Log-sum-exp (cross-entropy is that less a linear term): Hv = p∘(v − ⟨p, v⟩). */
    @Test
    void logSumExp() {
        double[] z = {0.5, -1, 2, 0};
        double[] v = {1, -2, 0.5, 3};
        Layout layout = Layout.builder().add("z", 1, 4).build();
        Tape tape = new Tape(layout, z, 1);
        Var loss = tape.apply(new SoftmaxCrossEntropy(), tape.parameter("z"), tape.constant(Array.zeros(1)));
        double sum = 0;
        double mean = 0;
        for (double zi : z) sum += Math.exp(zi);
        for (int i = 0; i < 4; i++) mean += Math.exp(z[i]) / sum * v[i];
        double[] expected = new double[4];
        for (int i = 0; i < 4; i++) expected[i] = Math.exp(z[i]) / sum * (v[i] - mean);
        assertClose("Hv", expected, hessian(tape, loss, v), 1e-14, largest(expected));
    }
}

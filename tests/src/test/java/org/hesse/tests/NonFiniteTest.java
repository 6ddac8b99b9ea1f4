package org.hesse.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.hesse.engine.array.Array;
import org.hesse.engine.objective.Objective;
import org.hesse.engine.op.Elementwise;
import org.hesse.engine.ops.Exp;
import org.hesse.engine.ops.Mse;
import org.hesse.engine.ops.Reciprocal;
import org.hesse.engine.ops.Sqrt;
import org.hesse.engine.ops.Tanh;
import org.hesse.engine.sweep.Pull;
import org.hesse.engine.tape.NonFiniteException;
import org.hesse.engine.tape.Point;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.Operator;
import org.hesse.nn.Layer;
import org.hesse.nn.Model;
import org.hesse.nn.layers.Activation;
import org.hesse.nn.layers.Dense;
import org.junit.jupiter.api.Test;

/**
 * A loss or gradient that is not finite names the first node where that began, in the middle of a network.
 *
 * <p>The network a[2], tanh, b[3], φ, c[1] has weights 0 in b: what comes into φ is b's bias, in both examples.
 */
class NonFiniteTest {
    private static final Array X = Array.zeros(2, 1);
    private static final Array Y = Array.zeros(2, 1);

    private static Model model(Elementwise... functions) {
        List<Layer> layers = new ArrayList<>(List.of(new Dense("a", 2), new Activation(new Tanh()), new Dense("b", 3)));
        for (Elementwise fn : functions) layers.add(new Activation(fn));
        layers.add(new Dense("c", 1));
        return new Model(new int[] {1}, layers, new Mse());
    }

    private static double[] theta(Model model, double[] bias, double[] last) {
        double[] theta = new double[model.layout().size()];
        Arrays.fill(theta, 0, 4, 0.25);
        System.arraycopy(bias, 0, theta, model.layout().segment("b.bias").offset(), bias.length);
        System.arraycopy(last, 0, theta, model.layout().segment("c.weight").offset(), last.length);
        return theta;
    }

    private static void assertNames(String message, Model model, double[] theta) {
        Objective objective = model.objective(X, Y);
        double[] v = new double[theta.length];
        Arrays.fill(v, 1);
        List<Consumer<Curvature>> questions = List.of(Curvature::gradient, c -> c.split(v), c -> c.hessian().apply(v),
                c -> c.quadratic(v));
        for (Consumer<Curvature> question : questions)
            assertEquals(message, assertThrows(NonFiniteException.class, () -> ask(question, objective, theta))
                    .getMessage());
        // What failed leaves nothing behind: the model is as good as new.
        Model twin = new Model(model.input(), model.layers(), model.loss());
        double[] good = theta(model, new double[] {1, 1, 1}, new double[] {1, 2, 3});
        try (Curvature first = Curvature.at(objective, good);
                Curvature fresh = Curvature.at(twin.objective(X, Y), good)) {
            assertArrayEquals(fresh.gradient(), first.gradient());
        }
    }

    private static void ask(Consumer<Curvature> question, Objective objective, double... theta) {
        try (Curvature curvature = Curvature.at(objective, theta)) {
            question.accept(curvature);
        }
    }

    /** exp(710) is beyond the doubles. */
    @Test
    void lossThatOverflowsInTheMiddle() {
        Model model = model(new Exp());
        double[] bias = {0, 710, 709};
        assertNames("loss is Infinity: the first non-finite value is 3:exp/exp[1] = Infinity", model,
                theta(model, bias, new double[] {1, 2, 3}));
        assertNames("loss is NaN: the first non-finite value is 3:exp/exp[1] = Infinity", model,
                theta(model, new double[] {0, 710, 711}, new double[] {1, 2, -3}));
    }

    @Test
    void lossThatOverflowsAtItsEnd() {
        Model model = model(new Exp());
        assertNames("loss is Infinity: the first non-finite value is loss/mse[0] = Infinity", model,
                theta(model, new double[] {0, 709, 0}, new double[] {0, 1, 0}));
        assertNames("loss is Infinity: the first non-finite value is c/affine[0] = -Infinity", model,
                theta(model, new double[] {0, 709, 0}, new double[] {0, -10, 0}));
    }

    @Test
    void parameterThatIsNotFinite() {
        Model model = model(new Exp());
        assertNames("loss is NaN: the first non-finite value is c.weight[2] = NaN", model,
                theta(model, new double[3], new double[] {1, 1, Double.NaN}));
    }

    /** √ has the slope ∞ at 0: the adjoint of what it is applied to. */
    @Test
    void gradientAloneThatIsNotFinite() {
        Model model = model(new Sqrt());
        double[] theta = theta(model, new double[] {1, 1, 0}, new double[] {1, 2, 3});
        assertNames("gradient: the first non-finite adjoint is that of b/affine[2] = Infinity", model, theta);
        try (Point point = model.objective(X, Y).record(theta, 1)) {
            assertEquals(4.5, point.loss());
            assertThrows(NonFiniteException.class, () -> Pull.gradient(point));
        }
    }

    /** 1/exp(710) is 0 and the loss finite; its slope is 0·∞. */
    @Test
    void finiteLossBehindAnInfiniteValue() {
        Model model = model(new Exp(), new Reciprocal());
        assertNames("gradient: the first non-finite adjoint is that of b/affine[1] = NaN", model,
                theta(model, new double[] {0, 710, 0}, new double[] {1, 2, 3}));
    }

    /** φ″ of √ overflows at 1e-210 where φ and φ′ do not: no product may pass for finite that is not. */
    @Test
    void productsThatAreNotFiniteShow() {
        Model model = model(new Sqrt());
        double[] theta = theta(model, new double[] {1, 1, 1e-210}, new double[] {1, 2, 3});
        double[] v = new double[theta.length];
        Arrays.fill(v, 1);
        try (Curvature c = Curvature.at(model.objective(X, Y), theta)) {
            assertTrue(Double.isFinite(c.loss()) && Double.isFinite(Vectors.largest(c.gradient())));
            for (Operator operator : List.of(c.hessian(), c.nme(), c.nmeActivation())) {
                String message = assertThrows(NonFiniteException.class, () -> operator.apply(v)).getMessage();
                assertTrue(message.startsWith(operator + ": the product's first non-finite number is a"), message);
            }
            assertThrows(NonFiniteException.class, () -> c.quadratic(v));
            assertTrue(Double.isFinite(Vectors.largest(c.nmeCoupling().apply(v))));
            double g = Vectors.largest(c.gaussNewton().apply(v));
            assertTrue(g > 1e209 && Double.isFinite(g), "Gv needs φ′ alone: " + g);
        }
    }
}

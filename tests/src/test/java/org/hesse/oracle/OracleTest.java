package org.hesse.oracle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import org.hesse.engine.array.Layout;
import org.junit.jupiter.api.Test;

/** The oracle against closed forms and finite differences: why its word counts. */
class OracleTest {
    private static final long SEED = 2401_10809;
    private static final List<UnaryOperator<Value>> FUNCTIONS = List.of(Functions::exp, Functions::expm1,
            x -> Functions.log(x.plus(3)), x -> Functions.log1p(x.plus(3)),
            x -> Functions.reciprocal(x.plus(3)), Functions::tanh,
            Functions::erf, Functions::step, Functions::relu, Functions::sigmoid, Functions::silu, Functions::softplus,
            Functions::elu, Functions::gelu, x -> Functions.betaGelu(1.7, x), Functions::sin, Functions::cos,
            Functions::geluTanh, x -> Functions.elu(0.6, x), x -> Functions.bent(-0.3, 2, x),
            x -> Functions.clipped(0.5, x), x -> Functions.power(2.3, x.plus(3)), x -> Functions.power(2, x),
            x -> Functions.power(1, x), x -> Functions.power(0, x), x -> new Whole(Functions::silu).of(x));

    @Test
    void functionsAreWhatTheirFormulasSay() {
        Map<UnaryOperator<Value>, DoubleUnaryOperator> formulas = new LinkedHashMap<>();
        formulas.put(Functions::sigmoid, x -> 1 / (1 + Math.exp(-x)));
        formulas.put(Functions::silu, x -> x / (1 + Math.exp(-x)));
        formulas.put(Functions::softplus, x -> Math.log(1 + Math.exp(x)));
        formulas.put(Functions::elu, x -> x > 0 ? x : Math.exp(x) - 1);
        formulas.put(Functions::relu, x -> Math.max(x, 0));
        formulas.put(Functions::log, Math::log);
        formulas.put(t -> Functions.elu(2, t), x -> x > 0 ? x : 2 * Math.exp(x) - 2);
        formulas.put(t -> Functions.bent(-2, 3, t), x -> x > 0 ? 3 * x : -2 * x);
        formulas.put(t -> Functions.clipped(1, t), x -> Math.max(-1, Math.min(x, 1)));
        formulas.put(t -> Functions.power(1.5, t), x -> x * Math.sqrt(x));
        formulas.put(Functions::geluTanh,
                x -> x / (1 + Math.exp(-2 * Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x))));
        formulas.forEach((f, formula) -> {
            for (double x : new double[] {0.3, 1.7, 4})
                assertEquals(formula.applyAsDouble(x), at(f, x), 1e-15 * Math.max(1, x), "at " + x);
        });
    }

    /** Values of erf from Abramowitz & Stegun, table 7.1, and of the normal distribution at 1. */
    @Test
    void erfHasItsTabulatedValues() {
        assertEquals(0.5204998778130465, Functions.erf(0.5), 2e-16);
        assertEquals(-0.8427007929497149, Functions.erf(-1), 2e-16);
        assertEquals(0.9953222650189527, Functions.erf(2), 4e-16);
        assertEquals(1, Functions.erf(7), 0);
        assertEquals(0.8413447460685429, at(Functions::gelu, 1), 2e-16);
        assertEquals(2 * 0.8413447460685429, at(x -> Functions.betaGelu(0.5, x), 2), 4e-16);
    }

    /** Each of the first four derivatives is the five-point difference of the one before; at 0 kinks go left. */
    @Test
    void derivativesOfFunctionsNest() {
        for (UnaryOperator<Value> f : FUNCTIONS) {
            UnaryOperator<Value> d = f;
            for (int k = 1; k <= 4; k++, d = derivative(d))
                for (double x : new double[] {-2.1, -0.4, 0.3, 1.6})
                    assertEquals(slope(d, x), at(derivative(d), x), 1e-9 * Math.max(1, Math.abs(slope(d, x))));
        }
        assertEquals(0, at(derivative(Functions::relu), 0));
        assertEquals(1, at(derivative(derivative(Functions::elu)), 0));
    }

    /** Siskind and Pearlmutter (2005): `d/dx x·(d/dy (x + y))` is 1, and 2 where the perturbations are confused. */
    @Test
    void perturbationsAreNotConfused() {
        Value one = Matrix.row(1);
        BinaryOperator<Value> inner = (x, y) -> Nested.jvp(x::plus, y, one);
        assertEquals(1, number(Nested.jvp(x -> x.times(inner.apply(x, one)), one, one)));
        assertEquals(1, number(Nested.grad(x -> x.times(Nested.grad(x::plus, one)), one)));
    }

    /** `f = Σ x³/6` has `Hv = x∘v` and `½∇(vᵀHv) = ½v∘v`; a program that ignores x has derivative 0. */
    @Test
    void cubicHasItsThirdDerivative() {
        NestedOracle cubic = new NestedOracle(x -> x.times(x).times(x), z -> z.sum().scale(1 / 6.0));
        Matrix x = Matrix.row(1, -2, 3);
        Matrix v = Matrix.row(4, 1, -2);
        assertNear(Matrix.row(4, -2, -6), cubic.hessian(x, v), 1e-15);
        assertNear(Matrix.row(8, 0.5, 2), cubic.third(x, v), 1e-15);
        assertNear(Matrix.row(0, 0, 0), Nested.grad(t -> x.sum(), x), 0);
        assertNear(Matrix.row(0), Nested.jvp(t -> x.sum(), x, v), 0);
    }

    /**
     * `z = a tanh(wx)`, `L = ½(z − y)²`: G = ∇z∇zᵀ; of N, (z − y)aφ″x² at (w, w) is activation and (z − y)φ′x at (a, w)
     * coupling.
     */
    @Test
    void oneHiddenUnitByHand() {
        double a = 1.3;
        double w = -0.7;
        double x = 0.9;
        double h = Math.tanh(w * x);
        double slope = 1 - h * h;
        double r = a * h - 0.4;
        NestedOracle unit = new NestedOracle(
                t -> Functions.tanh(t.slice(1, 1, 1).scale(x)).times(t.slice(0, 1, 1)),
                z -> Losses.mse(z, Matrix.row(0.4)));
        Matrix v = Matrix.row(2, 5);
        Matrix theta = Matrix.row(a, w);
        double jv = h * 2 + a * slope * x * 5;
        assertNear(Matrix.row(r * h, r * a * slope * x), unit.gradient(theta), 1e-15);
        assertNear(Matrix.row(h * jv, a * slope * x * jv), unit.gaussNewton(theta, v), 1e-15);
        assertNear(Matrix.row(0, r * a * -2 * h * slope * x * x * 5), unit.nmeActivation(theta, v), 1e-15);
        assertNear(Matrix.row(r * slope * x * 5, r * slope * x * 2), unit.nmeCoupling(theta, v), 1e-15);
    }

    /** Two logits: cross-entropy is softplus(z₁ − z₀), so its value and H_z are known far out as well. */
    @Test
    void crossEntropyIsStable() {
        NestedOracle loss = new NestedOracle(z -> z, z -> Losses.softmaxCrossEntropy(z, Matrix.row(1, 0)));
        assertEquals(2e4, number(loss.loss(Matrix.row(-1e4, 1e4))));
        assertEquals(0, number(loss.loss(Matrix.row(1e4, -1e4))));
        assertNear(Matrix.row(-0.25, 0.25), loss.hessian(Matrix.row(3, 3), Matrix.row(0, 1)), 1e-16);
        NestedOracle logistic = new NestedOracle(z -> z, z -> Losses.binaryCrossEntropy(z, Matrix.row(0.3, 1)));
        assertEquals(0.7e4, number(logistic.loss(Matrix.row(1e4, 1e4))), 1e-11);
        assertNear(Matrix.row(0.5, 0), logistic.hessian(Matrix.row(0, 1e4), Matrix.row(2, 2)), 1e-15);
    }

    /** Every product is the five-point difference of what it differentiates; H = G + N, N = activation + coupling. */
    @Test
    void networksAgreeWithDifferences() {
        System.out.println("seed " + SEED);
        Random random = new Random(SEED);
        Layout layout = Layout.builder().add("w", 4, 3).add("b", 4).add("u", 2, 4).build();
        Matrix x = Matrix.gaussian(random, 5, 3);
        NestedOracle oracle = NestedOracle.of(layout,
                p -> Functions.gelu(x.affine(p.apply("w"), p.apply("b"))).affine(p.apply("u"), null),
                z -> Losses.softmaxCrossEntropy(z, Losses.targets(new double[] {0, 1, 1, 0, 1}, 2, 0.1)));
        Matrix theta = Matrix.gaussian(random, 1, layout.size());
        Matrix v = Matrix.gaussian(random, 1, layout.size());
        Matrix u = Matrix.gaussian(random, 1, layout.size());
        assertNear(difference(oracle::loss, theta, u), oracle.gradient(theta).dot(u), 1e-9);
        assertNear(difference(oracle::gradient, theta, v), oracle.hessian(theta, v), 1e-9);
        Value r = Nested.grad(oracle.loss(), oracle.model().apply(theta));
        assertNear(difference(t -> Nested.vjp(oracle.model(), t, r), theta, v), oracle.nme(theta, v), 1e-9);
        assertNear(oracle.hessian(theta, v), oracle.gaussNewton(theta, v).plus(oracle.nme(theta, v)), 1e-14);
        assertNear(oracle.nme(theta, v), oracle.nmeActivation(theta, v).plus(oracle.nmeCoupling(theta, v)), 1e-14);
        assertThird(t -> v.dot(oracle.hessian(t, v)), oracle.third(theta, v), theta, u);
        assertThird(t -> v.dot(oracle.gaussNewton(t, v)), oracle.thirdGaussNewton(theta, v), theta, u);
        assertThird(t -> v.dot(oracle.nme(t, v)), oracle.thirdNme(theta, v), theta, u);
    }

    @Test
    void shapesThatDoNotFitThrow() {
        assertThrows(IllegalArgumentException.class, () -> Matrix.row(1, 2).plus(Matrix.row(1)));
        assertThrows(IllegalArgumentException.class, () -> Matrix.row(1, 2).times(Matrix.row(1)));
        assertThrows(IllegalArgumentException.class, () -> Matrix.row(1, 2).matmul(Matrix.row(1, 2)));
    }

    private static void assertThird(UnaryOperator<Value> form, Value half, Matrix theta, Matrix u) {
        assertNear(difference(form, theta, u), half.dot(u).scale(2), 1e-9);
    }

    private static UnaryOperator<Value> derivative(UnaryOperator<Value> f) {
        return x -> Nested.jvp(f, x, Matrix.filled(x.rows(), x.columns(), 1));
    }

    private static double slope(UnaryOperator<Value> f, double x) {
        return number(difference(f, Matrix.row(x), Matrix.row(1)));
    }

    /** `f′(x)v` by five points, whose error is of fourth order in the step. */
    private static Value difference(UnaryOperator<Value> f, Value x, Value v) {
        double step = 1e-3;
        Value near = f.apply(x.plus(v.scale(step))).minus(f.apply(x.minus(v.scale(step))));
        Value far = f.apply(x.plus(v.scale(2 * step))).minus(f.apply(x.minus(v.scale(2 * step))));
        return near.scale(8).minus(far).scale(1 / (12 * step));
    }

    private static double at(UnaryOperator<Value> f, double x) { return number(f.apply(Matrix.row(x))); }

    private static double number(Value x) { return x.number().at(0); }

    private static void assertNear(Value expected, Value actual, double tolerance) {
        double[] e = expected.number().data();
        double largest = 0;
        for (double each : e) largest = Math.max(largest, Math.abs(each));
        assertArrayEquals(e, actual.number().data(), tolerance * largest);
    }
}

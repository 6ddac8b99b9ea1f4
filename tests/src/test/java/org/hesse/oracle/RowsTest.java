package org.hesse.oracle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import java.util.function.UnaryOperator;
import org.hesse.oracle.Primitive.Kind;
import org.junit.jupiter.api.Test;

/** Functions of rows and replaced derivatives against what is known of them. */
class RowsTest {
    private static final Matrix Z = new Matrix(2, 3, 0.3, -1, 2, 4, 4, -0.5);

    @Test
    void softmaxIsWhatItsFormulaSays() {
        double[] e = {Math.exp(0.3), Math.exp(-1), Math.exp(2), Math.exp(4), Math.exp(4), Math.exp(-0.5)};
        double first = e[0] + e[1] + e[2];
        double second = e[3] + e[4] + e[5];
        assertNear(Rows.softmax(Z), e[0] / first, e[1] / first, e[2] / first, e[3] / second, e[4] / second,
                e[5] / second);
        assertNear(Rows.logSumExp(Z), Math.log(first), Math.log(second));
    }

    /** ∇ Σ log-sum-exp = softmax, and the derivative of softmax along v is `p∘(v − ⟨p, v⟩)`. */
    @Test
    void derivativesOfRows() {
        Matrix p = Rows.softmax(Z).number();
        assertNear(Nested.grad(z -> Rows.logSumExp(z).sum(), Z), p.data());
        Matrix v = new Matrix(2, 3, 1, 0, 0, 0, 0, 2);
        double[] dp = {p.at(0) * (1 - p.at(0)), -p.at(1) * p.at(0), -p.at(2) * p.at(0), -2 * p.at(3) * p.at(5),
                -2 * p.at(4) * p.at(5), 2 * p.at(5) * (1 - p.at(5))};
        assertNear(Nested.jvp(Rows::softmax, Z, v), dp);
        assertNear(Nested.jvp(new Whole(Rows::softmax)::of, Z, v), dp);
        assertNear(Nested.vjp(new Whole(Rows::softmax)::of, Z, v), dp);
    }

    /** `h(r) = ½r²` up to δ, `δ(|r| − ½δ)` beyond; its gradient is r cut off at ±δ. */
    @Test
    void huberIsQuadraticAndThenLinear() {
        Matrix y = new Matrix(2, 3, 0, 0, 0, 0, 4.5, 0);
        double h = 0.045 + 0.5 * (1 - 0.25) + 0.5 * (2 - 0.25) + 0.5 * (4 - 0.25) + 0.125 + 0.125;
        assertNear(Losses.huber(0.5, Z, y), h / 2);
        assertNear(Nested.grad(z -> Losses.huber(0.5, z, y), Z), 0.15, -0.25, 0.25, 0.25, -0.25, -0.25);
    }

    /** Value and slope of tanh, and from there on sin, cos, −sin. */
    @Test
    void replacedDerivativesGoTheirOwnWay() {
        UnaryOperator<Value> f = x -> Functions.replaced(Functions::tanh, Functions::sin, x);
        UnaryOperator<Value> slope = derivative(f);
        Matrix x = Matrix.row(0.7, -2);
        assertNear(f.apply(x), Functions.tanh(x).number().data());
        assertNear(slope.apply(x), derivative(Functions::tanh).apply(x).number().data());
        assertNear(derivative(slope).apply(x), Math.sin(0.7), Math.sin(-2));
        assertNear(derivative(derivative(derivative(slope))).apply(x), -Math.sin(0.7), -Math.sin(-2));
    }

    @Test
    void kindsAreThoseOfTheOutermostPrimitives() {
        assertEquals(Set.of(Kind.FUNCTION), Nested.kinds(in -> new Whole(Rows::softmax).of(in[0]), Z));
        assertEquals(Set.of(Kind.LINEAR, Kind.PRODUCT, Kind.FUNCTION), Nested.kinds(in -> Rows.softmax(in[0]), Z));
        assertEquals(Set.of(Kind.LINEAR), Nested.kinds(in -> Functions.relu(in[0]), Z));
        assertEquals(Set.of(), Nested.kinds(in -> in[0], Z));
    }

    private static UnaryOperator<Value> derivative(UnaryOperator<Value> f) {
        return x -> Nested.jvp(f, x, Matrix.filled(x.rows(), x.columns(), 1));
    }

    private static void assertNear(Value actual, double... expected) {
        assertArrayEquals(expected, actual.number().data(), 1e-15);
    }
}

package org.hesse.tests;

import static org.hesse.tests.IntegerProblem.dot;
import static org.hesse.tests.IntegerProblem.sum;
import static org.hesse.tests.IntegerProblem.whole;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.hesse.engine.op.Elementwise;
import org.hesse.engine.ops.Identity;
import org.hesse.engine.ops.Mse;
import org.hesse.engine.ops.Square;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.Quadratic;
import org.hesse.hessian.Split;
import org.hesse.nn.Layer;
import org.hesse.nn.Model;
import org.hesse.nn.layers.Activation;
import org.hesse.nn.layers.Dense;
import org.junit.jupiter.api.Test;

/** Law 9: polynomial networks on whole numbers equal BigInteger arithmetic bit for bit. */
class IntegerLawsTest {
    private static final int SEEDS = 5;
    private static final Elementwise SQUARE = new Square();
    private static final Elementwise IDENTITY = new Identity();

    private int entries;
    private int nonzero;

    @Test
    void oneSquare() {
        check(List.of(4, 2), List.of(SQUARE), true, 8);
        // 4·3 + 4 + 2·4 + 2 parameters, 6 vectors.
        assertCounts(26 * 6);
    }

    @Test
    void squareThenIdentity() {
        check(List.of(4, 3, 2), List.of(SQUARE, IDENTITY), true, 4);
        assertCounts(39 * 6);
    }

    @Test
    void identitiesOnly() {
        check(List.of(4, 3, 3, 2), List.of(IDENTITY, IDENTITY, IDENTITY), true, 4);
        assertCounts(51 * 6);
    }

    @Test
    void twoSquaresWithoutBiases() {
        check(List.of(3, 2, 2), List.of(SQUARE, SQUARE), false, 2);
        assertCounts(19 * 6);
    }

    @Test
    void twoSquaresOfOneExample() {
        check(List.of(3, 2, 1), List.of(SQUARE, SQUARE), true, 1);
        assertCounts(23 * 6);
    }

    private void assertCounts(int expected) {
        assertEquals(expected * SEEDS, entries);
        assertTrue(nonzero > entries / 2, nonzero + " of " + entries + " are not 0");
    }

    private void check(List<Integer> widths, List<Elementwise> functions, boolean bias, int rows) {
        List<Layer> layers = new ArrayList<>();
        for (int l = 0; l < widths.size(); l++) {
            layers.add(new Dense("fc" + l, widths.get(l), bias));
            if (l < functions.size()) layers.add(new Activation(functions.get(l)));
        }
        Model model = new Model(new int[] {3}, layers, new Mse());
        for (int seed = 0; seed < SEEDS; seed++) check(IntegerProblem.of(model, rows, 2, seed));
    }

    private void check(IntegerProblem c) {
        c.assertExact();
        IntegerReference r = c.reference();
        BigInteger[] nme = sum(r.activation, r.coupling);
        int n = c.rows();
        double[] v = Arrays.stream(c.v()).asDoubleStream().toArray();
        try (Curvature curvature = c.curvature()) {
            assertEquals(r.loss, whole(2 * n, curvature.loss()), "loss");
            Split split = curvature.fineSplit(v);
            assertSame("∇L", n, r.gradient, split.gradient());
            assertSame("Gv", n, r.gaussNewton, split.gaussNewton(), curvature.gaussNewton().apply(v));
            assertSame("Nv", n, nme, split.nme(), curvature.split(v).nme(), curvature.nme().apply(v));
            assertSame("Hv", n, sum(r.gaussNewton, nme), split.hessian(), curvature.hessian().apply(v));
            assertSame("Nv, activation", n, r.activation, split.nmeActivation(), curvature.nmeActivation().apply(v));
            assertSame("Nv, coupling", n, r.coupling, split.nmeCoupling(), curvature.nmeCoupling().apply(v));
            Quadratic q = curvature.quadratic(v);
            assertEquals(dot(c.v(), r.gaussNewton), whole(n, q.gaussNewton()), "vᵀGv");
            assertEquals(dot(c.v(), r.activation), whole(n, q.nmeActivation()), "vᵀNv, activation");
            assertEquals(dot(c.v(), r.coupling), whole(n, q.nmeCoupling()), "vᵀNv, coupling");
        }
    }

    private void assertSame(String what, int n, BigInteger[] expected, double[]... actual) {
        for (double[] a : actual) {
            assertEquals(expected.length, a.length, what);
            for (int i = 0; i < a.length; i++) assertEquals(expected[i], whole(n, a[i]), what + "[" + i + "]");
        }
        entries += expected.length;
        nonzero += (int) Stream.of(expected).filter(x -> x.signum() != 0).count();
    }
}

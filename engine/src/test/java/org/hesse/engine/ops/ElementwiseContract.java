package org.hesse.engine.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.hesse.engine.array.FunctionsContract;
import org.hesse.engine.array.Kernels;
import org.hesse.engine.array.PreciseElementwise;
import org.hesse.engine.array.Ulps;
import org.hesse.engine.op.Elementwise;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * φ…φ‴ of the elementwise functions by a provider's kernels, in ulp of their largest term: within 4 at every row of
 * `elementwise.csv`, and, for all that are more than a few products, at 10⁴ points, or as many as `-Dhesse.points`
 * says. Both are in 40-digit arithmetic, the first by another system.
 */
public interface ElementwiseContract {
    double FEW = 4;

    Kernels kernels();

    /**
     * How far out an op is computed so well: from there on something in it is below the smallest normal number.
     *
     * @param parameter β, or 1
     */
    record Promise(Elementwise op, double parameter, double reach) {
        Promise(Elementwise op, double reach) { this(op, 1, reach); }
    }

    private static List<Promise> promises() {
        return List.of(new Promise(new Gelu(), 40), new Promise(new Silu(), 700), new Promise(new Sigmoid(), 700),
                new Promise(new Softplus(), 700), new Promise(new Tanh(), 350), new Promise(new Erf(), 28),
                new Promise(new Elu(), 700), new Promise(new Exp(), 700), new Promise(new Log(), 230),
                new Promise(new ReluHat(0.7), 0.7, 50), new Promise(new BetaGelu(0.7), 0.7, 50),
                new Promise(new GeluTanh(), 25),
                new Promise(new Sin(), 10), new Promise(new Cos(), 10), new Promise(new Sqrt(), 10),
                new Promise(new Reciprocal(), 10));
    }

    @TestFactory
    default Stream<DynamicTest> everyRow() throws IOException {
        Map<String, List<ElementwiseRow>> rows = ElementwiseRow.all();
        assertEquals(21, rows.size());
        assertEquals(2592, rows.values().stream().mapToInt(List::size).sum());
        return rows.entrySet().stream().map(e -> DynamicTest.dynamicTest(e.getKey(), () -> check(e.getValue())));
    }

    @TestFactory
    default Stream<DynamicTest> everywhere() {
        return promises().stream().map(p -> DynamicTest.dynamicTest(p.op().toString(), () -> check(p)));
    }

    private void check(List<ElementwiseRow> rows) throws ReflectiveOperationException {
        ElementwiseRow first = rows.get(0);
        Promise promise = new Promise(first.op(), first.parameterOr1(), 0);
        double[] x = rows.stream().mapToDouble(ElementwiseRow::x).toArray();
        double[][] d = fill(promise.op(), x);
        for (int i = 0; i < x.length; i++) check(promise, x[i], rows.get(i).expected(), i, d);
    }

    private void check(Promise promise) {
        double[] x = points(promise);
        double[][] d = fill(promise.op(), x);
        for (int i = 0; i < x.length; i++)
            check(promise, x[i], PreciseElementwise.at(promise.op().name(), promise.parameter(), x[i]), i, d);
    }

    /** Derivatives that an op does not have are left 0. */
    private double[][] fill(Elementwise op, double... x) {
        double[][] d = new double[4][x.length];
        op.fill(kernels(), op.highest(), x.length, x, d, new double[4][x.length]);
        return d;
    }

    private static void check(Promise promise, double x, List<BigDecimal> expected, int i, double[][] d) {
        double[] terms = LargestTerms.of(promise.op().name(), promise.parameter(), x);
        assertEquals(4, expected.size());
        for (int k = 0; k < 4; k++) {
            double error = Ulps.error(d[k][i], expected.get(k), terms[k]);
            assertTrue(error <= FEW, promise.op() + ", derivative " + k + " at " + x + ": " + d[k][i]
                    + " for " + expected.get(k).doubleValue() + ", wrong by " + error + " ulp");
        }
    }

    /** Anywhere, at every scale, where the function bends, and near 0; of logarithm and root e to all these. */
    private static double[] points(Promise promise) {
        double reach = promise.reach();
        Random random = new Random(3);
        double[] x = new double[FunctionsContract.POINTS];
        for (int i = 0; i < x.length; i += 4) {
            x[i] = reach * (2 * random.nextDouble() - 1);
            x[i + 1] = Math.copySign(reach * Math.pow(10, -3 * random.nextDouble()), random.nextDouble() - 0.5);
            x[i + 2] = 2 * random.nextGaussian() / promise.parameter();
            x[i + 3] = Math.copySign(Math.pow(10, -9 * random.nextDouble()), random.nextDouble() - 0.5);
        }
        if (promise.op() instanceof Log || promise.op() instanceof Sqrt)
            for (int i = 0; i < x.length; i++) x[i] = Math.exp(x[i]);
        return x;
    }
}

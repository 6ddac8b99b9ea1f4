package org.hesse.testkit;

import java.util.function.DoubleFunction;
import org.hesse.engine.array.Array;

/** The laws that tie an op's rules to the function, and to each other, by derivatives. */
final class Calculus {
    private static final double ROUNDING = 1e-12;
    private static final double DIFFERENCES = 1e-8;

    private Calculus() {}

    static void naive(Sample s, Tally tally) {
        tally.close("y0", s.expected(), new Harness(s, Curve.of(s, 0).at(0)).y(0), ROUNDING);
    }

    static void forward(Sample s, Tally tally) {
        Curve curve = Curve.of(s, 0);
        for (int k = 1; k <= s.order(); k++) {
            if (!s.differences(k == 1 ? Sample.Row.FORWARD_1 : Sample.Row.FORWARD_2)) continue;
            int before = k - 1;
            double[] expected = derivative(s.step(), k, e -> new Harness(s, curve.at(e)).y(before));
            tally.close("y" + k, expected, new Harness(s, curve.at(0)).y(k), DIFFERENCES);
        }
    }

    static void pull(Sample s, Tally tally) {
        for (int k = 1; k <= s.order(); k++)
            if (s.differences(k == 1 ? Sample.Row.PULL_1 : Sample.Row.PULL_2))
                for (int i = 0; i < s.inputs(); i++) if (!s.isFixed(i)) pull(s, k, i, tally);
    }

    private static void pull(Sample s, int k, int i, Tally tally) {
        Curve curve = Curve.of(s, 0);
        Array ybar = ybar(s);
        double[] expected = derivative(s.step(), k, e -> new Harness(s, curve.at(e)).adjoints(k - 1, ybar)[i]);
        double[] actual = new Harness(s, curve.at(0)).adjoints(k, ybar)[i];
        tally.close("J" + k + "ᵀȳ at input " + i, expected, actual, DIFFERENCES);
    }

    static void transpose(Sample s, Tally tally) {
        Curve curve = Curve.of(s, 0);
        Array ybar = ybar(s);
        Harness harness = new Harness(s, curve.at(0));
        double[] left = dot(ybar.toArray(), harness.y(1));
        double[] right = dot(harness.adjoints(0, ybar), curve);
        equal("⟨ȳ, J₀v⟩", left, right, tally);
    }

    static void symmetry(Sample s, Tally tally) {
        Curve v = Curve.of(s, 0);
        Curve u = Curve.of(s, 1);
        Array ybar = ybar(s);
        double[] left = dot(new Harness(s, u.at(0)).adjoints(1, ybar), v);
        double[] right = dot(new Harness(s, v.at(0)).adjoints(1, ybar), u);
        equal("⟨J₁[u]ᵀȳ, v⟩", left, right, tally);
    }

    /** An adjoint for the output, drawn from the sample's seed. */
    static Array ybar(Sample s) {
        int[] shape = s.shape();
        return Windows.of(new Numbers(31 * s.seed() + 17).uniform(-1, 1, Array.size(shape)), shape);
    }

    /** `(1/k) f′(0)` by five points: the error is of order h⁴, and none for polynomials up to degree 4. */
    static double[] derivative(double h, int k, DoubleFunction<double[]> f) {
        double[] a = f.apply(-2 * h);
        double[] b = f.apply(-h);
        double[] c = f.apply(h);
        double[] d = f.apply(2 * h);
        double[] slope = new double[a.length];
        for (int i = 0; i < slope.length; i++) slope[i] = ((a[i] - d[i]) + 8 * (c[i] - b[i])) / (12 * h * k);
        return slope;
    }

    /** `Σ x_i y_i` and `Σ |x_i y_i|`, the measure of its rounding. */
    static double[] dot(double[] x, double[] y) {
        double[] sum = new double[2];
        for (int i = 0; i < x.length; i++) {
            sum[0] += x[i] * y[i];
            sum[1] += Math.abs(x[i] * y[i]);
        }
        return sum;
    }

    private static double[] dot(double[][] xbar, Curve curve) {
        double[] sum = new double[2];
        for (int i = 0; i < xbar.length; i++) {
            if (xbar[i] == null) continue;
            double[] term = dot(xbar[i], curve.v(i));
            sum[0] += term[0];
            sum[1] += term[1];
        }
        return sum;
    }

    private static void equal(String what, double[] left, double[] right, Tally tally) {
        double bound = ROUNDING * Math.max(left[1], right[1]);
        tally.within(what, new double[] {left[0]}, new double[] {right[0]}, bound);
    }
}

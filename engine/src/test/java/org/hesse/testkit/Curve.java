package org.hesse.testkit;

import java.util.ArrayList;
import java.util.List;
import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Pool;
import org.hesse.engine.jet.Jet;

/** The path `x(ε) = x + εv + ε²w` through a sample's inputs; on a straight one (w = 0) broken rules go unseen. */
final class Curve {
    /** How a coefficient that is zero is given to the op. */
    enum Zero { WRITTEN, EMPTY, ABSENT }

    private final Sample sample;
    /** `series[i] = {x_i, v_i, w_i}`. */
    private final double[][][] series;

    private Curve(Sample sample, double[][][] series) {
        this.sample = sample;
        this.series = series;
    }

    /** A path through the sample; another `branch` leaves in another direction. */
    static Curve of(Sample sample, int branch) {
        Numbers numbers = new Numbers(31 * sample.seed() + branch);
        double[][][] series = new double[sample.inputs()][][];
        for (int i = 0; i < series.length; i++) {
            double[] x = sample.x(i);
            series[i] = sample.isFixed(i)
                    ? new double[][] {x}
                    : new double[][] {x, numbers.uniform(-1, 1, x.length), numbers.uniform(-1, 1, x.length)};
        }
        return new Curve(sample, series);
    }

    /** The straight path on which input 0 moves along v, and nothing else moves. */
    static Curve straight(Sample sample, double[] v) {
        double[][][] series = new double[sample.inputs()][][];
        for (int i = 0; i < series.length; i++)
            series[i] = i == 0 ? new double[][] {sample.x(i), v, new double[v.length]} : new double[][] {sample.x(i)};
        return new Curve(sample, series);
    }

    /** `v_i`, zeros for an input that does not move. */
    double[] v(int i) { return series[i].length > 1 ? series[i][1] : new double[series[i][0].length]; }

    /** The jets at ε: `x + εv + ε²w`, `v + 2εw`, `w`. */
    Jet[] at(double e) {
        Jet[] jets = new Jet[series.length];
        for (int i = 0; i < jets.length; i++) {
            double[][] s = series[i];
            jets[i] = s.length == 1
                    ? jet(i, s[0])
                    : jet(i, sum(1, s[0], e, s[1], e * e, s[2]), sum(1, s[1], 2 * e, s[2], 0, s[2]), s[2]);
        }
        return jets;
    }

    /** The jets at 0 where bit `2i + k − 1` of `mask` makes coefficient k of input i zero. */
    Jet[] without(int mask, Zero zero) {
        Jet[] jets = new Jet[series.length];
        for (int i = 0; i < jets.length; i++) {
            List<Accumulator> sums = new ArrayList<>();
            for (int k = 0; k < series[i].length; k++)
                sums.add(k > 0 && (mask & (1 << (2 * i + k - 1))) != 0 ? zero(i, zero) : holding(i, series[i][k]));
            while (zero == Zero.ABSENT && sums.get(sums.size() - 1).isEmpty()) sums.remove(sums.size() - 1);
            jets[i] = new Jet(sums.toArray(Accumulator[]::new));
        }
        return jets;
    }

    private Accumulator zero(int i, Zero zero) {
        int[] shape = sample.shape(i);
        return zero == Zero.WRITTEN
                ? holding(i, new double[Array.size(shape)])
                : Accumulator.pooled(new Pool(), shape);
    }

    private Accumulator holding(int i, double[] values) {
        return Accumulator.holding(Windows.of(values, sample.shape(i)));
    }

    private Jet jet(int i, double[]... coefficients) {
        Accumulator[] sums = new Accumulator[coefficients.length];
        for (int k = 0; k < sums.length; k++) sums[k] = holding(i, coefficients[k]);
        return new Jet(sums);
    }

    private static double[] sum(double a, double[] x, double b, double[] y, double c, double[] z) {
        double[] sum = new double[x.length];
        for (int i = 0; i < sum.length; i++) sum[i] = a * x[i] + b * y[i] + c * z[i];
        return sum;
    }
}

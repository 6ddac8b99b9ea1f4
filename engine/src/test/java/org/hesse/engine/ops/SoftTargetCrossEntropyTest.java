package org.hesse.engine.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.Stream;
import org.hesse.engine.array.Array;
import org.hesse.testkit.Numbers;
import org.hesse.testkit.OpContract;
import org.hesse.testkit.Sample;
import org.junit.jupiter.api.Test;

class SoftTargetCrossEntropyTest implements OpContract {
    @Override
    public Stream<Sample> samples() { return Stream.of(sample(4, 3), sample(1, 2), sample(3, 1), tokens()); }

    @Override
    public Stream<int[][]> badShapes() {
        return Stream.of(new int[][] {{4, 3}, {4}}, new int[][] {{4}, {4}}, new int[][] {{4, 0}, {4, 0}},
                new int[][] {{4, 0, 3}, {4, 0, 3}},
                new int[][] {{4, 3}, {3, 4}});
    }

    private static Sample sample(int n, int classes) {
        Numbers numbers = new Numbers(n + classes);
        return Sample.of(new SoftTargetCrossEntropy(), x -> naive(n, x[0], x[1]), n + classes,
                numbers.clear(n, classes), distributions(numbers, n, classes)).fixed(1);
    }

    /** Two sequences of three tokens: the mean is over all six. */
    private static Sample tokens() {
        Numbers numbers = new Numbers(8);
        Array y = distributions(numbers, 6, 4);
        return Sample.of(new SoftTargetCrossEntropy(), x -> naive(6, x[0], x[1]), 8, numbers.clear(2, 3, 4),
                Array.of(y.data(), 2, 3, 4)).fixed(1);
    }

    private static Array distributions(Numbers numbers, int n, int classes) {
        Array y = numbers.between(0, 1, n, classes);
        for (int i = 0; i < n; i++) {
            double sum = 0;
            for (int c = 0; c < classes; c++) sum += y.get(i * classes + c);
            for (int c = 0; c < classes; c++) y.set(i * classes + c, y.get(i * classes + c) / sum);
        }
        return y;
    }

    /** `−1/n Σ_i Σ_c y_ic ln p_ic`, the definition. */
    private static double[] naive(int n, double[] z, double[] y) {
        int classes = z.length / n;
        double sum = 0;
        for (int e = 0; e < z.length; e++) {
            double total = 0;
            for (int c = 0; c < classes; c++) total += Math.exp(z[e / classes * classes + c]);
            sum -= y[e] * Math.log(Math.exp(z[e]) / total);
        }
        return new double[] {sum / n};
    }

    @Test
    void largeLogits() {
        Array z = Array.of(new double[] {1e4, -1e4, 1e4, -1e4, 1, Double.NEGATIVE_INFINITY}, 3, 2);
        Array y = Array.of(new double[] {1, 0, 0.25, 0.75, 1, 0}, 3, 2);
        LossAt loss = new LossAt(new SoftTargetCrossEntropy(), z, y);
        assertEquals(0.75 * 2e4 / 3, loss.value(), 1e-12);
        loss.assertResiduals(0, 0, 0, 0.25, -0.25, 0, 0);
        loss.assertResiduals(1, new double[6]);
        loss.assertResiduals(2, new double[6]);
    }

    @Test
    void targetsThatAreNoDistributionThrow() {
        assertEquals("soft_target_cross_entropy: y[1] is no distribution: entries must be at least 0 and sum to 1, the "
                + "sum is 0.75", message(0.5, 0.25));
        assertEquals("soft_target_cross_entropy: y[1] is no distribution: entries must be at least 0 and sum to 1, the "
                + "sum is 1.0", message(1.5, -0.5));
        message(Double.NaN, 1);
        message(0.5, 0.5 + 1.1e-9);
        Array almost = Array.of(new double[] {0.5, 0.5 + 0.9e-9}, 1, 2);
        assertEquals(Math.log(2), new SoftTargetCrossEntropy().value(Array.zeros(1, 2), almost), 1e-15);
    }

    private static String message(double... row) {
        Array y = Array.of(new double[] {0, 1, row[0], row[1]}, 2, 2);
        return assertThrows(IllegalArgumentException.class,
                () -> new SoftTargetCrossEntropy().value(Array.zeros(2, 2), y)).getMessage();
    }
}

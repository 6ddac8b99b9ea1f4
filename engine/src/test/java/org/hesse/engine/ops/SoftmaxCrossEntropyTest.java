package org.hesse.engine.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hesse.engine.array.Array;
import org.hesse.testkit.Numbers;
import org.hesse.testkit.OpContract;
import org.hesse.testkit.Sample;
import org.junit.jupiter.api.Test;

class SoftmaxCrossEntropyTest implements OpContract {
    @Override
    public Stream<Sample> samples() {
        return Stream.of(sample(0, 4, 3), sample(0.1, 4, 3), sample(0, 1, 2), sample(0.1, 2, 5), sample(0.1, 2, 70),
                tokens(0, 1, 2, 0, 0, 2, 1), tokens(0.1, 1, -100, 0, 2, 2, -100), tokens(0, -100, -100, -100, 1, 0, 2));
    }

    /** Two sequences of three tokens in three classes; the mean is over the labels that are not −100. */
    private static Sample tokens(double smoothing, double... labels) {
        int[] counted = IntStream.range(0, 6).filter(i -> labels[i] != -100).toArray();
        return Sample.of(new SoftmaxCrossEntropy(smoothing), x -> {
            double[] z = IntStream.of(counted).flatMap(i -> IntStream.range(3 * i, 3 * i + 3))
                    .mapToDouble(e -> x[0][e]).toArray();
            double[] y = IntStream.of(counted).mapToDouble(i -> x[1][i]).toArray();
            return naive(smoothing, counted.length, z, y);
        }, counted.length, new Numbers(counted.length).clear(2, 3, 3), Array.of(labels, 2, 3)).fixed(1)
                .named("labels " + Arrays.toString(labels));
    }

    @Override
    public Stream<int[][]> badShapes() {
        return Stream.of(new int[][] {{4, 3}, {3}}, new int[][] {{4, 3}, {4, 3}}, new int[][] {{4}, {4}},
                new int[][] {{4, 0}, {4}}, new int[][] {{2, 3, 4}, {2}}, new int[][] {{2, 3, 4}, {3, 2}});
    }

    private static Sample sample(double smoothing, int n, int classes) {
        Numbers numbers = new Numbers(n + classes);
        return Sample.of(new SoftmaxCrossEntropy(smoothing), x -> naive(smoothing, n, x[0], x[1]), n + classes,
                numbers.clear(n, classes), numbers.labels(classes, n)).fixed(1).named("smoothing " + smoothing);
    }

    /** `−1/n Σ_i Σ_c t_ic ln p_ic`, the definition. */
    private static double[] naive(double smoothing, int n, double[] z, double[] y) {
        int classes = z.length / n;
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double total = 0;
            for (int c = 0; c < classes; c++) total += Math.exp(z[i * classes + c]);
            for (int c = 0; c < classes; c++) {
                double target = (c == y[i] ? 1 - smoothing : 0) + smoothing / classes;
                sum -= target * Math.log(Math.exp(z[i * classes + c]) / total);
            }
        }
        return new double[] {sum / n};
    }

    /** Right, wrong and undecided at logits whose exponentials overflow. */
    @Test
    void largeLogits() {
        Array z = Array.of(new double[] {1e4, -1e4, 1e4, -1e4, -1e4, -1e4, 1e4, 1e4}, 4, 2);
        Array y = Array.of(new double[] {0, 1, 0, 1}, 4);
        LossAt loss = new LossAt(new SoftmaxCrossEntropy(), z, y);
        assertEquals((0 + 2e4 + 2 * Math.log(2)) / 4, loss.value(), 1e-12);
        loss.assertResiduals(0, 0, 0, 0.25, -0.25, -0.125, 0.125, 0.125, -0.125);
        // All logits move alike, which softmax does not see.
        loss.assertResiduals(1, new double[8]);
        loss.assertResiduals(2, new double[8]);
    }

    @Test
    void largeLogitsWithSmoothing() {
        Array z = Array.of(new double[] {1e4, -1e4}, 1, 2);
        LossAt loss = new LossAt(new SoftmaxCrossEntropy(0.1), z, Array.zeros(1));
        assertEquals(0.05 * 2e4, loss.value(), 1e-11);
        loss.assertResiduals(0, 0.05, -0.05);
    }

    /** A confident and right output: the loss is e^{−40}, far below the rounding of 1. */
    @Test
    void tinyLossKeepsItsDigits() {
        LossAt loss = new LossAt(new SoftmaxCrossEntropy(), Array.of(new double[] {40, 0}, 1, 2), Array.zeros(1));
        assertEquals(Math.exp(-40), loss.value(), 1e-15 * Math.exp(-40));
    }

    @Test
    void labelThatIsNoClassThrows() {
        for (double label : new double[] {-1, 3, 0.5, Double.NaN}) {
            Array y = Array.of(new double[] {label}, 1);
            String message = assertThrows(IllegalArgumentException.class,
                    () -> new SoftmaxCrossEntropy().value(Array.zeros(1, 3), y)).getMessage();
            assertEquals("softmax_cross_entropy: label y[0] = " + label + " is not one of 0..2", message);
        }
    }

    /** Its weight is the number of labels that count; where none does, nothing is lost. */
    @Test
    void labelsThatDoNotCount() {
        Array y = Array.of(new double[] {-100, 1, -100, 2}, 4);
        assertEquals(2, new SoftmaxCrossEntropy().weight(y));
        Array none = Array.of(new double[] {-100, -100}, 2);
        assertEquals(0, new SoftmaxCrossEntropy().weight(none));
        LossAt loss = new LossAt(new SoftmaxCrossEntropy(), Array.of(new double[] {1, 2, 3, 4}, 2, 2), none);
        assertEquals(0, loss.value());
        loss.assertResiduals(0, 0, 0, 0, 0);
        loss.assertResiduals(1, 0, 0, 0, 0);
    }

    @Test
    void smoothingOutsideOfItsRangeThrows() {
        for (double smoothing : new double[] {-0.1, 1, Double.NaN})
            assertThrows(IllegalArgumentException.class, () -> new SoftmaxCrossEntropy(smoothing));
    }
}

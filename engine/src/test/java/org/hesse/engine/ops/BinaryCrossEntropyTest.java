package org.hesse.engine.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.hesse.engine.array.Array;
import org.hesse.testkit.Numbers;
import org.hesse.testkit.OpContract;
import org.hesse.testkit.Sample;
import org.junit.jupiter.api.Test;

class BinaryCrossEntropyTest implements OpContract {
    @Override
    public Stream<Sample> samples() { return Stream.of(sample(4, 3), sample(5), sample(1)); }

    @Override
    public Stream<int[][]> badShapes() { return Stream.of(new int[][] {{4, 1}, {4}}, new int[][] {{4, 3}, {3, 4}}); }

    /** `−y ln σ − (1 − y) ln(1 − σ)`, the definition. */
    private static Sample sample(int... shape) {
        Numbers n = new Numbers(shape.length);
        Array z = n.clear(shape);
        Array y = n.between(0, 1, shape);
        y.set(0, 1);
        return Sample.of(new BinaryCrossEntropy(), x -> naive(shape[0], x[0], x[1]), shape.length, z, y).fixed(1);
    }

    private static double[] naive(int n, double[] z, double[] y) {
        double sum = 0;
        for (int i = 0; i < z.length; i++) {
            double sigma = 1 / (1 + Math.exp(-z[i]));
            sum -= y[i] * Math.log(sigma) + (1 - y[i]) * Math.log(1 - sigma);
        }
        return new double[] {sum / n};
    }

    /** A certain and right output costs nothing, a certain and wrong one its logit. */
    @Test
    void largeLogits() {
        Array z = Array.of(new double[] {1e4, -1e4, 1e4, -1e4}, 4);
        Array y = Array.of(new double[] {1, 0, 0, 1}, 4);
        LossAt loss = new LossAt(new BinaryCrossEntropy(), z, y);
        assertEquals(2e4 / 4, loss.value(), 0);
        loss.assertResiduals(0, 0, 0, 0.25, -0.25);
        loss.assertResiduals(1, 0, 0, 0, 0);
        loss.assertResiduals(2, 0, 0, 0, 0);
    }

    @Test
    void targetOutsideOfTheUnitIntervalThrows() {
        for (double target : new double[] {-0.1, 1.1, Double.NaN}) {
            Array z = Array.zeros(2);
            Array y = Array.of(new double[] {1, target}, 2);
            String message = assertThrows(IllegalArgumentException.class, () -> new BinaryCrossEntropy().value(z, y))
                    .getMessage();
            assertTrue(message.startsWith("binary_cross_entropy: y[1] = " + target), message);
        }
    }
}

package org.hesse.engine.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.Stream;
import org.hesse.engine.array.Array;
import org.hesse.testkit.Numbers;
import org.hesse.testkit.OpContract;
import org.hesse.testkit.Sample;
import org.junit.jupiter.api.Test;

class HuberTest implements OpContract {
    @Override
    public Stream<Sample> samples() { return Stream.of(sample(1, 4, 3), sample(0.5, 5), sample(2, 2, 3, 2)); }

    @Override
    public Stream<int[][]> badShapes() { return Stream.of(new int[][] {{4, 3}, {3, 4}}, new int[][] {{}, {1}}); }

    /** Residuals in ±[0.25, 2.25) − y, y in ±δ/8: |z| decides on which side of δ it is, clear of it if off by δ/4. */
    private static Sample sample(double delta, int... shape) {
        Numbers n = new Numbers(shape.length);
        Array z = n.clear(delta, shape);
        for (int i = 0; i < z.size(); i++)
            if (Math.abs(Math.abs(z.get(i)) - delta) < delta / 4) z.set(i, Math.signum(z.get(i)) * 1.5 * delta);
        z.set(0, delta / 2);
        return Sample.of(new Huber(delta), x -> naive(delta, shape[0], x[0], x[1]), shape.length, z,
                n.between(-delta / 8, delta / 8, shape)).fixed(1).named("delta " + delta);
    }

    /** The integral of the clipped residual: `½r² − ½max(|r| − δ, 0)²`. */
    private static double[] naive(double delta, int n, double[] z, double[] y) {
        double sum = 0;
        for (int i = 0; i < z.length; i++) {
            double over = Math.max(Math.abs(z[i] - y[i]) - delta, 0);
            sum += (z[i] - y[i]) * (z[i] - y[i]) / 2 - over * over / 2;
        }
        return new double[] {sum / n};
    }

    /** On the kinks the inner second derivative holds; large residuals do not overflow. */
    @Test
    void kinksAndTails() {
        Array z = Array.of(new double[] {1, -1, 1e200, -1e200}, 4);
        LossAt loss = new LossAt(new Huber(1), z, Array.zeros(4));
        assertEquals(2e200 / 4, loss.value(), 1e185);
        loss.assertResiduals(0, 0.25, -0.25, 0.25, -0.25);
        loss.assertResiduals(1, 0.25, 0.25, 0, 0);
        loss.assertResiduals(2, 0.25, 0.25, 0, 0);
    }

    @Test
    void deltaOutsideOfItsRangeThrows() {
        for (double delta : new double[] {0, -1, Double.POSITIVE_INFINITY, Double.NaN})
            assertEquals("huber: delta must be positive and finite, got " + delta,
                    assertThrows(IllegalArgumentException.class, () -> new Huber(delta)).getMessage());
    }
}

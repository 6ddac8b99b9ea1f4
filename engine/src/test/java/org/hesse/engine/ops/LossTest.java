package org.hesse.engine.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.hesse.engine.array.Array;
import org.hesse.engine.op.Loss;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LossTest {
    static Loss[] losses() {
        return new Loss[] {new Mse(), new BinaryCrossEntropy(), new SoftmaxCrossEntropy(), new SoftTargetCrossEntropy(),
                new Huber(1)};
    }

    /** So that the contract of each holds it to that. */
    @ParameterizedTest
    @MethodSource("losses")
    void isConvexAndSaysSo(Loss loss) { assertTrue(loss.convex(), loss.name()); }

    @ParameterizedTest
    @MethodSource("losses")
    void emptyBatchHasNoMean(Loss loss) {
        int[] y = loss instanceof SoftmaxCrossEntropy ? new int[] {0} : new int[] {0, 3};
        String message = assertThrows(IllegalArgumentException.class, () -> loss.shape(new int[] {0, 3}, y))
                .getMessage();
        assertEquals(loss.name() + ": needs a batch of at least one example, z[0, 3]", message);
    }

    @ParameterizedTest
    @MethodSource("losses")
    void targetsHaveNoDerivative(Loss loss) {
        // Two distributions over three classes, which every loss of two outputs takes for targets.
        Array rows = Array.of(new double[] {1, 0, 0, 0, 1, 0}, 2, 3);
        Array y = loss instanceof SoftmaxCrossEntropy ? Array.zeros(2) : rows;
        LossAt at = new LossAt(loss, Array.zeros(2, 3), y);
        String message = assertThrows(IllegalArgumentException.class, at::pullTargets).getMessage();
        assertTrue(message.startsWith(loss.name() + ": targets depend on a parameter"), message);
    }
}

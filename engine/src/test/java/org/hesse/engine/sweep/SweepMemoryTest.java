package org.hesse.engine.sweep;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Layout;
import org.hesse.engine.array.Pool;
import org.hesse.engine.array.Providers;
import org.hesse.engine.ops.BinaryCrossEntropy;
import org.hesse.engine.ops.Tanh;
import org.hesse.engine.tape.Point;
import org.hesse.engine.tape.Tape;
import org.hesse.engine.tape.Var;
import org.hesse.testkit.Numbers;
import org.junit.jupiter.api.Test;

/** All vectors of the sweeps are pooled: closed, they leave them to the next ones. */
class SweepMemoryTest {
    private static final int N = 20_000;
    private static final Channel[] WANTED = {Channel.HESSIAN, Channel.GAUSS_NEWTON, Channel.NME, Channel.THIRD,
            Channel.THIRD_GAUSS_NEWTON, Channel.THIRD_NME};
    private final Pool pool = new Pool();
    private final Layout layout = Layout.builder().add("w", 1, N).build();
    private final double[] theta = new Numbers(1).clear(N).data();
    private final double[] v = new Numbers(2).clear(N).data();
    private final Array y = Array.zeros(1, N);
    private final double[][] targets = new double[WANTED.length][N];

    /** Curved in the model and in the loss, all nodes but the last of N numbers. */
    private Point record() {
        Tape tape = new Tape(layout, theta, 2, Providers.kernels(), pool);
        Var z = tape.output(tape.apply(new Tanh(), tape.parameter("w")));
        return tape.point(tape.apply(new BinaryCrossEntropy(), tape.apply(new Tanh(), z), tape.constant(y)));
    }

    @Test
    void aRoundTakesTheMemoryOfTheOneBefore() {
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            long before = allocated();
            round();
            least = Math.min(least, allocated() - before);
        }
        assertTrue(least < 8 * N, least + " bytes, a vector has " + 8 * N);
    }

    private void round() {
        try (Point point = record(); Push push = new Push(point, 2)) {
            push.along(v);
            push.births(TwoLayers.births(point));
            Pull pull = new Pull(push, WANTED);
            for (int c = 0; c < WANTED.length; c++) pull.into(WANTED[c], targets[c]);
            pull.run();
        }
    }

    /** Bytes that this thread has allocated. */
    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}

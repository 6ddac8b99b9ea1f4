package org.hesse.engine.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Pool;
import org.hesse.engine.array.Providers;
import org.hesse.engine.jet.Jet;
import org.hesse.engine.op.Frame;
import org.hesse.engine.op.Frame.Memo;
import org.hesse.engine.op.Loss;

/** A loss at outputs that move as z + ε + ε², all alike. */
final class LossAt {
    private final Pool pool = new Pool();
    private final Loss loss;
    private final Frame frame;
    private final Accumulator[] sums = new Accumulator[3];

    LossAt(Loss loss, Array z, Array y) {
        this.loss = loss;
        Array ones = Array.zeros(z.shape());
        for (int i = 0; i < z.size(); i++) ones.set(i, 1);
        Accumulator moving = Accumulator.holding(ones);
        for (int k = 0; k < 3; k++) sums[k] = Accumulator.pooled(pool);
        Jet[] x = {new Jet(Accumulator.holding(z), moving, moving), new Jet(Accumulator.holding(y))};
        frame = new Frame(Providers.kernels(), 2, x, new Jet(sums), new Memo(pool), new Memo(pool), new Memo(pool));
        for (int k = 0; k < 3; k++) loss.forward(k, frame);
    }

    double value() { return sums[0].value().get(0); }

    /** `ρ_k`, as the pullback of 1 gives it. */
    double[] residual(int k) {
        Accumulator zbar = Accumulator.pooled(pool, frame.x(0, 0).shape());
        loss.pull(k, frame, Array.scalar(1), new Accumulator[] {zbar, null});
        return zbar.add().toArray();
    }

    /** Asks the loss for an adjoint of its targets. */
    void pullTargets() {
        Accumulator ybar = Accumulator.pooled(pool, frame.x(1, 0).shape());
        loss.pull(0, frame, Array.scalar(1), new Accumulator[] {null, ybar});
    }

    void assertResiduals(int k, double... expected) { assertArrayEquals(expected, residual(k), 1e-15); }
}

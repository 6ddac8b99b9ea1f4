package org.hesse.engine.objective;

import org.hesse.engine.array.Array;
import org.hesse.engine.array.Layout;
import org.hesse.engine.array.Segment;
import org.hesse.engine.ops.Add;
import org.hesse.engine.ops.Scale;
import org.hesse.engine.ops.Square;
import org.hesse.engine.ops.Sum;
import org.hesse.engine.tape.Tape;
import org.hesse.engine.tape.Var;

/**
 * The penalty `R(θ) = ½λ‖θ‖²`: ∇R = λθ, its Hessian is λI.
 *
 * <p>Penalties are objectives of their own, programs of parameters alone without an output mark: they have no part in G
 * or N, and asking for those is an error. To train on the sum, make it {@link MicroBatches} of weight 1 each.
 * Stateless and thread-safe.
 */
public final class WeightDecay {
    private WeightDecay() {}

    /** Of all parameters of a layout, λ ≥ 0; of some, where it is their {@link org.hesse.engine.array.Selection}. */
    public static Batch of(Layout layout, double lambda) {
        if (!(lambda >= 0 && Double.isFinite(lambda)))
            throw new IllegalArgumentException("weight_decay: lambda must be 0 or more, got " + lambda);
        return new Batch(layout, tape -> record(tape, layout, lambda));
    }

    private static Var record(Tape tape, Layout layout, double lambda) {
        Var sum = tape.constant(Array.scalar(0));
        for (Segment parameter : layout.segments()) {
            Var squares = tape.apply(new Square(), tape.parameter(parameter.name()));
            sum = tape.apply(new Add(), sum, tape.apply(new Sum(), squares));
        }
        return tape.apply(new Scale(lambda / 2), sum);
    }
}

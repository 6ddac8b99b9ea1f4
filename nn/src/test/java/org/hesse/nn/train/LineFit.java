package org.hesse.nn.train;

import java.util.function.Function;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Layout;
import org.hesse.engine.objective.Batch;
import org.hesse.engine.objective.Objective;
import org.hesse.engine.ops.Affine;
import org.hesse.engine.ops.Mse;
import org.hesse.engine.tape.Tape;
import org.hesse.engine.tape.Var;
import org.hesse.nn.data.Dataset;

/**
 * The line wx + b through (0, 1), (1, 3), (2, 2), (3, 5) by least squares, θ = (w, b): its minimum is known.
 *
 * <p>Means 1.5 and 2.75, Σ(x − 1.5)² = 5, Σ(x − 1.5)(y − 2.75) = 5.5: w = 1.1 and b = 2.75 − 1.5·1.1 = 1.1.
 */
final class LineFit {
    static final double[] MINIMUM = {1.1, 1.1};
    static final Dataset POINTS = new Dataset(Array.of(new double[] {0, 1, 2, 3}, 4, 1),
            Array.of(new double[] {1, 3, 2, 5}, 4, 1));
    static final Function<int[], Objective> BATCH = indices -> loss(POINTS.take(indices));

    private LineFit() {}

    private static Batch loss(Dataset data) {
        return new Batch(Layout.builder().add("w", 1, 1).add("b", 1).build(), tape -> record(tape, data));
    }

    private static Var record(Tape tape, Dataset data) {
        Var x = tape.constant(data.x());
        Var z = tape.output(tape.apply(new Affine(), x, tape.parameter("w"), tape.parameter("b")));
        return tape.apply(new Mse(), z, tape.constant(data.y()));
    }
}

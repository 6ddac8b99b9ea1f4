package org.hesse.hessian.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.hesse.engine.array.Array;
import org.hesse.engine.objective.Batch;
import org.hesse.engine.objective.MicroBatches;
import org.hesse.engine.objective.Objective;
import org.hesse.engine.tape.Point;
import org.hesse.engine.tape.Var;
import org.hesse.hessian.algebra.Drawn;

/** An objective's parts with targets drawn from the model in place of their own. Not thread-safe. */
final class DrawnTargets {
    private final SplittableRandom random;
    private final List<Objective.Part> parts = new ArrayList<>();
    private final List<Double> counts = new ArrayList<>();

    DrawnTargets(SplittableRandom random) { this.random = random; }

    /** Draws those of the next part, as it was recorded. */
    void add(Objective.Part part, Point point) {
        Var loss = point.lossNode();
        Array z = point.output() == null ? null : point.output().value();
        Drawn drawn = Drawn.from("sampled_gauss_newton_penalty", loss.op(), z, recorded(loss, point.output()), random);
        counts.add(drawn.count());
        parts.add(new Objective.Part(part.weight(), at(part.batch(), drawn.targets())));
    }

    /** The targets of a loss of the outputs themselves, null if it is none. */
    private static Array recorded(Var loss, Var output) {
        boolean isOfOutput = loss.inputs().size() == 2 && loss.inputs().get(0) == output
                && loss.inputs().get(1).op() == null;
        return isOfOutput ? loss.inputs().get(1).value() : null;
    }

    /** Runs the program as it is, and takes its loss once more, at y: the first has no adjoint and adds nothing. */
    private static Batch at(Batch batch, Array y) {
        return new Batch(batch.layout(), batch.pool(), tape -> {
            Var loss = batch.program().apply(tape);
            return tape.apply(loss.op(), loss.inputs().get(0), tape.constant(y));
        });
    }

    Objective objective() { return new MicroBatches(parts); }

    /** B, what the mean over all parts divides by; they must be weighted by their shares of it. */
    double count() {
        double all = counts.stream().mapToDouble(Double::doubleValue).sum();
        for (int i = 0; i < parts.size(); i++) {
            double weight = parts.get(i).weight();
            if (!(Math.abs(weight * all - counts.get(i)) <= 1e-9 * all))
                throw new IllegalArgumentException("sampled_gauss_newton_penalty: part " + i + " has " + counts.get(i)
                        + " of " + all + " examples and the weight " + weight + ", the loss is no mean over them");
        }
        return all;
    }
}

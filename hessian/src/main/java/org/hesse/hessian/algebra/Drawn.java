package org.hesse.hessian.algebra;

import java.util.SplittableRandom;
import org.hesse.engine.array.Array;
import org.hesse.engine.op.Likelihood;
import org.hesse.engine.op.Op;

/**
 * Targets drawn from the model itself, ŷ_i ~ p(· | z_i). As thread-safe as its array.
 *
 * @param targets those that do not count are as they were recorded
 * @param count what the loss's mean divides by: the examples, or the tokens that count
 */
public record Drawn(Array targets, double count) {
    /**
     * Draws for the outputs z.
     *
     * @param recorded the loss's own targets, which are not changed; null if it is not of z and targets themselves
     * @throws IllegalArgumentException if the loss is no {@link Likelihood} of the outputs; `caller` names who asked
     */
    public static Drawn from(String caller, Op loss, Array z, Array recorded, SplittableRandom random) {
        if (!(loss instanceof Likelihood likelihood) || !likelihood.isLikelihood() || recorded == null)
            throw new IllegalArgumentException(caller + ": the loss " + loss.name()
                    + " is no log likelihood of the outputs, targets cannot be drawn from the model");
        Array y = Array.of(recorded.toArray(), recorded.shape());
        likelihood.sample(z, random::nextDouble, y);
        return new Drawn(y, likelihood.weight(y));
    }
}

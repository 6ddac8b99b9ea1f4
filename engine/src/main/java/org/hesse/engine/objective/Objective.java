package org.hesse.engine.objective;

import org.hesse.engine.array.Layout;
import org.hesse.engine.tape.Point;

/**
 * The loss of one batch as a function of θ: a model with a loss and a batch is one, so is any user function.
 *
 * <p>Implementations must be safe to record from several threads.
 */
public interface Objective {
    /** How θ is laid out. */
    Layout layout();

    /**
     * Records the loss at θ. The caller closes the point and leaves θ alone until then.
     *
     * @param order the highest order of jets that will be pushed: 0 gradient only, 1 curvature, 2 third derivatives
     */
    Point record(double[] theta, int order);
}

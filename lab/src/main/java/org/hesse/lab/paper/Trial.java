package org.hesse.lab.paper;

import java.util.regex.Pattern;
import org.hesse.engine.objective.Progress;

/**
 * A unit of work that is kept once it is done: a key, unique in its experiment, and what computes its numbers, the same
 * to the bit whenever and beside whatever it runs. Immutable.
 *
 * @param key all that tells it from the experiment's other trials: `psam/gelu/rho=0.2/seed=3`
 */
public record Trial(String key, Body body) {
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_.:=,+/-]+");

    /** Computes the numbers, in any thread; other trials may run beside it. */
    @FunctionalInterface
    public interface Body {
        /**
         * Runs to the end.
         *
         * @param progress to be told how far the trial is, from its own thread; may throw to cancel it
         */
        Numbers run(Progress progress);
    }

    public Trial {
        if (!KEY.matcher(key).matches())
            throw new IllegalArgumentException("trial: key '" + key + "' must be of letters, digits and _.:=,+/-");
    }
}

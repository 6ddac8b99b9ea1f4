package org.hesse.lab.paper;

/**
 * One experiment of the paper (Dauphin, Agarwala, Mobahi, 2024), at a size of seconds to minutes. Implementations are
 * stateless and thread-safe.
 */
public interface Experiment {
    /** Its name on the command line and in the names of its files: `rho-sweep`. */
    String id();

    /** The heading of its section. */
    String title();

    /** Where in the paper it comes from: `figures 1, 2, 3, 10`. */
    String source();

    /** What the paper says, in a sentence or two. */
    String claim();

    /**
     * Runs all trials through {@link Context#run}, and says what was found in numbers, pictures and sentences that are
     * computed from the numbers.
     */
    Findings run(Context context);
}

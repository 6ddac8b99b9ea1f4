package org.hesse.nn.train;

/**
 * `lr = (step + 1)/(steps + 1) · after(0)` for the first `steps` steps, then the schedule `after` over those that are
 * left: a line from 0 that meets it (Goyal et al., 2017). Immutable, and as thread-safe as that.
 *
 * @param steps how many steps it takes, 0 or more
 * @param after what follows
 */
public record WarmUp(int steps, Schedule after) implements Schedule {
    public WarmUp {
        if (steps < 0) throw new IllegalArgumentException("warm_up: steps must be 0 or more, got " + steps);
    }

    @Override
    public double learningRate(int step, int total) {
        int left = total - steps;
        if (left < 1)
            throw new IllegalArgumentException("warm_up: takes " + steps + " steps, the whole run has " + total);
        if (step >= steps) return after.learningRate(step - steps, left);
        return (step + 1.0) / (steps + 1.0) * after.learningRate(0, left);
    }
}

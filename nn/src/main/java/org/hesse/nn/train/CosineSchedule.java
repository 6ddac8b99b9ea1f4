package org.hesse.nn.train;

/**
 * `lr = c·from + (1 − c)·floor` with `c = (1 + cos(π step / total)) / 2`: half a cosine from `from` at step 0 to
 * `floor` at step `total`, one after the last (Loshchilov and Hutter, 2017, no restarts). Immutable and thread-safe.
 *
 * @param from the first learning rate
 * @param floor what it tends to, 0..from
 */
public record CosineSchedule(double from, double floor) implements Schedule {
    public CosineSchedule {
        if (!(floor >= 0 && from >= floor && Double.isFinite(from)))
            throw new IllegalArgumentException(
                    "cosine: needs 0 <= floor <= learning_rate, got floor " + floor + ", learning_rate " + from);
    }

    /** Down to 0. */
    public CosineSchedule(double from) { this(from, 0); }

    @Override
    public double learningRate(int step, int total) {
        if (step < 0 || step > total || total < 1)
            throw new IllegalArgumentException("cosine: step " + step + " is not one of 0.." + total);
        double c = (1 + Math.cos(Math.PI * step / total)) / 2;
        return c * from + (1 - c) * floor;
    }
}

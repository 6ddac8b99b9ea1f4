package org.hesse.nn.train;

/** Ranges of settings. Stateless and thread-safe. */
final class Settings {
    private Settings() {}

    static void checkNotNegative(String owner, String name, double value) {
        if (!(value >= 0 && Double.isFinite(value)))
            throw new IllegalArgumentException(owner + ": " + name + " must be 0 or more, got " + value);
    }

    static void checkPositive(String owner, String name, double value) {
        if (!(value > 0 && Double.isFinite(value)))
            throw new IllegalArgumentException(owner + ": " + name + " must be positive, got " + value);
    }

    /** What an average over earlier steps keeps of itself at each. */
    static void checkDecay(String owner, String name, double value) {
        if (!(value >= 0 && value < 1))
            throw new IllegalArgumentException(owner + ": " + name + " must be in [0, 1), got " + value);
    }
}

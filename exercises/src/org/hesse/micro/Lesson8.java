package org.hesse.micro;

/** Traces and spectra. */
final class Lesson8 {
    private Lesson8() {}

    /** Exercise 1. The mean of numbers and its standard error, `√(Σ (f − mean)²/(n − 1)/n)`. */
    static double[] estimate(double... forms) {
        throw new UnsupportedOperationException("exercise 1: not solved yet");
    }

    /** Exercise 2. The eigenvalue of largest size, by `products` steps `v ← Av/‖Av‖`. */
    static double largest(Spectrum a, double[] start, int products) {
        throw new UnsupportedOperationException("exercise 2: not solved yet");
    }

    /** Exercise 3. An estimate of `‖A‖² = tr A²`, by one product a probe. */
    static double frobenius(Spectrum a, int probes, long seed) {
        throw new UnsupportedOperationException("exercise 3: not solved yet");
    }
}

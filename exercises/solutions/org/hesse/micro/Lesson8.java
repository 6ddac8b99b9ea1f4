package org.hesse.micro;

import java.util.stream.DoubleStream;

/** Traces and spectra. */
final class Lesson8 {
    private Lesson8() {}

    /** Exercise 1. The mean of numbers and its standard error, `√(Σ (f − mean)²/(n − 1)/n)`. */
    static double[] estimate(double... forms) {
        double mean = DoubleStream.of(forms).average().orElseThrow();
        double squares = DoubleStream.of(forms).map(f -> (f - mean) * (f - mean)).sum();
        return new double[] {mean, Math.sqrt(squares / (forms.length - 1) / forms.length)};
    }

    /** Exercise 2. The eigenvalue of largest size, by `products` steps `v ← Av/‖Av‖`. */
    static double largest(Spectrum a, double[] start, int products) {
        double[] v = start;
        double value = 0;
        for (int k = 0; k < products; k++) {
            v = Vec.plus(new double[v.length], 1 / Math.sqrt(Vec.dot(v, v)), v);
            double[] product = a.a().apply(v);
            value = Vec.dot(v, product);
            v = product;
        }
        return value;
    }

    /** Exercise 3. An estimate of `‖A‖² = tr A²`, by one product a probe. */
    static double frobenius(Spectrum a, int probes, long seed) {
        // zᵀA²z = ‖Az‖²: a form of A² is the square of the length of one product.
        Spectrum square = new Spectrum(a.n(), z -> {
            double[] product = a.a().apply(z);
            return Vec.plus(new double[a.n()], Vec.dot(product, product) / a.n(), z);
        });
        return DoubleStream.of(square.forms(probes, seed)).average().orElseThrow();
    }
}

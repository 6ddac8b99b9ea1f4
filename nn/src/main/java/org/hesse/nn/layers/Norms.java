package org.hesse.nn.layers;

/** What norm layers have in common. */
final class Norms {
    static final double EPS = 1e-5;

    private Norms() {}

    static void check(String layer, double eps) {
        if (!(eps > 0 && eps < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException(layer + ": eps must be finite and above 0, got " + eps);
    }
}

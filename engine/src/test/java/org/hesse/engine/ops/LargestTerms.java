package org.hesse.engine.ops;

/**
 * The size of the largest summand of φ, φ′, φ″, φ‴: rounding errors are measured against it.
 *
 * <p>0 stands for a derivative that is a product without a sum: the value itself is the measure. `1 − t²` (tanh),
 * `s(1 − s)` (sigmoid) and `eˣ − 1` (elu) count as one product each, sech², sq and expm1: the stricter reading. All
 * other sums are the textbook's, written at each function.
 */
final class LargestTerms {
    private LargestTerms() {}

    /** At x, for the function's name and parameter in the file. */
    static double[] of(String function, double parameter, double x) {
        return switch (function) {
            case "gelu" -> betaGelu(1, x);
            case "beta_gelu" -> betaGelu(parameter, x);
            case "gelu_tanh" -> geluTanh(x);
            case "silu" -> silu(x);
            case "sigmoid" -> sigmoid(x);
            case "softplus" -> new double[] {0, 0, 0, sigmoid(x)[2]};
            case "tanh" -> new double[] {0, 0, 0, 4 * sq(2 * x) * max(6 * Math.pow(Math.tanh(x), 2), 2)};
            case "erf" -> new double[] {0, 0, 0, bell(Math.sqrt(2) * x, max(4 * x * x, 2) * 2 / Math.sqrt(Math.PI))};
            case "identity", "relu", "leaky_relu", "elu", "sin", "cos", "square", "exp", "log", "reciprocal", "sqrt",
                    "relu_hat" ->
                new double[4];
            default -> throw new AssertionError("no largest terms are known for " + function);
        };
    }

    /** `xΦ`; `Φ + up`; `2βp − u²βp`; `u³β²p − 4uβ²p`. */
    private static double[] betaGelu(double beta, double x) {
        double u = Math.abs(beta * x);
        double p = 1 / Math.sqrt(2 * Math.PI);
        // Below Φ(u) everywhere, as the larger up is left of −0.5: nothing is measured too leniently.
        double cdf = x >= 0 ? 0.5 : u < 0.5 ? 0.3 : 0;
        return new double[] {0, max(cdf, bell(u, p * u)), bell(u, p * beta * max(2, u * u)),
                bell(u, p * beta * beta * max(u * u * u, 4 * u))};
    }

    /** `s`; `sq`; `sq² − s²q`; `sq − 6(sq)²`. */
    private static double[] sigmoid(double x) {
        double s = s(x);
        double q = s(-x);
        return new double[] {0, 0, s * q * max(s, q), s * q * max(1, 6 * s * q)};
    }

    /** `xs`; `s + xσ′`; `2σ′ + xσ″`; `3σ″ + xσ‴`, with the sums in σ″ and σ‴ multiplied out. */
    private static double[] silu(double x) {
        double[] sigma = sigmoid(x);
        double size = Math.abs(x);
        return new double[] {0, max(s(x), size * sq(x)), max(2 * sq(x), size * sigma[2]),
                max(3 * sigma[2], size * sigma[3])};
    }

    /** `xσ(v)` with `v = c(x + ax³)`: `s + xσ′v′`; `2σ′v′ + xA`; `3A + xB`; `A = σ″v′² + σ′v″`, all multiplied out. */
    private static double[] geluTanh(double x) {
        double c = Math.sqrt(8 / Math.PI);
        double a = 0.044715;
        double v = c * (x + a * x * x * x);
        double[] sigma = sigmoid(v);
        double v1 = c * (1 + 3 * a * x * x);
        double v2 = 6 * c * a * Math.abs(x);
        double v3 = 6 * c * a;
        double size = Math.abs(x);
        double second = max(sigma[2] * v1 * v1, sq(v) * v2);
        double third = max(sigma[3] * v1 * v1 * v1, max(3 * sigma[2] * v1 * v2, sq(v) * v3));
        return new double[] {0, max(s(v), size * sq(v) * v1), max(2 * sq(v) * v1, size * second),
                max(3 * second, size * third)};
    }

    /** `c·e^{−u²/2}` as one exponential, which may underflow where the product does not. */
    private static double bell(double u, double c) { return Math.exp(Math.log(c) - u * u / 2); }

    private static double s(double x) { return 1 / (1 + Math.exp(-x)); }

    private static double sq(double x) { return s(x) * s(-x); }

    private static double max(double a, double b) { return Math.max(a, b); }
}

package org.hesse.engine.array;

import static org.hesse.engine.array.Precise.DIGITS;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;

/** φ, φ′, φ″, φ‴ of the functions that are made of {@link Kernels}' own, from {@link Precise}, to 30 digits. */
public final class PreciseElementwise {
    private static final BigDecimal ZERO = BigDecimal.ZERO;
    private static final BigDecimal ONE = BigDecimal.ONE;
    private static final BigDecimal TWO = number(2);
    private static final BigDecimal THREE = number(3);
    private static final BigDecimal SIX = number(6);
    private static final BigDecimal ROOT_TWO = TWO.sqrt(DIGITS);
    /** `√(8/π) = 4/√(2π)`. */
    private static final BigDecimal C = product(number(4), Precise.density(ZERO));
    private static final BigDecimal A = new BigDecimal("0.044715");
    /** Below, `ln(1 + e)` is its series to e³: the sum 1 + e has 40 digits itself. */
    private static final double SMALL = 1e-12;

    private PreciseElementwise() {}

    /** At x, for the op's name and its parameter, 1 if it has none. */
    public static List<BigDecimal> at(String function, double parameter, double at) {
        BigDecimal x = number(at);
        return switch (function) {
            case "gelu", "beta_gelu" -> betaGelu(number(parameter), x);
            case "relu_hat" -> reluHat(number(parameter), x);
            case "gelu_tanh" -> geluTanh(x);
            case "silu" -> silu(x);
            case "sigmoid" -> sigmoid(x);
            case "softplus" -> softplus(x);
            case "tanh" -> tanh(x);
            case "erf" -> erf(x);
            case "elu" -> elu(x);
            case "exp" -> Collections.nCopies(4, Precise.exp(x));
            case "log" -> log(x);
            case "sqrt" -> sqrt(x);
            case "reciprocal" -> reciprocal(x);
            case "sin" -> wave(Precise.sin(x), Precise.cos(x));
            case "cos" -> wave(Precise.cos(x), Precise.sin(x).negate());
            default -> throw new AssertionError("no values are known for " + function);
        };
    }

    private static BigDecimal number(double x) { return new BigDecimal(x); }

    private static BigDecimal product(BigDecimal... factors) {
        BigDecimal product = ONE;
        for (BigDecimal factor : factors) product = product.multiply(factor, DIGITS);
        return product;
    }

    private static BigDecimal sum(BigDecimal a, BigDecimal b) { return a.add(b, DIGITS); }

    private static BigDecimal minus(BigDecimal a, BigDecimal b) { return a.subtract(b, DIGITS); }

    private static BigDecimal ratio(BigDecimal a, BigDecimal b) { return a.divide(b, DIGITS); }

    /** `xΦ`; `Φ + up`; `β(2 − u²)p`; `β²u(u² − 4)p`. */
    private static List<BigDecimal> betaGelu(BigDecimal beta, BigDecimal x) {
        BigDecimal u = beta.multiply(x);
        BigDecimal cdf = Precise.cdf(u);
        BigDecimal p = Precise.density(u);
        BigDecimal square = product(u, u);
        return List.of(product(x, cdf), sum(cdf, product(u, p)), product(beta, minus(TWO, square), p),
                product(beta, beta, u, minus(square, number(4)), p));
    }

    /** `max(x, 0)`; 1 or 0; `βp`; `−β²up`. */
    private static List<BigDecimal> reluHat(BigDecimal beta, BigDecimal x) {
        BigDecimal u = beta.multiply(x);
        BigDecimal p = Precise.density(u);
        return List.of(x.max(ZERO), x.signum() > 0 ? ONE : ZERO, product(beta, p), product(beta, beta, u, p).negate());
    }

    /** e^{−|x|}, of which both σ(x) and σ(−x) are made. */
    private static BigDecimal small(BigDecimal x) { return Precise.exp(x.abs().negate()); }

    /** `s`; `g = sq`; `g(q − s)`; `g(1 − 6g)`. */
    private static List<BigDecimal> sigmoid(BigDecimal x) { return sigmoid(x, small(x)); }

    private static List<BigDecimal> sigmoid(BigDecimal x, BigDecimal e) {
        BigDecimal more = ratio(ONE, sum(ONE, e));
        BigDecimal less = product(e, more);
        BigDecimal g = product(more, less);
        boolean isRight = x.signum() > 0;
        BigDecimal difference = isRight ? minus(less, more) : minus(more, less);
        return List.of(isRight ? more : less, g, product(g, difference), product(g, minus(ONE, product(SIX, g))));
    }

    /** `xs`; `s + xs′`; `2s′ + xs″`; `3s″ + xs‴`. */
    private static List<BigDecimal> silu(BigDecimal x) {
        List<BigDecimal> s = sigmoid(x);
        return List.of(product(x, s.get(0)), sum(s.get(0), product(x, s.get(1))),
                sum(product(TWO, s.get(1)), product(x, s.get(2))),
                sum(product(THREE, s.get(2)), product(x, s.get(3))));
    }

    /** `xf`, with `f = σ(v)`, `f′ = σ′v′`, `f″ = σ″v′² + σ′v″`, `f‴ = σ‴v′³ + 3σ″v′v″ + σ′v‴`, `v = c(x + ax³)`. */
    private static List<BigDecimal> geluTanh(BigDecimal x) {
        BigDecimal square = product(x, x);
        BigDecimal v1 = product(C, sum(ONE, product(THREE, A, square)));
        BigDecimal v2 = product(C, SIX, A, x);
        BigDecimal v3 = product(C, SIX, A);
        List<BigDecimal> s = sigmoid(product(C, x, sum(ONE, product(A, square))));
        BigDecimal f1 = product(s.get(1), v1);
        BigDecimal f2 = sum(product(s.get(2), v1, v1), product(s.get(1), v2));
        BigDecimal f3 = sum(sum(product(s.get(3), v1, v1, v1), product(THREE, s.get(2), v1, v2)),
                product(s.get(1), v3));
        return List.of(product(x, s.get(0)), sum(s.get(0), product(x, f1)), sum(product(TWO, f1), product(x, f2)),
                sum(product(THREE, f2), product(x, f3)));
    }

    /** `max(x, 0) + ln(1 + e^{−|x|})`, then σ's. */
    private static List<BigDecimal> softplus(BigDecimal x) {
        BigDecimal e = small(x);
        List<BigDecimal> s = sigmoid(x, e);
        BigDecimal square = product(e, e);
        BigDecimal log = e.doubleValue() < SMALL
                ? sum(minus(e, ratio(square, TWO)), ratio(product(square, e), THREE))
                : Precise.log1p(e);
        return List.of(sum(x.max(ZERO), log), s.get(0), s.get(1), s.get(2));
    }

    /** `t`; `h = sech²x`; `−2th`; `(6t² − 2)h`; with e = e^{−2|x|}, t = ±(1 − e)/(1 + e) and h = 4e/(1 + e)². */
    private static List<BigDecimal> tanh(BigDecimal x) {
        BigDecimal e = small(x.multiply(TWO));
        BigDecimal size = ratio(minus(ONE, e), sum(ONE, e));
        BigDecimal t = x.signum() < 0 ? size.negate() : size;
        BigDecimal h = ratio(product(number(4), e), product(sum(ONE, e), sum(ONE, e)));
        return List.of(t, h, product(number(-2), t, h), product(minus(product(SIX, t, t), TWO), h));
    }

    /** `erf x`; `g = 2/√π e^{−x²} = 2√2 density(√2 x)`; `−2xg`; `(4x² − 2)g`. */
    private static List<BigDecimal> erf(BigDecimal x) {
        BigDecimal g = product(TWO, ROOT_TWO, Precise.density(product(ROOT_TWO, x)));
        return List.of(Precise.erf(x), g, product(number(-2), x, g),
                product(minus(product(number(4), x, x), TWO), g));
    }

    private static List<BigDecimal> elu(BigDecimal x) {
        if (x.signum() > 0) return List.of(x, ONE, ZERO, ZERO);
        BigDecimal e = Precise.exp(x);
        return List.of(minus(e, ONE), e, e, e);
    }

    private static List<BigDecimal> log(BigDecimal x) {
        BigDecimal inverse = ratio(ONE, x);
        return List.of(Precise.log(x), inverse, product(inverse, inverse).negate(),
                product(TWO, inverse, inverse, inverse));
    }

    /** `√x`; `1/(2√x)`; `−1/(4x√x)`; `3/(8x²√x)`. */
    private static List<BigDecimal> sqrt(BigDecimal x) {
        BigDecimal root = x.sqrt(DIGITS);
        BigDecimal first = ratio(ONE, product(TWO, root));
        BigDecimal second = ratio(first, product(TWO, x)).negate();
        return List.of(root, first, second, ratio(product(THREE, second), product(TWO, x)).negate());
    }

    /** `1/x`; `−1/x²`; `2/x³`; `−6/x⁴`. */
    private static List<BigDecimal> reciprocal(BigDecimal x) {
        BigDecimal value = ratio(ONE, x);
        BigDecimal square = product(value, value);
        return List.of(value, square.negate(), product(TWO, square, value), product(SIX, square, square).negate());
    }

    /** A sine or cosine and its derivative, which take turns with their opposites. */
    private static List<BigDecimal> wave(BigDecimal value, BigDecimal slope) {
        return List.of(value, slope, value.negate(), slope.negate());
    }
}

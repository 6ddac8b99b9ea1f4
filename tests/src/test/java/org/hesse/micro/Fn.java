package org.hesse.micro;

import java.util.function.DoubleUnaryOperator;

/** A function of one number with its first two derivatives: `φ`, `φ′`, `φ″`. */
record Fn(DoubleUnaryOperator f, DoubleUnaryOperator d, DoubleUnaryOperator dd) {
    static final Fn SIN = new Fn(Math::sin, Math::cos, x -> -Math.sin(x));
    static final Fn EXP = new Fn(Math::exp, Math::exp, Math::exp);
    static final Fn LOG = new Fn(Math::log, x -> 1 / x, x -> -1 / (x * x));
    static final Fn TANH = new Fn(Math::tanh, x -> 1 - Math.pow(Math.tanh(x), 2),
            x -> -2 * Math.tanh(x) * (1 - Math.pow(Math.tanh(x), 2)));
    static final Fn RELU = new Fn(x -> Math.max(x, 0), x -> x > 0 ? 1 : 0, x -> 0);
    static final Fn GELU = new Fn(x -> x * area(x), x -> area(x) + x * bell(x), x -> bell(x) * (2 - x * x));

    private static double bell(double x) { return Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI); }

    /** Under the bell up to x: `½ + bell(x)(x + x³/3 + x⁵/15 + …)` (Marsaglia, 2004). */
    private static double area(double x) {
        if (!(Math.abs(x) < 8)) return x > 0 ? 1 : 0;
        double sum = 0;
        int i = 1;
        for (double term = x; sum + term != sum; term *= x * x / (i += 2)) sum += term;
        return 0.5 + bell(x) * sum;
    }
}

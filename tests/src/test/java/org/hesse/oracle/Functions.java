package org.hesse.oracle;

import java.util.function.UnaryOperator;

/** The nonlinear functions, each with its first derivative at most; higher ones come from nesting. */
public final class Functions {
    private Functions() {}

    public static Value exp(Value x) { return Function.elementary(Math::exp, Functions::exp, x); }

    public static Value expm1(Value x) { return Function.elementary(Math::expm1, Functions::exp, x); }

    public static Value log1p(Value x) { return Function.elementary(Math::log1p, t -> reciprocal(t.plus(1)), x); }

    public static Value log(Value x) { return Function.elementary(Math::log, Functions::reciprocal, x); }

    public static Value reciprocal(Value x) {
        return Function.elementary(t -> 1 / t, t -> square(reciprocal(t)).scale(-1), x);
    }

    public static Value tanh(Value x) {
        return Function.elementary(Math::tanh, t -> square(tanh(t)).scale(-1).plus(1), x);
    }

    public static Value erf(Value x) {
        return Function.elementary(Functions::erf, t -> exp(square(t).scale(-1)).scale(2 / Math.sqrt(Math.PI)), x);
    }

    /** 1 where x > 0, else 0: constant on either side of its kink. */
    public static Value step(Value x) { return Function.elementary(t -> t > 0 ? 1 : 0, t -> t.scale(0), x); }

    public static Value sin(Value x) { return Function.elementary(Math::sin, Functions::cos, x); }

    public static Value cos(Value x) { return Function.elementary(Math::cos, t -> sin(t).scale(-1), x); }

    /** `xᵖ`; linear where p is 0 or 1. */
    static Value power(double p, Value x) {
        if (p == 0 || p == 1) return x.scale(p).plus(1 - p);
        return Function.elementary(t -> Math.pow(t, p), t -> power(p - 1, t).scale(p), x);
    }

    private static Value square(Value x) { return x.times(x); }

    /** `left·x` for x ≤ 0, else `right·x`; linear on either side, and no nonlinear function. */
    static Value bent(double left, double right, Value x) {
        Matrix at = x.number();
        return new Linear.Diagonal(Matrix.of(at.rows(), at.columns(), k -> at.at(k) > 0 ? right : left)).of(x);
    }

    /** x where |x| ≤ δ, else ±δ: linear inside, constant beyond. */
    static Value clipped(double delta, Value x) {
        Matrix at = x.number();
        Matrix inside = Matrix.of(at.rows(), at.columns(), k -> Math.abs(at.at(k)) <= delta ? 1 : 0);
        return new Linear.Diagonal(inside).of(x).plus(Matrix.of(at.rows(), at.columns(),
                k -> (1 - inside.at(k)) * Math.copySign(delta, at.at(k))));
    }

    public static Value relu(Value x) { return bent(0, 1, x); }

    public static Value sigmoid(Value x) { return Function.composed(t -> tanh(t.scale(0.5)).plus(1).scale(0.5), x); }

    public static Value silu(Value x) { return Function.composed(t -> t.times(sigmoid(t)), x); }

    /** `max(x, 0) + ln(1 + e^{−|x|})`. */
    public static Value softplus(Value x) {
        return Function.composed(t -> relu(t).plus(log1p(exp(t.minus(relu(t).scale(2))))), x);
    }

    public static Value elu(Value x) { return elu(1, x); }

    /** `max(x, 0) + α(e^{min(x, 0)} − 1)`. */
    static Value elu(double alpha, Value x) {
        return Function.composed(t -> relu(t).plus(expm1(t.minus(relu(t))).scale(alpha)), x);
    }

    public static Value gelu(Value x) { return betaGelu(1, x); }

    /** The tangent of gelu at each number: its value and slope, and no second derivative, so no nonlinear function. */
    static Value geluHat(Value x) {
        Matrix at = x.number();
        Matrix slope = Matrix.of(at.rows(), at.columns(),
                k -> normal(at.at(k)) + at.at(k) * Math.exp(-at.at(k) * at.at(k) / 2) / Math.sqrt(2 * Math.PI));
        return new Linear.Diagonal(slope).of(x).plus(Matrix.of(at.rows(), at.columns(),
                k -> at.at(k) * (normal(at.at(k)) - slope.at(k))));
    }

    private static double normal(double x) { return (1 + erf(x / Math.sqrt(2))) / 2; }

    /** `xΦ(βx)`. */
    public static Value betaGelu(double beta, Value x) {
        return Function.composed(t -> t.times(erf(t.scale(beta / Math.sqrt(2))).plus(1).scale(0.5)), x);
    }

    /** `½x(1 + tanh(√(2/π)(x + 0.044715x³)))`. */
    static Value geluTanh(Value x) {
        return Function.composed(t -> {
            Value inner = t.plus(t.times(square(t)).scale(0.044715)).scale(Math.sqrt(2 / Math.PI));
            return t.times(tanh(inner).plus(1)).scale(0.5);
        }, x);
    }

    /** f and its first derivative, with another program for the second; the third is that program's own. */
    static Value replaced(UnaryOperator<Value> f, UnaryOperator<Value> second, Value x) {
        UnaryOperator<Value> slope = t -> Nested.jvp(f, t, Matrix.filled(t.rows(), t.columns(), 1));
        return new Function(f, t -> new Function(slope, second).of(t)).of(x);
    }

    /** `erf x = 2/√π e^{−x²} Σ_k 2ᵏ x^{2k+1}/(2k+1)!!` (Abramowitz & Stegun 7.1.6): all terms of one sign. */
    static double erf(double x) {
        if (Math.abs(x) > 6) return Math.signum(x);
        double term = x;
        double sum = x;
        for (int k = 1; Math.abs(term) > 1e-18 * Math.abs(sum); k++) {
            term *= 2 * x * x / (2 * k + 1);
            sum += term;
        }
        return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
    }
}

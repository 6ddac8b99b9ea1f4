package org.hesse.lab.report;

import java.util.Locale;
import org.hesse.hessian.Estimate;

/** Numbers as people read them: few digits, no padding. Stateless and thread-safe. */
public final class Text {
    private static final String NONE = "–";

    private Text() {}

    /** Three significant digits: `1234`, `12.3`, `0.00123`, `1.2e-5`. */
    public static String of(double x) {
        if (!Double.isFinite(x)) return Double.isNaN(x) ? NONE : x > 0 ? "∞" : "-∞";
        if (x == 0) return "0";
        int magnitude = magnitude(x);
        return magnitude < -3 || magnitude > 5 ? scientific(x, 1) : fixed(x, Math.max(0, 2 - magnitude));
    }

    /** A number on an axis, without zeros at its end: `30`, `0.01`, `1e-6`. */
    public static String tick(double x) {
        String text = of(x);
        if (text.contains("e")) return text.replace(".0e", "e");
        return text.contains(".") ? text.replaceFirst("\\.?0+$", "") : text;
    }

    /** A fraction as `97.4`, in per cent. */
    public static String percent(double fraction) { return fixed(100 * fraction, 1); }

    /** `12.3 ±4.5`: no digits far below the standard error, of which two are shown, and one below 0.1. */
    public static String of(Estimate e) {
        double error = e.standardError();
        if (!Double.isFinite(error)) return of(e.estimate());
        if (error == 0) return of(e.estimate()) + " ±0";
        int magnitude = magnitude(error);
        int decimals = magnitude < -1 ? -magnitude : Math.max(0, 1 - magnitude);
        if (decimals > 3 || Math.abs(e.estimate()) >= 1e5)
            return scientific(e.estimate(), 1) + " ±" + scientific(error, 0);
        return fixed(e.estimate(), decimals) + " ±" + fixed(error, decimals);
    }

    /** k of `10ᵏ ≤ |x| < 10ᵏ⁺¹`. */
    private static int magnitude(double x) { return (int) Math.floor(Math.log10(Math.abs(x))); }

    private static String fixed(double x, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", x).replaceFirst("^-(?=[0.]*$)", "");
    }

    /** `1.2e-5`: Java's own exponents are padded to two digits and carry a plus. */
    private static String scientific(double x, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "e", x).replaceFirst("e\\+?(-?)0*(\\d)", "e$1$2");
    }
}

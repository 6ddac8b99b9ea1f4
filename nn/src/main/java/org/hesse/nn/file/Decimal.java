package org.hesse.nn.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number as text, rounded to the nearest double: `-12`, `.5`, `1.`, `6.02e+23`; `nan`, `inf`, `infinity` in any case.
 *
 * <p>Java's own reader takes more: `1d`, `0x1p3`, blanks of all kinds. Stateless and thread-safe.
 */
final class Decimal {
    private static final Pattern NOT_FINITE = Pattern.compile("[+-]?(?:(nan)|inf(?:inity)?)", Pattern.CASE_INSENSITIVE);
    /** So many digits are a whole number that a double holds exactly, and so are these powers of ten. */
    private static final int EXACT_DIGITS = 15;
    private static final double[] POWERS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13,
            1e14, 1e15};

    private Decimal() {}

    /** The number that the first `length` bytes are, or an IllegalArgumentException. */
    static double parse(byte[] text, int length) {
        int start = afterSign(text, 0, length);
        int point = afterDigits(text, start, length);
        boolean pointed = point < length && text[point] == '.';
        int end = pointed ? afterDigits(text, point + 1, length) : point;
        int digits = end - start - (pointed ? 1 : 0);
        if (digits == 0 || afterExponent(text, end, length) != length) return notFinite(text, length);
        if (end < length || digits > EXACT_DIGITS)
            return Double.parseDouble(new String(text, 0, length, ISO_8859_1));
        // Most numbers are short. A quotient of two exact numbers is the nearest double, and costs no memory.
        long whole = 0;
        for (int i = start; i < end; i++) if (i != point) whole = 10 * whole + text[i] - '0';
        double number = whole / POWERS[pointed ? end - point - 1 : 0];
        return text[0] == '-' ? -number : number;
    }

    private static int afterSign(byte[] text, int from, int length) {
        return from < length && (text[from] == '+' || text[from] == '-') ? from + 1 : from;
    }

    private static int afterDigits(byte[] text, int from, int length) {
        int i = from;
        while (i < length && text[i] >= '0' && text[i] <= '9') i++;
        return i;
    }

    /** `from` itself if there is no exponent, or half of one. */
    private static int afterExponent(byte[] text, int from, int length) {
        if (from == length || (text[from] | 0x20) != 'e') return from;
        int digits = afterSign(text, from + 1, length);
        int end = afterDigits(text, digits, length);
        return end > digits ? end : from;
    }

    /** True for the words that mean NaN or an infinity. */
    static boolean isNotFinite(byte[] text, int length) {
        return NOT_FINITE.matcher(new String(text, 0, length, UTF_8)).matches();
    }

    private static double notFinite(byte[] text, int length) {
        String word = new String(text, 0, length, UTF_8);
        Matcher match = NOT_FINITE.matcher(word);
        if (!match.matches()) throw new IllegalArgumentException(Json.quote(word) + " is not a number");
        if (match.group(1) != null) return Double.NaN;
        return text[0] == '-' ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
}

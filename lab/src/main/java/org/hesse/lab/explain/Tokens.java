package org.hesse.lab.explain;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tokens of an expression, one at a time: numbers, names, and signs. Blanks separate; `−`, `·` and `×` are `-` and
 * `*`. Not thread-safe.
 */
final class Tokens {
    private static final Pattern NUMBER = Pattern.compile("(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z_0-9]*");
    private static final String SIGNS = "+-*/^(),;=";
    private static final char END = '\0';

    private final String source;
    private final Matcher number;
    private final Matcher name;
    private int at;

    Tokens(String source) {
        this.source = source;
        number = NUMBER.matcher(source);
        name = NAME.matcher(source);
        skip();
    }

    /** Where the next token starts. */
    int at() { return at; }

    private void skip() {
        while (at < source.length() && Character.isWhitespace(source.charAt(at))) at++;
    }

    /** The next token if it is a sign, `0` for a number, `a` for a name, `\0` at the end. */
    char kind() {
        if (at == source.length()) return END;
        char c = sign(source.charAt(at));
        if (SIGNS.indexOf(c) >= 0) return c;
        if (number.region(at, source.length()).lookingAt()) return '0';
        if (name.region(at, source.length()).lookingAt()) return 'a';
        throw error(at, "there is no sign '" + printable(c) + "' in an expression");
    }

    private static char sign(char c) { return c == '−' ? '-' : c == '·' || c == '×' ? '*' : c; }

    private static String printable(char c) {
        return c >= ' ' && c <= '~' ? String.valueOf(c) : String.format("U+%04X", (int) c);
    }

    boolean is(char kind) { return kind() == kind; }

    /** Takes the next token if it is this sign. */
    boolean take(char sign) {
        if (!is(sign)) return false;
        at++;
        skip();
        return true;
    }

    /** Takes this sign, or says that it is missing. */
    void expect(char sign, String where) {
        if (!take(sign)) throw error(at, "'" + sign + "' expected " + where + ", " + found());
    }

    double number() {
        double value = Double.parseDouble(number.group());
        if (Double.isInfinite(value)) throw error(at, "the number " + number.group() + " is too large");
        at = number.end();
        skip();
        return value;
    }

    String name() {
        String text = name.group();
        at = name.end();
        skip();
        return text;
    }

    /** What stands there, as messages say it. */
    String found() {
        return switch (kind()) {
            case END -> "but the expression ends";
            case '0' -> "found the number " + number.group();
            case 'a' -> "found the name '" + name.group() + "'";
            default -> "found '" + source.charAt(at) + "'";
        };
    }

    SyntaxException error(int place, String message) { return new SyntaxException(source, place, message); }
}

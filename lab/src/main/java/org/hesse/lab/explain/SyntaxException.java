package org.hesse.lab.explain;

/** An expression that cannot be read or evaluated, and the place in it. Thread-safe, as every exception is. */
public final class SyntaxException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;
    private static final int BEFORE = 70;
    private static final int AFTER = 30;

    private final String source;
    private final int at;

    SyntaxException(String source, int at, String message) {
        super("expression, column " + (at + 1) + ": " + message);
        this.source = source;
        this.at = at;
    }

    /** The index of the place in the expression, its length at the end. */
    public int at() { return at; }

    /** Two lines: the expression around the place, cut if it is long, and a caret under the place. */
    public String caret() {
        int from = Math.max(0, at - BEFORE);
        int to = Math.min(source.length(), at + AFTER);
        String shown = source.substring(from, to).replaceAll("[^\\x20-\\x7e−·×]", "?");
        String start = from > 0 ? "…" : "";
        String line = start + shown + (to < source.length() ? "…" : "");
        return line + "\n" + " ".repeat(start.length() + at - from) + "^";
    }
}

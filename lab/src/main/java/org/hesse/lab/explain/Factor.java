package org.hesse.lab.explain;

import org.hesse.engine.array.Array;

/**
 * A factor in a formula: how it is written, as HTML, and the number to put in, null if that has no short form.
 * Immutable and thread-safe.
 */
record Factor(String symbol, String number) {
    /** Null for a structural zero, which makes its whole product one. */
    static Factor of(String symbol, Array value) {
        return value == null ? null : new Factor(symbol, Numbers.brief(value));
    }

    /** A number that has no other name. */
    static Factor of(double number) {
        String text = Numbers.brief(number);
        return new Factor(text, text);
    }

    /** The number, in parentheses if a sign would stand within a product. */
    String within() { return number.startsWith("−") ? "(" + number + ")" : number; }

    Factor transposed() { return new Factor(symbol + "ᵀ", number.startsWith("[") ? number + "ᵀ" : number); }
}

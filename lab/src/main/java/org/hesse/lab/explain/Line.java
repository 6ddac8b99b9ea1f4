package org.hesse.lab.explain;

/**
 * One rule as it was applied: `left = symbols = numbers = result`, as HTML. Immutable and thread-safe.
 *
 * @param column what it computes
 * @param numbers null if they have no short form, or would say no more than the result
 * @param total what the adjoint is after this, if terms were there before; else null
 */
public record Line(Column column, String left, boolean adds, String symbols, String numbers, String result,
        String total) {}

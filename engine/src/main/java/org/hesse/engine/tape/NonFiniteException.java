package org.hesse.engine.tape;

/**
 * A loss or gradient became infinite or NaN; the message names the first node where it did. Thread-safe, as every
 * exception is.
 */
public final class NonFiniteException extends ArithmeticException {
    private static final long serialVersionUID = 1;

    public NonFiniteException(String message) { super(message); }
}

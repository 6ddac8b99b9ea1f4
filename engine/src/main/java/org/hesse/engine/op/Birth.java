package org.hesse.engine.op;

/** Where curvature is born: the kind of an op's second derivative. Every op has one only. Immutable and thread-safe. */
public enum Birth {
    /** None: J₁ = J₂ = 0, the op is linear in all its inputs together. */
    NONE,
    /** A product of two inputs, weight × activation or query × key: coupling. */
    PRODUCT,
    /** A nonlinear function: activation. */
    FUNCTION
}

package org.hesse.engine.sweep;

/** The series that a channel's births see: the whole jet along v, or, in the loss, a part of it. Thread-safe. */
public enum Path {
    /** x₀ + εx₁ + ε²x₂, everywhere. */
    FULL,
    /** The loss's own nodes pushed from z₀ + εz₁: what the second coefficient is when z₂ = 0. */
    STRAIGHT,
    /** The loss's own nodes pushed from z₀ + εz₂: z₂ taken as a direction. */
    BEND
}

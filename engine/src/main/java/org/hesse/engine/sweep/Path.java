package org.hesse.engine.sweep;

/** The series that a channel's births see. */
public enum Path {
    /** The whole jet along v. */
    FULL
}

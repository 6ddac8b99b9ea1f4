package org.hesse.lab.paper;

/** Told how far an experiment is. Used by one thread at a time. */
public interface Watch {
    /** Watches nothing. */
    Watch NONE = new Watch() {};

    /** A stage of so many steps begins. */
    default void begin(String task, long steps) {}

    /** So many of its steps are done. */
    default void at(long step) {}

    /** The stage is over, well or not. */
    default void end() {}
}

package org.hesse.lab.digits;

/** Told what a run of the experiment does, in the thread that runs it. */
public interface Observer {
    /** Watches nothing. */
    Observer NONE = new Observer() {};

    /** After every training step. */
    default void step(int step, int steps) {}

    /** After every measurement, at `theta`, a copy. */
    default void measured(Measurement measurement, double[] theta) {}
}

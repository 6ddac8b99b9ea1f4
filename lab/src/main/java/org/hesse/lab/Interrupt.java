package org.hesse.lab;

import java.io.IOException;

/** Lets a long computation save its work when the process is told to end, by Ctrl-C or `kill`. */
final class Interrupt {
    /** The computation. */
    @FunctionalInterface
    interface Body {
        void run() throws IOException;
    }

    private Interrupt() {}

    /** Runs the body; told to end meanwhile, the process runs `rescue` beside it and ends after that, not before. */
    static void during(Body body, Runnable rescue) throws IOException {
        Thread hook = new Thread(rescue, "hesse-interrupt");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            body.run();
        } finally {
            forget(hook);
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already: the rescue runs or has run, and there is nothing to take back.
            return;
        }
    }
}

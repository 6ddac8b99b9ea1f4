package org.hesse.lab;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.ProcessBuilder.Redirect;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * A bar on the last line of a terminal, which steps aside for lines of output; nothing where standard error is no
 * terminal. Thread-safe.
 */
public final class ProgressLine {
    private static final int WIDTH = 79;
    private static final int REDRAW_MILLIS = 200;
    /** Back to the start of the line, and clear it. */
    private static final String CLEAR = "\r\u001b[K";

    private final PrintWriter err;
    private final ProgressBar bar;
    private boolean closed;

    /** A bar of `steps` steps; none, if it is to be quiet. */
    ProgressLine(String task, long steps, PrintWriter err, boolean quiet) {
        this.err = err;
        bar = !quiet && isTerminal() ? bar(task, steps) : null;
    }

    private ProgressBar bar(String task, long steps) {
        return new ProgressBarBuilder().setTaskName(task).setInitialMax(steps).setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(REDRAW_MILLIS)
                .setConsumer(new DelegatingProgressBarConsumer(this::draw, WIDTH)).build();
    }

    public void step(int step) {
        if (bar != null) bar.stepTo(step);
    }

    /** A few words behind the bar. */
    public void words(String words) {
        if (bar != null) bar.setExtraMessage(words);
    }

    /** One more step. */
    public void step() {
        if (bar != null) bar.step();
    }

    /** Runs `print`, which prints whole lines, with the bar out of its way; the bar comes back by itself. */
    public synchronized void aside(Runnable print) {
        clear();
        print.run();
    }

    /** Takes the bar away for good; may be called again. */
    public void finish() {
        synchronized (this) {
            if (closed) return;
            closed = true;
            clear();
        }
        // Not under the lock: the bar draws once more from its own thread while it ends.
        if (bar != null) bar.close();
    }

    private synchronized void draw(String line) {
        if (closed) return;
        err.print(CLEAR + line);
        err.flush();
    }

    private void clear() {
        if (bar == null) return;
        err.print(CLEAR);
        err.flush();
    }

    /** Java itself can ask about standard input and output only. */
    private static boolean isTerminal() {
        try {
            return new ProcessBuilder("test", "-t", "2").redirectError(Redirect.INHERIT).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

package org.hesse.lab;

import org.hesse.lab.paper.Watch;

/** Shows the stages of an experiment as bars, one after the other. Used by one thread. */
final class PaperProgress implements Watch {
    private final Console console;
    private ProgressLine bar;

    PaperProgress(Console console) { this.console = console; }

    @Override
    public void begin(String task, long steps) { bar = console.progress(task, steps); }

    @Override
    public void at(long step) { bar.step((int) step); }

    @Override
    public void end() { bar.finish(); }
}

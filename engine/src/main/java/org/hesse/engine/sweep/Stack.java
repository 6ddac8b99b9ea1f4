package org.hesse.engine.sweep;

import java.util.Arrays;
import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;
import org.hesse.engine.op.Frame;
import org.hesse.engine.op.Stackable;

/**
 * One thread's room for the adjoints of a node that go through its {@link Stackable} op together. Reused by its thread;
 * holds nothing between two nodes.
 */
final class Stack {
    private static final ThreadLocal<Stack> OWN = ThreadLocal.withInitial(Stack::new);

    private Array[] ybar = {};
    private Accumulator[][] columns = {};
    /** By input: the columns of those that want adjoints, null for others. */
    private Accumulator[][] xbar = {};
    private int count;

    static Stack own() { return OWN.get(); }

    /** Passing steps of one node that want adjoints of the same inputs: those of one group of lanes. */
    void pull(Pull.Step[] steps, int active, int group, int groups) {
        Frame frame = steps[0].frame();
        reserve(steps.length, frame.inputs());
        for (int i = 0; i < frame.inputs(); i++) xbar[i] = steps[0].xbar()[i] == null ? null : columns[i];
        count = 0;
        for (Pull.Step step : steps) if (step.isOf(active, group, groups) && !step.ybar().isEmpty()) add(step);
        if (count > 0) ((Stackable) steps[0].node().op()).pullAll(frame, count, ybar, xbar);
        Arrays.fill(ybar, 0, count, null);
        for (Accumulator[] column : columns) Arrays.fill(column, 0, count, null);
    }

    private void add(Pull.Step step) {
        ybar[count] = step.ybar().value();
        for (int i = 0; i < step.xbar().length; i++) columns[i][count] = step.xbar()[i];
        count++;
    }

    private void reserve(int steps, int inputs) {
        if (ybar.length >= steps && columns.length >= inputs) return;
        ybar = new Array[Math.max(steps, ybar.length)];
        columns = new Accumulator[Math.max(inputs, columns.length)][ybar.length];
        xbar = new Accumulator[columns.length][];
    }
}

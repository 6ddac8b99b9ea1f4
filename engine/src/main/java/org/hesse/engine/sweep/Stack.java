package org.hesse.engine.sweep;

import java.util.Arrays;
import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;
import org.hesse.engine.op.Frame;
import org.hesse.engine.op.Stackable;
import org.hesse.engine.tape.Var;

/**
 * One thread's room for the directions and adjoints of a node that go through its {@link Stackable} op together. Reused
 * by its thread; holds nothing between two nodes.
 */
final class Stack {
    private static final ThreadLocal<Stack> OWN = ThreadLocal.withInitial(Stack::new);

    private Frame[] frames = {};
    private Array[] arrays = {};
    private Accumulator[][] columns = {};
    /** By input: the columns of those that want adjoints, null for others. */
    private Accumulator[][] xbar = {};
    private int count;

    static Stack own() { return OWN.get(); }

    /** Coefficients 1 to `order` of one node in the lanes of one group. */
    void forward(Var node, int order, Lane[] lanes, int directions, int group, int groups) {
        reserve(directions, 1);
        count = 0;
        for (int l = group; l < directions; l += groups) add(lanes[l].frame(node, Path.FULL));
        for (int k = 1; k <= order && count > 0; k++)
            ((Stackable) node.op()).forwardAll(k, count, frames, arrays, columns[0]);
        clear();
    }

    /** Passing steps of one node that want adjoints of the same inputs: those of one group of lanes. */
    void pull(Pull.Step[] steps, int active, int group, int groups) {
        Frame frame = steps[0].frame();
        reserve(steps.length, frame.inputs());
        for (int i = 0; i < frame.inputs(); i++) xbar[i] = steps[0].xbar()[i] == null ? null : columns[i];
        count = 0;
        for (Pull.Step step : steps) if (step.isOf(active, group, groups) && !step.ybar().isEmpty()) add(step);
        if (count > 0) ((Stackable) steps[0].node().op()).pullAll(frame, count, arrays, xbar);
        clear();
    }

    /** Null where nothing is computed. */
    private void add(Frame frame) {
        if (frame != null) frames[count++] = frame;
    }

    private void add(Pull.Step step) {
        arrays[count] = step.ybar().value();
        for (int i = 0; i < step.xbar().length; i++) columns[i][count] = step.xbar()[i];
        count++;
    }

    private void clear() {
        Arrays.fill(frames, 0, count, null);
        Arrays.fill(arrays, 0, count, null);
        for (Accumulator[] column : columns) Arrays.fill(column, 0, count, null);
    }

    private void reserve(int steps, int inputs) {
        if (arrays.length >= steps && columns.length >= inputs) return;
        arrays = new Array[Math.max(steps, arrays.length)];
        frames = new Frame[arrays.length];
        columns = new Accumulator[Math.max(inputs, columns.length)][arrays.length];
        xbar = new Accumulator[columns.length][];
    }
}

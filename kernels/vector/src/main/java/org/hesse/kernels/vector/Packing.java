package org.hesse.kernels.vector;

import org.hesse.engine.array.Workers;

/**
 * The packing of what all threads have in common of a block of k, B and perhaps A, as tasks that they share: some steps
 * of all panels where a step lies in order, for the processor then fetches ahead, else all steps of some panels.
 * Reused; holds nothing between two products.
 */
final class Packing implements Workers.Task {
    /** Numbers of a task, about: worth handing over. */
    private static final int NUMBERS = 1 << 13;
    /** Of steps a task has a multiple of so many. */
    private static final int STEPS = 16;

    private Packed to;
    private int depth;
    private View b;
    /** Columns from the first one that is not left where it lies; those of a task, or its steps; tasks. */
    private int firstColumn;
    private int columns;
    private int rightPart;
    private int rightTasks;
    /** So many products, each with rows from i0, so many, that take so much room. */
    private View[] a;
    private int i0;
    private int rows;
    private int room;
    private int leftPart;
    private int leftTasks;
    private int count;

    /** B, as `to` was aimed at it. */
    void right(Packed to, View b, int width, int depth) {
        this.to = to;
        this.b = b;
        this.depth = depth;
        firstColumn = to.columnsInPlace();
        columns = width - firstColumn;
        rightPart = b.across == 1 ? part(STEPS, columns) : part(MicroKernel.COLUMNS, depth);
        rightTasks = tasks(columns, b.across == 1, rightPart);
    }

    /** The A of so many products, none if each thread packs its own. */
    void left(View[] a, int count, int i0, int rows, int tall, int room) {
        this.a = a;
        this.count = count;
        this.i0 = i0;
        this.rows = rows;
        this.room = room;
        leftPart = a[0].across != 1 ? part(STEPS, rows) : part(tall, depth);
        leftTasks = tasks(rows, a[0].across != 1, leftPart);
    }

    /** A multiple of the unit, each of which has so many numbers. */
    private static int part(int unit, int numbers) {
        return Math.max(1, NUMBERS / unit / Math.max(1, numbers)) * unit;
    }

    private int tasks(int lines, boolean isByStep, int part) {
        return lines == 0 ? 0 : ((isByStep ? depth : lines) - 1) / part + 1;
    }

    int tasks() { return rightTasks + count * leftTasks; }

    @Override
    public void run(int task) {
        if (task < rightTasks) packRight(task * rightPart);
        else packLeft((task - rightTasks) / leftTasks, (task - rightTasks) % leftTasks * leftPart);
    }

    private void packRight(int from) {
        if (b.across == 1) to.packB(b, firstColumn, columns, from, Math.min(rightPart, depth - from));
        else to.packB(b, firstColumn + from, Math.min(rightPart, columns - from), 0, depth);
    }

    private void packLeft(int q, int from) {
        int first = q * room;
        if (a[q].across != 1) to.packA(a[q], i0, rows, first, from, Math.min(leftPart, depth - from));
        else to.packA(a[q], i0 + from, Math.min(leftPart, rows - from), first + from, 0, depth);
    }

    void drop() {
        to = null;
        b = null;
        a = null;
    }
}

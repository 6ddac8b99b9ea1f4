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

    private final Packed to;
    private final View b;
    private int depth;
    /** Columns from the first one that is not left where it lies; steps of a task, or its columns; tasks. */
    private int firstColumn;
    private int columns;
    private boolean isRightInOrder;
    private int rightPart;
    private int rightTasks;
    /** So many products, each with rows from i0, so many, in panels of so many. */
    private View[] a;
    private int count;
    private int i0;
    private int height;
    private int tall;
    private boolean isLeftInOrder;
    private int leftPart;
    private int leftTasks;

    /** @param b the view that is aimed at the right factor of every product */
    Packing(Packed to, View b) {
        this.to = to;
        this.b = b;
    }

    /** B alone, which `to` is aimed at: so many columns and steps. */
    void right(int width, int depth) {
        this.depth = depth;
        firstColumn = to.columnsInPlace();
        columns = width - firstColumn;
        isRightInOrder = b.across == 1;
        rightPart = isRightInOrder ? part(Packed.STEPS, columns) : part(MicroKernel.COLUMNS, depth);
        rightTasks = columns == 0 ? 0 : tasks(isRightInOrder ? depth : columns, rightPart);
        count = 0;
    }

    /** The A of so many products, too, which `to` is aimed at. */
    void left(View[] a, int count, int i0, int height, int tall) {
        this.a = a;
        this.count = count;
        this.i0 = i0;
        this.height = height;
        this.tall = tall;
        isLeftInOrder = a[0].across != 1;
        leftPart = isLeftInOrder ? part(Packed.STEPS, height) : part(tall, depth);
        leftTasks = tasks(isLeftInOrder ? depth : height, leftPart);
    }

    /** A multiple of the unit, each of which has so many numbers. */
    private static int part(int unit, int numbers) {
        return Math.max(1, NUMBERS / unit / Math.max(1, numbers)) * unit;
    }

    private static int tasks(int whole, int part) { return (whole - 1) / part + 1; }

    int tasks() { return rightTasks + count * leftTasks; }

    @Override
    public void run(int task) {
        if (task < rightTasks) packRight(task * rightPart);
        else packLeft((task - rightTasks) / leftTasks, (task - rightTasks) % leftTasks * leftPart);
    }

    private void packRight(int from) {
        if (isRightInOrder) to.packB(b, firstColumn, columns, from, Math.min(rightPart, depth - from));
        else to.packB(b, firstColumn + from, Math.min(rightPart, columns - from), 0, depth);
    }

    private void packLeft(int q, int from) {
        int first = q * tasks(height, tall) * tall;
        if (isLeftInOrder) to.packA(a[q], i0, height, first, from, Math.min(leftPart, depth - from));
        else to.packA(a[q], i0 + from, Math.min(leftPart, height - from), first + from, 0, depth);
    }
}

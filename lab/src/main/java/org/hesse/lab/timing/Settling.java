package org.hesse.lab.timing;

import java.util.Arrays;

/**
 * Whether the times of an entry's turns have stopped falling, as they do once its code is compiled. Not thread-safe.
 *
 * <p>By leasts, which what slows the machine for a while does not move: the least of the last {@value #LAST} turns is
 * no more than 3 % below the least of all before. A fall of 1.1 % a turn is seen.
 */
final class Settling {
    static final int LAST = 3;
    private static final double FALL = 0.03;

    /** The least before the last turns. */
    private double before = Double.POSITIVE_INFINITY;
    private final double[] last = new double[LAST];
    private int turns;

    /** One more turn's time, in any unit. */
    void add(double time) {
        int place = turns % LAST;
        if (turns >= LAST) before = Math.min(before, last[place]);
        last[place] = time;
        turns++;
    }

    /** False before there are {@value #LAST} turns and one. */
    boolean isSteady() { return turns > LAST && least() >= (1 - FALL) * before; }

    private double least() { return Arrays.stream(last).min().orElseThrow(); }
}

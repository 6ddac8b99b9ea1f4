package org.hesse.lab.train;

import java.util.Iterator;
import java.util.function.DoubleFunction;
import org.hesse.nn.train.CosineSchedule;
import org.hesse.nn.train.Schedule;
import org.hesse.nn.train.WarmUp;

/** All schedules of the learning rate that the command line names. Stateless and thread-safe. */
public final class Schedules implements Iterable<String> {
    /** By the learning rate that they start from. */
    private static final Choices<DoubleFunction<Schedule>> ALL = new Choices<DoubleFunction<Schedule>>("--schedule") //
            .add("constant", s -> Schedule::constant) //
            .add("cosine:floor=0", s -> rate -> new CosineSchedule(rate, s.number("floor")));

    /** Lists them, for a help. */
    public Schedules() {}

    /**
     * The schedule of a text such as `cosine`.
     *
     * @param warmUp steps of a line from 0 in front of it, 0 for none
     */
    public static Schedule parse(String text, double learningRate, int warmUp) {
        return ALL.parse(text, schedule -> {
            Schedule after = schedule.apply(learningRate);
            return warmUp == 0 ? after : new WarmUp(warmUp, after);
        });
    }

    /** The text with all settings by their names. */
    public static String canonical(String text) { return ALL.canonical(text); }

    @Override
    public Iterator<String> iterator() { return ALL.iterator(); }
}

package org.hesse.lab;

import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.hesse.engine.array.Pool;
import org.hesse.engine.array.Workers;
import org.hesse.engine.objective.Batch;
import org.hesse.engine.objective.Objective;

/**
 * What a run will take of memory, told before it starts: buffers grow with the examples recorded at a time as
 * `constant + examples · slope`, and two small runs show both numbers.
 *
 * @param bytes of the engine's buffers and of the vectors beside them; a lower bound of what the JVM will take
 * @param examples recorded at a time
 */
record Forecast(long bytes, int examples) {
    private static final int FEW = 2;
    private static final int MORE = 4;

    /**
     * Runs on two and on four examples, on one thread, and looks at the buffers.
     *
     * @param first the loss of so many examples
     * @param examples as many as will be recorded at a time
     * @param vectors as long as θ that the run holds beside its buffers
     */
    static Forecast of(IntFunction<Batch> first, int examples, int vectors, Consumer<Objective> run) {
        return examples <= MORE ? new Forecast(0, examples) : measured(first, examples, vectors, run);
    }

    /** The same for any number of examples: {@link #of} takes it that a few will do. */
    static Forecast measured(IntFunction<Batch> first, int examples, int vectors, Consumer<Objective> run) {
        Batch few = first.apply(FEW);
        long constant;
        long slope;
        int threads = Workers.shared().threads();
        // What several threads hold at a time is a matter of chance.
        Workers.shared().threads(1);
        try {
            constant = buffers(few, run);
            slope = (buffers(first.apply(MORE), run) - constant) / (MORE - FEW);
        } finally {
            Workers.shared().threads(threads);
        }
        long numbers = constant + slope * (examples - FEW) + (long) vectors * few.layout().size();
        return new Forecast(Double.BYTES * numbers, examples);
    }

    private static long buffers(Batch objective, Consumer<Objective> run) {
        Pool pool = new Pool();
        run.accept(new Batch(objective.layout(), pool, objective.program()));
        return pool.mostInUse();
    }

    /**
     * Throws if the heap has not that much room.
     *
     * @param remedy what to do about it: `lower --batch`
     */
    void check(long heap, String remedy) {
        if (bytes > heap)
            throw new IllegalStateException(String.format(Locale.ROOT,
                    "%,d examples at a time need %s of memory, the heap has room for %s: %s, or give more by"
                            + " HESSE_OPTS=-Xmx…",
                    examples, text(bytes), text(heap), remedy));
    }

    /** What the heap has room for, beside what is there now. */
    static long room() {
        Runtime java = Runtime.getRuntime();
        System.gc();
        return java.maxMemory() - (java.totalMemory() - java.freeMemory());
    }

    /** The bytes as people read them. */
    String text() { return text(bytes); }

    private static String text(long bytes) {
        return bytes < 1L << 30
                ? String.format(Locale.ROOT, "%.1f MiB", bytes / 0x1p20)
                : String.format(Locale.ROOT, "%.1f GiB", bytes / 0x1p30);
    }
}

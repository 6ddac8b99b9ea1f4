package org.hesse.lab;

import java.util.Locale;

/**
 * What a run will take of memory, told before it starts by a {@link Rehearsal}.
 *
 * @param bytes of the engine's buffers and of the vectors beside them; a lower bound of what the JVM will take
 * @param examples recorded at a time
 */
record Forecast(long bytes, int examples) {
    private static final String MORE = "give more by HESSE_OPTS=-Xmx…";

    /** Of so many numbers: a double, as products of sizes overflow integers; it is exact up to 2^53. */
    static Forecast of(double numbers, int examples) { return new Forecast((long) (Double.BYTES * numbers), examples); }

    /** With so many numbers more. */
    Forecast and(double numbers) { return of((double) bytes / Double.BYTES + numbers, examples); }

    /**
     * Throws if the heap has not that much room.
     *
     * @param remedy what to do about it: `lower --batch`
     */
    void check(long heap, String remedy) {
        if (bytes > heap)
            throw new IllegalStateException(String.format(Locale.ROOT,
                    "%,d examples at a time need %s of memory, the heap has room for %s: %s, or %s", examples,
                    text(bytes), text(heap), remedy, MORE));
    }

    /** Throws if the heap has no room for so many vectors, whatever the examples. */
    static void checkVectors(long vectors, long length, long heap) {
        long bytes = of((double) vectors * length, 0).bytes;
        if (bytes > heap)
            throw new IllegalStateException(String.format(Locale.ROOT,
                    "%,d vectors as long as the %,d parameters need %s of memory, the heap has room for %s: %s",
                    vectors, length, text(bytes), text(heap), MORE));
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

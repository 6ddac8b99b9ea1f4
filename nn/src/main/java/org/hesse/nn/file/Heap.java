package org.hesse.nn.file;

/** What the arrays of one file take of the memory that Java may take. Not thread-safe. */
final class Heap {
    private long taken;

    /** Throws if there cannot be so many bytes more: a message instead of an OutOfMemoryError. */
    void take(long bytes) {
        taken += bytes;
        long most = Runtime.getRuntime().maxMemory();
        if (taken > most)
            throw new IllegalArgumentException(
                    "arrays up to here need " + taken + " bytes of memory, Java has " + most + " (-Xmx)");
    }

    /** Says that so many bytes are garbage now. */
    void give(long bytes) { taken -= bytes; }
}

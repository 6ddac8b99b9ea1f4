package org.hesse.engine.array;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What warm code allocates. */
final class Warm {
    private static final int MOST = 20_000;
    private static final double SECONDS = 20;

    private Warm() {}

    /** The bytes of the last of many calls in this thread, the first that allocates nothing if there is one. */
    static long bytes(Runnable call) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long start = System.nanoTime();
        long bytes = Long.MAX_VALUE;
        for (int i = 0; i < MOST && bytes > 0 && System.nanoTime() - start < 1e9 * SECONDS; i++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            call.run();
            bytes = threads.getCurrentThreadAllocatedBytes() - before;
        }
        return bytes;
    }
}

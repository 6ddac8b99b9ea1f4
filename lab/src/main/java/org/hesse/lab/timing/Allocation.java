package org.hesse.lab.timing;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/** Counts the bytes that calls allocate, in the thread that makes them and in those of the kernels. Stateless. */
public final class Allocation {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int TRIES = 3;

    private Allocation() {}

    /** The bytes of one call of a warm entry, the least of a few; what the JVM does beside is not of it. */
    public static long of(Entry entry, Workbench bench) {
        long[] ids = threads();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < TRIES; i++) {
            long nothing = bytes(ids, () -> {});
            least = Math.min(least, bytes(ids, () -> entry.call().accept(bench)) - nothing);
        }
        return Math.max(0, least);
    }

    private static long bytes(long[] ids, Runnable call) {
        long before = Arrays.stream(THREADS.getThreadAllocatedBytes(ids)).sum();
        call.run();
        return Arrays.stream(THREADS.getThreadAllocatedBytes(ids)).sum() - before;
    }

    private static long[] threads() {
        Thread caller = Thread.currentThread();
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread == caller || thread.getName().startsWith("hesse-worker-"))
                .mapToLong(Thread::getId).toArray();
    }
}

package org.hesse.engine.array;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.stream.LongStream;

/** What warm code allocates. */
public final class Warm {
    private static final int MOST = 20_000;
    private static final double SECONDS = 20;
    /** Vectors are objects until all that threads call is compiled, which on a busy machine takes a while. */
    private static final double SHARED_SECONDS = 60;
    private static final double LONG = 0.1;
    /** Of that while: a worker that slept, since the caller was done before it woke, has shown nothing. */
    private static final double AWAKE = 0.2;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Warm() {}

    /** The bytes of the last of many calls in this thread, the first that allocates nothing if there is one. */
    static long bytes(Runnable call) {
        long start = System.nanoTime();
        long bytes = Long.MAX_VALUE;
        for (int i = 0; i < MOST && bytes > 0 && System.nanoTime() - start < 1e9 * SECONDS; i++) bytes = own(call);
        return bytes;
    }

    private static long own(Runnable call) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        call.run();
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    /**
     * The bytes of a tenth of a second of calls, in this thread and in those that kernels share work among: of the
     * first such while without any in which the others worked too, or of the last.
     */
    public static long shared(Runnable call) {
        call.run();
        long[] workers = workers();
        Runnable calls = () -> {
            long start = System.nanoTime();
            while (System.nanoTime() - start < 1e9 * LONG) call.run();
        };
        long start = System.nanoTime();
        long bytes = Long.MAX_VALUE;
        boolean isAwake = false;
        while ((bytes > 0 || !isAwake) && System.nanoTime() - start < 1e9 * SHARED_SECONDS) {
            long worked = sum(THREADS.getThreadCpuTime(workers));
            long before = sum(THREADS.getThreadAllocatedBytes(workers));
            bytes = own(calls);
            bytes += sum(THREADS.getThreadAllocatedBytes(workers)) - before;
            isAwake = sum(THREADS.getThreadCpuTime(workers)) - worked > 1e9 * LONG * AWAKE;
        }
        return bytes;
    }

    private static long sum(long... x) { return LongStream.of(x).sum(); }

    private static long[] workers() {
        long[] workers = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("hesse-worker")).mapToLong(Thread::getId).toArray();
        if (workers.length == 0) throw new AssertionError("nothing was shared");
        return workers;
    }
}

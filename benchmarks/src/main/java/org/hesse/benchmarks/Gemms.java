package org.hesse.benchmarks;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.hesse.engine.array.Kernels;
import org.hesse.engine.array.Providers;
import org.hesse.lab.timing.CountingKernels;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * How many matrix products a call makes, beside its time: `-prof org.hesse.benchmarks.Gemms`, which `benchmarks/run
 * jmh` adds.
 *
 * <p>They are counted before anything is timed, in an instance of the benchmark made for it: kernels that count are
 * slow, and a stored point has its kernels for good. Not thread-safe; one benchmark at a time, as JMH has it.
 */
public final class Gemms implements InternalProfiler {
    private static final List<CountingKernels> COUNTERS = new ArrayList<>();
    private static boolean asked;
    private static boolean counting;
    private static String counted = "";
    private static long gemms;

    /** JMH makes it in the JVM that measures, before the benchmark, if it was asked for. */
    @SuppressWarnings("StaticAssignmentInConstructor")
    public Gemms() { asked = true; }

    @Override
    public String getDescription() { return "Matrix products in a call"; }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        // Counted before the first iteration of all.
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(BenchmarkParams benchmark, IterationParams iteration,
            IterationResult result) {
        return List.of(new ScalarResult("gemms", gemms, "#", AggregationPolicy.AVG));
    }

    /** The kernels that a benchmark computes with; others that count, as long as something is counted. */
    static Kernels watched(Kernels kernels) {
        if (!counting) return kernels;
        CountingKernels counter = new CountingKernels(kernels);
        COUNTERS.add(counter);
        return counter.kernels();
    }

    /** Counts the products of a benchmark, if that was asked for, once for each of its settings. */
    static void count(Timed benchmark, BenchmarkParams params) throws ReflectiveOperationException {
        if (!asked || params.id().equals(counted)) return;
        String name = params.getBenchmark();
        int dot = name.lastIndexOf('.');
        Class<?> type = Class.forName(name.substring(0, dot));
        Kernels kernels = Providers.kernels();
        counting = true;
        try {
            gemms = count(copy(benchmark, type), type.getMethod(name.substring(dot + 1)));
        } finally {
            counting = false;
            COUNTERS.clear();
            Providers.use(kernels);
        }
        counted = params.id();
    }

    private static long count(Timed benchmark, Method call) throws ReflectiveOperationException {
        benchmark.setUp();
        try {
            COUNTERS.forEach(CountingKernels::clear);
            call.invoke(benchmark);
            return COUNTERS.stream().mapToLong(CountingKernels::gemms).sum();
        } finally {
            benchmark.tearDown();
        }
    }

    private static Timed copy(Timed benchmark, Class<?> type) throws ReflectiveOperationException {
        Timed copy = (Timed) type.getDeclaredConstructor().newInstance();
        for (Field field : type.getDeclaredFields()) {
            if (!field.isAnnotationPresent(Param.class)) continue;
            field.setAccessible(true);
            field.set(copy, field.get(benchmark));
        }
        return copy;
    }
}

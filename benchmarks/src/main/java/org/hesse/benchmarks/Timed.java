package org.hesse.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * How every question is measured: its annotations are inherited, and a class may replace one by its own. Sixteen lanes
 * of the largest model take 4 GB, and as much again where their products are counted: more than the usual heap.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "-XX:MaxRAMPercentage=80"})
public abstract class Timed {
    /** Makes what is timed from its settings, and checks its numbers. */
    public abstract void setUp();

    /** Gives back what {@link #setUp} took. */
    public void tearDown() {}

    @Setup(Level.Iteration)
    public final void count(BenchmarkParams params) throws ReflectiveOperationException { Gemms.count(this, params); }
}

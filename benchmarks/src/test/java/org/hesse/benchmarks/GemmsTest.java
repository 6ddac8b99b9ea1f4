package org.hesse.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.hesse.engine.array.Kernels;
import org.hesse.engine.array.Providers;
import org.hesse.engine.array.Workers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

class GemmsTest {
    /** A first and a last layer: 2 + 3 products for ∇L, and at a stored point those of the README. */
    @ParameterizedTest
    @CsvSource({"gradient, 5", "hessianStored, 8", "split, 14", "splitStored, 9", "quadraticStored, 4"})
    void areBesideTheTimes(String benchmark, double gemms) throws RunnerException {
        assertEquals(gemms, run(benchmark).getSecondaryResults().get("gemms").getScore());
    }

    /** In this JVM, which then computes as before. */
    private static RunResult run(String benchmark) throws RunnerException {
        Kernels kernels = Providers.kernels();
        int threads = Workers.shared().threads();
        System.setProperty("jmh.ignoreLock", "true");
        try {
            return new Runner(options(benchmark)).runSingle();
        } finally {
            System.clearProperty("jmh.ignoreLock");
            Providers.use(kernels);
            Workers.shared().threads(threads);
        }
    }

    private static Options options(String benchmark) {
        return new OptionsBuilder().include("Products." + benchmark + "$").param("model", "mlp_64_32_10")
                .param("kernels", "plain").param("threads", "1").forks(0).warmupIterations(0).measurementIterations(1)
                .measurementTime(TimeValue.milliseconds(1)).addProfiler(Gemms.class).addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT).build();
    }
}

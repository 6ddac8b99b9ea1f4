package org.hesse.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.hesse.engine.array.Kernels;
import org.hesse.engine.array.PlainKernels;
import org.hesse.engine.array.Workers;
import org.hesse.kernels.jblas.JblasKernels;
import org.hesse.kernels.vector.BareKernel;
import org.hesse.kernels.vector.VectorKernels;
import org.hesse.lab.Json;
import org.hesse.lab.Provenance;

/**
 * How much of the micro-kernel's rate is left in a whole matrix product, n × n × n, on one thread? And beside jblas and
 * plain Java?
 *
 * <p>Not by JMH, which would measure each in a process of its own, or at another time: the machine's clock and its
 * neighbours would be in the ratio. Here all take turns, a few milliseconds each, in one process; medians of the turns.
 * The micro-kernel computes as many flops in a turn, on factors of 128 and of 256 steps; the faster one counts.
 */
public final class GemmAgainstBareKernel {
    private static final int[] SIZES = {256, 512, 768, 1024};
    private static final int[] DEPTHS = {128, 256};
    private static final double SHORTEST = 5e6;

    private final int n;
    private final Kernels.Form form;
    private final double[] a;
    private final double[] b;
    private final double[] c;
    private final Map<String, Turns> all = new LinkedHashMap<>();

    /** Random factors; checks that all products are the plain provider's. */
    private GemmAgainstBareKernel(int n, Kernels.Form form, Map<String, Kernels> providers) {
        this.n = n;
        this.form = form;
        SplittableRandom random = new SplittableRandom(n);
        a = random.doubles((long) n * n, -1, 1).toArray();
        b = random.doubles((long) n * n, -1, 1).toArray();
        c = new double[n * n];
        multiply(new PlainKernels());
        double[] plain = c.clone();
        long flops = 2L * n * n * n;
        providers.forEach((name, kernels) -> {
            multiply(kernels);
            Case.same("products by " + name + " and plain", c, plain, 1e-13);
            all.put(name, new Turns(flops, () -> multiply(kernels)));
        });
        for (int depth : DEPTHS) {
            BareKernel bare = new BareKernel(depth);
            long tiles = flops / bare.flops();
            all.put("bare_" + depth, new Turns(tiles * bare.flops(), () -> bare.run(tiles)));
        }
    }

    private void multiply(Kernels kernels) { kernels.gemm(form, n, n, n, a, 0, b, 0, 0, c, 0); }

    /** `[SECONDS]` for each size and form, 3 if there are none; the last line of the output is the result. */
    public static void main(String... args) {
        double seconds = args.length == 0 ? 3 : Double.parseDouble(args[0]);
        Workers.shared().threads(1);
        Map<String, Kernels> providers = new LinkedHashMap<>();
        providers.put("vector", new VectorKernels());
        providers.put("plain", new PlainKernels());
        try {
            providers.put("jblas", new JblasKernels());
        } catch (IllegalStateException e) {
            System.err.println("without jblas: " + e.getMessage());
        }
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int n : SIZES)
            for (Kernels.Form form : Kernels.Form.values())
                rows.add(new GemmAgainstBareKernel(n, form, providers).rates(seconds));
        Map<String, Object> result = new LinkedHashMap<>();
        for (Map<String, Object> row : rows) result.put(row.get("n") + " " + row.get("form"), row);
        Map<String, Object> environment = Provenance.of("benchmarks/run gemm", null, null).fields();
        environment.put("threads", 1);
        environment.put("kernels", String.join(", ", providers.keySet()));
        result.put("environment", environment);
        System.out.println(Json.line(result));
    }

    /** GFLOP/s of each. */
    private Map<String, Object> rates(double seconds) {
        rounds(seconds / 3, 2);
        all.values().forEach(Turns::start);
        rounds(seconds, 7);
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("n", n);
        row.put("form", form.name());
        all.forEach((name, turns) -> row.put(name, turns.rate()));
        return row;
    }

    /** Each round starts with another one: none always follows the same. */
    private void rounds(double seconds, int least) {
        List<Turns> turns = List.copyOf(all.values());
        double end = System.nanoTime() + 1e9 * seconds;
        for (int round = 0; round < least || System.nanoTime() < end; round++)
            for (int i = 0; i < turns.size(); i++) turns.get((i + round) % turns.size()).take();
    }

    /** The times of one contestant. */
    private static final class Turns {
        private final long flops;
        private final Runnable call;
        private final List<Double> rates = new ArrayList<>();
        private int calls = 1;

        Turns(long flops, Runnable call) {
            this.flops = flops;
            this.call = call;
        }

        void take() {
            long start = System.nanoTime();
            for (int i = 0; i < calls; i++) call.run();
            rates.add((double) flops * calls / (System.nanoTime() - start));
        }

        /** Forgets the warm-up, which says how many calls a turn takes. */
        void start() {
            calls = (int) Math.max(1, Math.round(SHORTEST * rate() / flops));
            rates.clear();
        }

        /** Flops a nanosecond: the median. */
        double rate() { return rates.stream().sorted().skip(rates.size() / 2).findFirst().orElseThrow(); }
    }
}

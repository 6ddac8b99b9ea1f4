package org.hesse.benchmarks.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoublePredicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.hesse.lab.Json;
import org.hesse.nn.file.AtomicFile;
import org.hesse.nn.file.FormatException;

/** `GemmReport PROCESSES RESULTS COMMIT`: what several processes measured, `gemm.json` and `gemm.md`. Stateless. */
public final class GemmReport {
    private static final String HEAD = """
            # Matrix products beside their micro-kernel

            Written by `benchmarks/run gemm`: n × n × n, one thread, processes: %d. In each process the product, the
            micro-kernel on packed factors in the first-level cache, the product in plain Java and jblas take turns of a
            few milliseconds. Ratios are of one process's medians; of the processes the median is given, and the least
            and the most.

            | n | form | GFLOP/s | micro-kernel | %% of it | least … most | bar | × jblas, bar 2 | × plain, at most 4 |
            |---|---|---|---|---|---|---|---|---|
            """;

    /** One size and form in all processes. */
    private record Row(String name, List<RoundJson> processes) {
        Optional<double[]> sorted(ToDoubleFunction<RoundJson> of) {
            double[] all = processes.stream().mapToDouble(of).sorted().toArray();
            return all.length == 0 || Double.isNaN(all[all.length - 1]) ? Optional.empty() : Optional.of(all);
        }

        double median(ToDoubleFunction<RoundJson> of) {
            return sorted(of).map(all -> all[all.length / 2]).orElse(Double.NaN);
        }

        Map<String, Object> fields() {
            double[] percents = sorted(GemmReport::percent).orElseThrow();
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("gflops", median(row -> rate(row, "vector")));
            fields.put("bare_gflops", median(GemmReport::bare));
            fields.put("percent_of_bare", percents[percents.length / 2]);
            fields.put("percents_of_bare", percents);
            fields.put("bar", bar());
            fields.put("times_jblas", median(row -> ratio(row, "jblas")));
            fields.put("times_plain", median(row -> ratio(row, "plain")));
            return fields;
        }

        String line() {
            double[] percents = sorted(GemmReport::percent).orElseThrow();
            double percent = percents[percents.length / 2];
            return "| " + String.join(" | ", name.replace(" ", " | "),
                    Digits.three(median(row -> rate(row, "vector"))), Digits.three(median(GemmReport::bare)),
                    Digits.three(percent),
                    Digits.three(percents[0]) + " … " + Digits.three(percents[percents.length - 1]),
                    "≥ " + bar() + verdict(percent >= bar()), times("jblas", times -> times >= 2),
                    times("plain", times -> times <= 4)) + " |\n";
        }

        /** Percent of the micro-kernel's rate that are aimed at. */
        private int bar() { return name.startsWith("256 ") ? 80 : 85; }

        /** How many times as fast as that provider, and whether that is in its bounds; a dash without it. */
        private String times(String provider, DoublePredicate isMet) {
            double times = median(row -> ratio(row, provider));
            return Double.isNaN(times) ? "–" : Digits.three(times) + verdict(isMet.test(times));
        }

        private static String verdict(boolean isMet) { return isMet ? "" : " **not met**"; }
    }

    private GemmReport() {}

    public static void main(String... args) {
        if (args.length != 3) throw new IllegalArgumentException("needs PROCESSES RESULTS COMMIT, got " + args.length);
        try {
            write(Path.of(args[0]), Path.of(args[1]), args[2]);
            System.out.print(Files.readString(Path.of(args[1], "gemm.md")));
        } catch (IOException e) {
            System.err.println("report: " + e.getMessage());
            System.exit(1);
        }
    }

    static void write(Path processes, Path results, String commit) throws IOException {
        List<RoundJson> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(processes)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList())
                all.add(RoundJson.read(file));
        }
        if (all.isEmpty()) throw new FormatException(processes + ": has no process");
        Map<String, Object> environment = new LinkedHashMap<>(Map.of("commit", commit));
        environment.putAll(all.get(0).object("environment").fields());
        environment.values().removeIf(value -> value == null);
        Map<String, Object> fields = new LinkedHashMap<>(Map.of("processes", all.size()));
        StringBuilder page = new StringBuilder(HEAD.formatted(all.size()));
        for (Row row : rows(all)) {
            fields.put(row.name(), row.fields());
            page.append(row.line());
        }
        fields.put("environment", environment);
        page.append("\n## Where\n\n").append(Markdown.environment(environment));
        Files.createDirectories(results);
        write(results.resolve("gemm.json"), Json.pretty(fields));
        write(results.resolve("gemm.md"), page.toString());
    }

    /** Every rate is there, but for those of jblas, and of plain in older files. */
    private static List<Row> rows(List<RoundJson> all) throws FormatException {
        List<Row> rows = new ArrayList<>();
        for (String name : all.get(0).fields().keySet()) {
            if (name.equals("environment")) continue;
            List<RoundJson> processes = new ArrayList<>();
            for (RoundJson process : all) {
                RoundJson row = process.object(name);
                for (String rate : List.of("vector", "bare_128", "bare_256")) row.time(rate);
                processes.add(row);
            }
            rows.add(new Row(name, processes));
        }
        return rows;
    }

    private static double rate(RoundJson row, String name) {
        return row.fields().get(name) instanceof Number rate ? rate.doubleValue() : Double.NaN;
    }

    private static double bare(RoundJson row) { return Math.max(rate(row, "bare_128"), rate(row, "bare_256")); }

    private static double percent(RoundJson row) { return 100 * rate(row, "vector") / bare(row); }

    private static double ratio(RoundJson row, String provider) { return rate(row, "vector") / rate(row, provider); }

    private static void write(Path file, String text) throws IOException {
        AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }
}

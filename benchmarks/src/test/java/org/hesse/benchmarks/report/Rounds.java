package org.hesse.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/** Round files by hand. */
final class Rounds {
    static final String MODEL = "mlp_784_512_512_10";

    private Rounds() {}

    /** Times of one round, the minimum of each half its median; an answer may name its forms. */
    static void write(Path rounds, String file, int threads, Map<String, String> answers) throws IOException {
        write(rounds, file, threads, "\"command_line\": \"there\"", answers);
    }

    /** With more about where it was measured. */
    static void write(Path rounds, String file, int threads, String where, Map<String, String> answers)
            throws IOException {
        Path directory = Files.createDirectories(rounds.resolve(MODEL));
        String fields = answers.entrySet().stream().map(answer -> "\"" + answer.getKey() + "\": " + answer.getValue())
                .collect(Collectors.joining(",\n"));
        Files.writeString(directory.resolve(file), "{" + fields + ",\n\"environment\": {\"threads\": " + threads
                + ", " + where + "}, \"batch\": 256, \"parameters\": 669706}\n");
    }

    static String time(double median) { return "{\"median_ms\": " + median + ", \"min_ms\": " + median / 2 + "}"; }

    static String time(double median, long bytes) {
        return "{\"median_ms\": " + median + ", \"min_ms\": " + median / 2 + ", \"bytes\": " + bytes + "}";
    }

    /** With what Hesse counts. */
    static String time(double median, long gemms, long bytes) {
        return time(median, bytes).replace("}", ", \"gemms\": " + gemms + "}");
    }

    /** An answer in two forms. */
    static String forms(String a, double medianOfA, String b, double medianOfB) {
        return "{\"median_ms\": " + Math.min(medianOfA, medianOfB) + ", \"min_ms\": 0.5, \"form\": \"whichever\","
                + " \"forms\": {\"" + a + "\": " + time(medianOfA) + ", \"" + b + "\": " + time(medianOfB) + "}}";
    }

    /** Three rounds: Hesse's gradients take 10, 30, 20 ms and its splits three times as long. */
    static void ours(Path rounds) throws IOException {
        int round = 1;
        for (double gradient : new double[] {10, 30, 20})
            write(rounds, round++ + ".hesse.json", 2, Map.of("gradient", time(gradient), "split", time(3 * gradient)));
    }

    /** JAX's gradient takes 16 ms; of its two splits the first is fastest in one round, the second by medians. */
    static void jax(Path rounds) throws IOException {
        double[] first = {50, 81, 90};
        for (int round = 1; round <= 3; round++)
            write(rounds, round + ".jax.json", 2, Map.of("gradient", time(16), "split",
                    forms("one", first[round - 1], "other", 80), "quadratic_hessian", time(8)));
    }
}

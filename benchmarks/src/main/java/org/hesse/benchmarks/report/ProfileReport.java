package org.hesse.benchmarks.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.hesse.lab.Json;
import org.hesse.nn.file.AtomicFile;
import org.hesse.nn.file.FormatException;

/** `ProfileReport PROFILES RESULTS COMMIT`: files by model and entry, to `profile.json`, `profile.md`. Stateless. */
public final class ProfileReport {
    private static final double LEAST = 1;
    private static final String HEAD = """
            # Where the time goes

            Written by `benchmarks/run profile`: samples of the Flight Recorder by the class of the innermost frame of
            Hesse, as a part of all samples, those of threads that wait among them (`Workers`). Classes with less than
            a hundredth are added up.
            """;

    private ProfileReport() {}

    public static void main(String... args) {
        if (args.length != 3) throw new IllegalArgumentException("needs PROFILES RESULTS COMMIT, got " + args.length);
        try {
            write(Path.of(args[0]), Path.of(args[1]), args[2]);
            System.out.print(Files.readString(Path.of(args[1], "profile.md")));
        } catch (IOException e) {
            System.err.println("report: " + e.getMessage());
            System.exit(1);
        }
    }

    static void write(Path profiles, Path results, String commit) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(profiles)) {
            files = all.filter(file -> file.toString().endsWith(".json")).sorted().toList();
        }
        if (files.isEmpty()) throw new FormatException(profiles + ": has no profile");
        Map<String, Object> environment = new LinkedHashMap<>(Map.of("commit", commit));
        Map<String, Object> fields = new LinkedHashMap<>();
        StringBuilder page = new StringBuilder(HEAD);
        for (Path file : files) {
            RoundJson profile = RoundJson.read(file);
            String name = file.getFileName().toString().replaceFirst("\\.json$", "");
            environment.putAll(profile.object("environment").fields());
            fields.put(name, profile.fields());
            page.append(section(name, profile));
        }
        environment.values().removeIf(value -> value == null);
        fields.put("environment", environment);
        page.append("\n## Where\n\n").append(Markdown.environment(environment));
        Files.createDirectories(results);
        write(results.resolve("profile.json"), Json.pretty(fields));
        write(results.resolve("profile.md"), page.toString());
    }

    private static String section(String name, RoundJson profile) throws FormatException {
        RoundJson samples = profile.object("samples");
        long all = 0;
        for (String owner : samples.fields().keySet()) all += samples.count(owner);
        if (all == 0) throw new FormatException(samples.at() + "there are none");
        StringBuilder text = new StringBuilder("\n## " + name + "\n\nBatch " + profile.count("batch")
                + ", " + all + " samples.\n\n| class | % |\n|---|---|\n");
        double rest = 0;
        for (String owner : samples.fields().keySet()) {
            double percent = 100.0 * samples.count(owner) / all;
            if (percent < LEAST) rest += percent;
            else text.append(line("`" + owner + "`", percent));
        }
        return text + (rest > 0 ? line("the rest", rest) : "");
    }

    private static String line(String name, double percent) {
        return String.format(Locale.ROOT, "| %s | %.1f |\n", name, percent);
    }

    private static void write(Path file, String text) throws IOException {
        AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }
}

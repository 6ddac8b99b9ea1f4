package org.hesse.benchmarks.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hesse.lab.Json;
import org.hesse.nn.file.AtomicFile;
import org.hesse.nn.file.FormatException;

/**
 * `Report ROUNDS RESULTS COMMIT`: the files `MODEL/ROUND.SYSTEM.json` as `MODEL.json`, `environment.json`, `README.md`
 * and a plot for each question; models that are in RESULTS already stay in the latter two. Stateless and thread-safe.
 */
public final class Report {
    private Report() {}

    public static void main(String... args) {
        if (args.length != 3) throw new IllegalArgumentException("needs ROUNDS RESULTS COMMIT, got " + args.length);
        try {
            write(Path.of(args[0]), Path.of(args[1]), args[2]);
        } catch (IOException | IllegalArgumentException e) {
            System.err.println("report: " + e.getMessage());
            System.exit(1);
        }
    }

    /** All files, or none if a round's file is wrong. */
    static void write(Path rounds, Path results, String commit) throws IOException {
        List<Comparison> measured = read(rounds);
        Map<String, Object> environment = Fields.environment(measured, commit);
        List<Section> all = new ArrayList<>();
        for (Comparison comparison : measured) all.add(new Section(comparison, environment));
        all.addAll(Section.kept(results, measured.stream().map(Comparison::model).collect(Collectors.toSet())));
        // Tables start with what is small.
        all.sort(Comparator.comparing(Section::all, Comparator.comparingLong(Comparison::parameters)
                .thenComparing(Comparison::model)));
        Files.createDirectories(results);
        for (Comparison comparison : measured)
            write(results.resolve(comparison.model() + ".json"), Json.pretty(Fields.of(new Section(comparison,
                    Fields.environment(List.of(comparison), commit)))));
        write(results.resolve("environment.json"), Json.pretty(environment));
        List<String> plots = plots(all.stream().map(Section::all).toList(), results);
        write(results.resolve("README.md"), Markdown.of(all, Bar.all(), plots, environment));
    }

    private static List<Comparison> read(Path rounds) throws IOException {
        List<Comparison> all = new ArrayList<>();
        try (Stream<Path> directories = Files.list(rounds)) {
            for (Path directory : directories.filter(Files::isDirectory).sorted().toList())
                all.add(Comparison.read(directory));
        }
        if (all.isEmpty()) throw new FormatException(rounds + ": has no rounds of any model");
        return all;
    }

    /** Java draws letters with the machine's fonts; one without any must not lose the tables. */
    private static List<String> plots(List<Comparison> all, Path results) throws IOException {
        List<String> plots = new ArrayList<>();
        for (String question : questions(all)) {
            try {
                Optional<String> svg = Chart.of(question, all);
                if (svg.isEmpty()) continue;
                write(results.resolve(question + ".svg"), svg.get());
                plots.add(question);
            } catch (RuntimeException | LinkageError | InternalError e) {
                System.err.println("report: " + question + ".svg is not drawn; does the machine lack fonts? " + e);
            }
        }
        return plots;
    }

    /** Those of Hesse that a peer could have, in its order. */
    private static List<String> questions(List<Comparison> all) {
        return all.stream().flatMap(models -> models.questions(Contestant.HESSE).stream()).distinct()
                .filter(question -> !question.startsWith("split_stored_")).toList();
    }

    private static void write(Path file, String text) throws IOException {
        AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }
}

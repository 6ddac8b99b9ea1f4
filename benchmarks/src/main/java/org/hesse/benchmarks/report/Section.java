package org.hesse.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.hesse.nn.file.FormatException;

/** What was measured on a model, and where: commit, date and each system's words. Immutable. */
record Section(Comparison all, Map<String, Object> environment) {
    /** Those that earlier runs have left in a directory of results, but for some. */
    static List<Section> kept(Path results, Set<String> but) throws IOException {
        List<Section> kept = new ArrayList<>();
        if (!Files.isDirectory(results)) return kept;
        try (Stream<Path> files = Files.list(results)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
                RoundJson json = RoundJson.read(file);
                if (!json.has("model") || but.contains(String.valueOf(json.fields().get("model")))) continue;
                if (json.has("environment")) kept.add(read(file, json));
                else System.err.println("report: " + file + " is of an earlier format and no longer in the tables");
            }
        }
        return kept;
    }

    private static Section read(Path file, RoundJson json) throws FormatException {
        Map<String, List<Round>> rounds = new LinkedHashMap<>();
        for (Contestant who : Contestant.values())
            if (json.has(who.key())) rounds.put(who.key(), rounds(file, who, json));
        return new Section(new Comparison(String.valueOf(json.fields().get("model")), rounds),
                json.object("environment").fields());
    }

    /** Each answer in the one form that counted. */
    private static List<Round> rounds(Path file, Contestant who, RoundJson json) throws FormatException {
        RoundJson answers = json.object(who.key());
        Map<String, Object> threads = Map.of("threads",
                who == Contestant.HESSE_ALONE ? Integer.valueOf(1) : json.integer("threads"));
        List<Round> rounds = new ArrayList<>();
        for (int i = 0; i < answers.object("gradient").times("medians_ms").size(); i++) {
            Map<String, Map<String, Time>> questions = new LinkedHashMap<>();
            for (String question : answers.fields().keySet()) {
                RoundJson answer = answers.object(question);
                Time time = new Time(answer.times("medians_ms").get(i), answer.times("minima_ms").get(i));
                questions.put(question, Map.of(String.valueOf(answer.fields().getOrDefault("form", "")), time));
            }
            rounds.add(new Round(file, i + 1, who.key(), questions, Round.counts(answers), threads, json.fields()));
        }
        return rounds;
    }
}

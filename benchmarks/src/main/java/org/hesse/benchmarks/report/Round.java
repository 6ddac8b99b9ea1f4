package org.hesse.benchmarks.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hesse.nn.file.FormatException;

/**
 * What one system said in one round about one model. Immutable.
 *
 * @param questions the forms of each question; a question without forms has one, named by the empty text
 * @param counts `gemms` of a call and `bytes` that it allocates, of the questions of which a system says them
 * @param about the fields that are no question: `batch`, `parameters`, …
 */
record Round(Path file, int number, String system, Map<String, Map<String, Time>> questions,
        Map<String, Map<String, Long>> counts, Map<String, Object> environment, Map<String, Object> about) {
    static final List<String> COUNTS = List.of("gemms", "bytes");

    /** Reads `NUMBER.SYSTEM.json`. */
    static Round read(Path file) throws IOException {
        String[] name = String.valueOf(file.getFileName()).split("\\.", -1);
        if (name.length != 3 || !name[0].matches("\\d{1,6}"))
            throw new FormatException(file + ": must be named ROUND.SYSTEM.json");
        RoundJson json = RoundJson.read(file);
        RoundJson environment = json.object("environment");
        environment.integer("threads");
        json.object("gradient");
        Map<String, Map<String, Time>> questions = new LinkedHashMap<>();
        Map<String, Object> about = new LinkedHashMap<>();
        for (String field : json.fields().keySet()) {
            if (field.equals("environment")) continue;
            if (json.isObject(field)) questions.put(field, forms(json.object(field)));
            else about.put(field, json.fields().get(field));
        }
        return new Round(file, Integer.parseInt(name[0]), name[1], questions, counts(json),
                environment.fields(), about);
    }

    /** Those that the answers have. */
    static Map<String, Map<String, Long>> counts(RoundJson answers) throws FormatException {
        Map<String, Map<String, Long>> counts = new LinkedHashMap<>();
        for (String what : COUNTS) {
            counts.put(what, new LinkedHashMap<>());
            for (String question : answers.fields().keySet())
                if (answers.isObject(question) && answers.object(question).has(what))
                    counts.get(what).put(question, answers.object(question).count(what));
        }
        return counts;
    }

    private static Map<String, Time> forms(RoundJson question) throws FormatException {
        Time answer = time(question);
        Map<String, Time> forms = new LinkedHashMap<>();
        if (!question.has("forms")) forms.put("", answer);
        else {
            RoundJson all = question.object("forms");
            for (String form : all.fields().keySet()) forms.put(form, time(all.object(form)));
            if (forms.isEmpty()) throw new FormatException(all.at() + "must name at least one form");
        }
        return forms;
    }

    private static Time time(RoundJson json) throws FormatException {
        return new Time(json.time("median_ms"), json.time("min_ms"));
    }

    int threads() { return (Integer) environment.get("threads"); }
}

package org.hesse.benchmarks.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Comparisons as fields of JSON. */
final class Fields {
    /** What is the same in no two rounds, or names places of one machine. */
    private static final Set<String> OF_A_RUN = Set.of("command_line", "date", "data_sha256", "compared", "seed");

    private Fields() {}

    static Map<String, Object> of(Comparison all) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("model", all.model());
        for (String name : List.of("batch", "parameters", "lanes"))
            if (all.about().containsKey(name)) fields.put(name, all.about().get(name));
        fields.put("threads", all.threads());
        fields.put("rounds", all.count());
        for (Contestant who : Contestant.values()) if (all.has(who)) fields.put(who.key(), answers(all, who));
        return fields;
    }

    private static Map<String, Object> answers(Comparison all, Contestant who) {
        double gradient = all.measured(who, "gradient").orElseThrow().time().median();
        Map<String, Object> answers = new LinkedHashMap<>();
        for (String question : all.questions(who))
            all.measured(who, question).ifPresent(answer -> answers.put(question, of(answer, gradient)));
        return answers;
    }

    private static Map<String, Object> of(Measured answer, double gradient) {
        Map<String, Object> fields = of(answer.time());
        fields.put("ratio", answer.time().median() / gradient);
        fields.put("medians_ms", answer.rounds().stream().map(Time::median).toList());
        if (answer.form().isEmpty()) return fields;
        fields.put("form", answer.form());
        Map<String, Object> forms = new LinkedHashMap<>();
        answer.forms().forEach((form, time) -> forms.put(form, of(time)));
        fields.put("forms", forms);
        return fields;
    }

    private static Map<String, Object> of(Time time) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("median_ms", time.median());
        fields.put("min_ms", time.min());
        return fields;
    }

    /** What all models were measured in: each system's own words, and when and of which commit. */
    static Map<String, Object> environment(Comparison first, String commit) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("commit", commit);
        for (Contestant who : Contestant.PEERS) {
            if (!first.has(who)) continue;
            Map<String, Object> own = new LinkedHashMap<>(first.rounds().get(who.key()).get(0).environment());
            if (own.containsKey("date")) fields.put("date", own.get("date"));
            own.keySet().removeAll(OF_A_RUN);
            fields.put(who.key(), own);
        }
        return fields;
    }
}

package org.hesse.benchmarks.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Comparisons as fields of JSON. */
final class Fields {
    /** What is the same in no two rounds, or names places of one machine. */
    private static final Set<String> OF_A_RUN = Set.of("command_line", "date", "data_sha256", "compared", "seed");

    private Fields() {}

    static Map<String, Object> of(Section section) {
        Comparison all = section.all();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("model", all.model());
        for (String name : List.of("batch", "parameters", "lanes"))
            if (all.about().containsKey(name)) fields.put(name, all.about().get(name));
        fields.put("threads", all.threads());
        fields.put("rounds", all.count());
        for (Contestant who : Contestant.values()) if (all.has(who)) fields.put(who.key(), answers(all, who));
        fields.put("environment", section.environment());
        return fields;
    }

    private static Map<String, Map<String, Object>> answers(Comparison all, Contestant who) {
        double gradient = all.measured(who, "gradient").orElseThrow().time().median();
        Map<String, Map<String, Object>> answers = new LinkedHashMap<>();
        for (String question : all.questions(who))
            all.measured(who, question).ifPresent(answer -> answers.put(question, of(answer, gradient)));
        if (who == Contestant.HESSE)
            answers.forEach((question, fields) -> Round.COUNTS
                    .forEach(what -> all.most(what, question).ifPresent(most -> fields.put(what, most))));
        return answers;
    }

    private static Map<String, Object> of(Measured answer, double gradient) {
        Map<String, Object> fields = of(answer.time());
        fields.put("ratio", answer.time().median() / gradient);
        fields.put("medians_ms", answer.rounds().stream().map(Time::median).toList());
        fields.put("minima_ms", answer.rounds().stream().map(Time::min).toList());
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

    /** What all were measured in: when, by which commit, and each system's own words. */
    static Map<String, Object> environment(List<Comparison> all, String commit) {
        Map<String, Object> systems = new LinkedHashMap<>();
        SortedSet<String> dates = new TreeSet<>();
        for (Contestant who : Contestant.PEERS) {
            Map<String, Set<Object>> own = environments(all, who);
            own.getOrDefault("date", Set.of()).forEach(date -> dates.add(String.valueOf(date)));
            own.keySet().removeAll(OF_A_RUN);
            Map<String, Object> words = new LinkedHashMap<>();
            own.forEach((name, values) -> words.put(name, oneOrAll(values)));
            if (!own.isEmpty()) systems.put(who.key(), words);
        }
        Map<String, Object> fields = new LinkedHashMap<>(Map.of("commit", commit));
        if (!dates.isEmpty()) fields.put("date", span(dates));
        fields.putAll(systems);
        return fields;
    }

    private static String span(SortedSet<String> dates) {
        return dates.size() == 1 ? dates.first() : dates.first() + " … " + dates.last();
    }

    /** All values that a system's fields have in any round. */
    private static Map<String, Set<Object>> environments(List<Comparison> all, Contestant who) {
        Map<String, Set<Object>> values = new LinkedHashMap<>();
        for (Comparison comparison : all)
            for (Round round : comparison.rounds().getOrDefault(who.key(), List.of()))
                round.environment()
                        .forEach((name, value) -> values.computeIfAbsent(name, n -> new LinkedHashSet<>()).add(value));
        return values;
    }

    private static Object oneOrAll(Set<Object> values) {
        return values.size() == 1 ? values.iterator().next() : new ArrayList<>(values);
    }
}

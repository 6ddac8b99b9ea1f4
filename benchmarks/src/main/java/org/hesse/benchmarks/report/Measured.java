package org.hesse.benchmarks.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A system's answer to one question over all rounds. Immutable.
 *
 * @param form the one with the least median of medians, the empty text where there is one only
 * @param forms all that were measured in every round
 * @param rounds of the form
 */
record Measured(String form, Time time, Map<String, Time> forms, List<Time> rounds) {
    /** Forms that some round leaves out cannot win: they have seen fewer rounds than the others. */
    static Measured of(List<Map<String, Time>> rounds) {
        Map<String, Time> forms = new LinkedHashMap<>();
        String best = null;
        for (String form : rounds.get(0).keySet()) {
            if (!rounds.stream().allMatch(round -> round.containsKey(form))) continue;
            forms.put(form, Time.of(of(form, rounds)));
            if (best == null || forms.get(form).median() < forms.get(best).median()) best = form;
        }
        if (best == null) throw new IllegalArgumentException("no form is in all rounds: " + names(rounds));
        return new Measured(best, forms.get(best), forms, of(best, rounds));
    }

    private static List<Time> of(String form, List<Map<String, Time>> rounds) {
        return rounds.stream().map(round -> round.get(form)).toList();
    }

    private static List<List<String>> names(List<Map<String, Time>> rounds) {
        List<List<String>> names = new ArrayList<>();
        for (Map<String, Time> round : rounds) names.add(List.copyOf(round.keySet()));
        return names;
    }
}

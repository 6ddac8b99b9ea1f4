package org.hesse.benchmarks.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The tables of a set of comparisons. */
final class Markdown {
    private static final String NONE = "–";
    private static final String HEAD = """
            # Hesse beside JAX and PyTorch

            Written by `benchmarks/run`. Times are medians over the rounds of each round's median; the systems take
            turns. Ratios of two systems are of the rounds that both took part in. A peer's time is that of its
            fastest form; every form gives Hesse's numbers to 1e-10 of the largest entry. GEMMs and bytes are Hesse's:
            matrix products in a call, and what a warmed call allocates, the most of all rounds.

            """;

    private Markdown() {}

    /**
     * The page.
     *
     * @param environment of the last run; sections say what is different in theirs
     * @param plots names of the questions that have one
     */
    static String of(List<Section> all, List<Bar> bars, List<String> plots, Map<String, Object> environment) {
        StringBuilder page = new StringBuilder();
        page.append(HEAD).append("## Bars\n\n").append(bars(all, bars)).append("\n");
        for (String plot : plots) page.append("![").append(plot).append("](").append(plot).append(".svg)\n");
        for (Section section : all)
            page.append("\n").append(table(section.all())).append(elsewhere(section, environment));
        return page.append("\n## Where\n\n").append(environment(environment)).toString();
    }

    private static String elsewhere(Section section, Map<String, Object> environment) {
        Map<String, Object> own = new LinkedHashMap<>(section.environment());
        own.entrySet().removeAll(environment.entrySet());
        return own.isEmpty() ? "" : "\nMeasured by an earlier run:\n\n" + environment(own);
    }

    private static String bars(List<Section> all, List<Bar> bars) {
        List<List<String>> rows = new ArrayList<>();
        for (Section section : all) {
            Comparison comparison = section.all();
            for (Bar bar : bars) if (bar.model().equals(comparison.model())) rows.add(row(bar, comparison));
            Allocated.of(comparison).ifPresent(most -> rows.add(most.row(comparison.model())));
        }
        return table(List.of("model", "ratio", "of medians", "of minima", "bar", "met"), rows) + others(all, bars);
    }

    /** The models that have bars, and were not measured. */
    private static String others(List<Section> all, List<Bar> bars) {
        Set<String> others = bars.stream().map(Bar::model).collect(Collectors.toCollection(TreeSet::new));
        for (Section section : all) others.remove(section.all().model());
        return others.isEmpty() ? "" : "\nNot measured: " + String.join(", ", others) + ".\n";
    }

    private static List<String> row(Bar bar, Comparison all) {
        Optional<Boolean> met = bar.met(all);
        return List.of(bar.model(), bar.text(), ratio(bar.ratio(all, Time::median)), ratio(bar.ratio(all, Time::min)),
                bar.limitText(), met.map(yes -> yes ? "yes" : "**no**").orElse("not measured"));
    }

    private static String table(Comparison all) {
        List<Contestant> who = Contestant.PEERS.stream().filter(all::has).toList();
        List<String> head = new ArrayList<>(List.of(""));
        for (Contestant each : who) head.add(each.title() + ", ms");
        for (Contestant each : who) head.add(each.title() + " × own gradient");
        for (Contestant peer : who.subList(1, who.size())) head.add("Hesse / " + peer.title());
        head.addAll(List.of("GEMMs", "bytes"));
        for (Contestant peer : who.subList(1, who.size())) head.add(peer.title() + "'s form");
        List<List<String>> rows = new ArrayList<>();
        for (String question : all.questions(Contestant.HESSE)) rows.add(row(question, all, who));
        for (String question : onlyPeers(all, who)) rows.add(row(question, all, who));
        return "## " + all.model() + "\n\n" + "Batch " + all.about().getOrDefault("batch", NONE) + ", "
                + all.about().getOrDefault("parameters", NONE) + " parameters, " + all.threads() + " threads, "
                + all.count() + " rounds" + fewer(all, who) + ".\n\n" + table(head, rows);
    }

    /** Who took part in the first rounds only. */
    private static String fewer(Comparison all, List<Contestant> who) {
        return who.stream().filter(each -> all.count(each) < all.count())
                .map(each -> ", " + each.title() + " in the first " + all.count(each)).collect(Collectors.joining());
    }

    /** `quadratic_hessian`: what Hesse has no single name for. */
    private static List<String> onlyPeers(Comparison all, List<Contestant> who) {
        return who.stream().flatMap(each -> all.questions(each).stream()).distinct()
                .filter(question -> !all.questions(Contestant.HESSE).contains(question)).toList();
    }

    private static List<String> row(String question, Comparison all, List<Contestant> who) {
        List<String> cells = new ArrayList<>(List.of("`" + question + "`"));
        Quantity ours = new Quantity(Contestant.HESSE, question);
        for (Contestant each : who)
            cells.add(all.measured(each, question).map(m -> Digits.three(m.time().median())).orElse(NONE));
        for (Contestant each : who)
            cells.add(ratio(new Quantity(each, question), new Quantity(each, "gradient"), all));
        List<Contestant> peers = who.subList(1, who.size());
        for (Contestant peer : peers) cells.add(ratio(ours, new Quantity(peer, question), all));
        for (String what : Round.COUNTS) cells.add(all.most(what, question).map(String::valueOf).orElse(NONE));
        for (Contestant peer : peers)
            cells.add(all.measured(peer, question).map(Measured::form).orElse(NONE).replace("|", "\\|"));
        return cells;
    }

    private static String ratio(Quantity a, Quantity b, Comparison all) {
        return ratio(all.ratio(a, b, Time::median));
    }

    private static String ratio(Optional<Double> ratio) { return ratio.map(Digits::ratio).orElse(NONE); }

    static String environment(Map<String, Object> environment) {
        return environment.entrySet().stream().map(field -> "* " + field.getKey() + ": " + text(field.getValue()))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String text(Object value) {
        if (!(value instanceof Map<?, ?> fields)) return String.valueOf(value);
        return fields.entrySet().stream().map(field -> field.getKey() + " " + values(field.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String values(Object value) {
        return value instanceof List<?> several
                ? several.stream().map(String::valueOf).collect(Collectors.joining(" and "))
                : String.valueOf(value);
    }

    private static String table(List<String> head, List<List<String>> rows) {
        String rule = "|" + "---|".repeat(head.size()) + "\n";
        return line(head) + rule + rows.stream().map(Markdown::line).collect(Collectors.joining());
    }

    private static String line(List<String> cells) { return "| " + String.join(" | ", cells) + " |\n"; }
}

package org.hesse.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.hesse.nn.file.FormatException;

/**
 * All that was measured on one model. Immutable.
 *
 * @param rounds of each system that is there: as many, but PyTorch, which compiles long, may be in the first only
 */
record Comparison(String model, Map<String, List<Round>> rounds) {
    /** The files `ROUND.SYSTEM.json` of a directory that bears the model's name. */
    static Comparison read(Path directory) throws IOException {
        Map<String, List<Round>> rounds = new LinkedHashMap<>();
        for (Contestant who : Contestant.values()) rounds.put(who.key(), new ArrayList<>());
        for (Path file : files(directory)) {
            Round round = Round.read(file);
            if (!rounds.containsKey(round.system()))
                throw new FormatException(file + ": unknown system \"" + round.system() + "\", they are "
                        + rounds.keySet());
            rounds.get(round.system()).add(round);
        }
        for (List<Round> some : rounds.values()) some.sort(Comparator.comparingInt(Round::number));
        rounds.values().removeIf(List::isEmpty);
        Comparison all = new Comparison(String.valueOf(directory.getFileName()), rounds);
        all.check(directory);
        return all;
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
        }
    }

    /** Hesse is there, everyone was in every round that it must be in, and computed with as many threads. */
    private void check(Path directory) throws FormatException {
        List<Round> ours = rounds.get(Contestant.HESSE.key());
        if (ours == null) throw new FormatException(directory + ": has no rounds of hesse");
        for (Map.Entry<String, List<Round>> entry : rounds.entrySet()) {
            List<Round> theirs = entry.getValue();
            int least = entry.getKey().equals(Contestant.TORCH.key()) ? theirs.size() : ours.size();
            if (least > ours.size() || !numbers(theirs).equals(numbers(ours.subList(0, least))))
                throw new FormatException(directory + ": rounds of " + entry.getKey() + " are " + numbers(theirs)
                        + ", of hesse " + numbers(ours));
            int threads = entry.getKey().equals(Contestant.HESSE_ALONE.key()) ? 1 : ours.get(0).threads();
            for (Round round : theirs)
                if (round.threads() != threads)
                    throw new FormatException(
                            round.file() + ": environment: threads: " + round.threads() + ", must be " + threads);
        }
    }

    private static List<Integer> numbers(List<Round> rounds) { return rounds.stream().map(Round::number).toList(); }

    boolean has(Contestant who) { return rounds.containsKey(who.key()); }

    /** What a system says to a question, if it was asked. */
    Optional<Measured> measured(Contestant who, String question) {
        Quantity asked = new Quantity(who, question);
        return measured(asked, answered(asked));
    }

    /** One time over another. Only rounds that have both count: from round to round the machine's speed changes. */
    Optional<Double> ratio(Quantity a, Quantity b, ToDoubleFunction<Time> of) {
        Set<Integer> both = answered(a);
        both.retainAll(answered(b));
        return measured(a, both).map(Measured::time).flatMap(x -> measured(b, both).map(Measured::time)
                .map(y -> of.applyAsDouble(x) / of.applyAsDouble(y)));
    }

    private Optional<Measured> measured(Quantity asked, Set<Integer> numbers) {
        List<Map<String, Time>> all = rounds.getOrDefault(asked.who().key(), List.of()).stream()
                .filter(round -> numbers.contains(round.number())).map(round -> round.questions().get(asked.question()))
                .toList();
        return all.isEmpty() ? Optional.empty() : Optional.of(Measured.of(all));
    }

    /** The numbers of the rounds in which a system answers. */
    private Set<Integer> answered(Quantity asked) {
        Set<Integer> numbers = new HashSet<>();
        for (Round round : rounds.getOrDefault(asked.who().key(), List.of()))
            if (round.questions().containsKey(asked.question())) numbers.add(round.number());
        return numbers;
    }

    /** What Hesse counts in a call, the most of any round: `gemms`, or `bytes` allocated. */
    Optional<Long> most(String what, String question) {
        return rounds.get(Contestant.HESSE.key()).stream().map(round -> round.counts().get(what).get(question))
                .filter(Objects::nonNull).max(Comparator.naturalOrder());
    }

    /** The questions of a system, in its order. */
    Set<String> questions(Contestant who) {
        Set<String> questions = new LinkedHashSet<>();
        for (Round round : rounds.getOrDefault(who.key(), List.of())) questions.addAll(round.questions().keySet());
        return questions;
    }

    /** The first round's words about itself, as `batch`. */
    Map<String, Object> about() { return rounds.get(Contestant.HESSE.key()).get(0).about(); }

    /** As Hesse counts them; 0 if it does not say. */
    long parameters() { return about().get("parameters") instanceof Number n ? n.longValue() : 0; }

    int threads() { return rounds.get(Contestant.HESSE.key()).get(0).threads(); }

    int count() { return count(Contestant.HESSE); }

    int count(Contestant who) { return rounds.get(who.key()).size(); }
}

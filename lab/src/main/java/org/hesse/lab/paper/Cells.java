package org.hesse.lab.paper;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** What came of all arms of a sweep, in their order. Immutable. */
record Cells(List<Cell> all) {
    Cells { all = List.copyOf(all); }

    /** The curve of a method with an activation, by strength. */
    List<Cell> curve(Method method, String activation) {
        return all.stream().filter(c -> c.arm().method() == method && c.arm().activation().equals(activation))
                .sorted(Comparator.comparingDouble(c -> c.arm().strength())).toList();
    }

    /** The cell of an arm, if there is one. */
    Optional<Cell> at(Method method, String activation, double strength) {
        return all.stream().filter(c -> c.arm().equals(new Arm(method, activation, strength))).findFirst();
    }

    /** Plain training. */
    Optional<Cell> sgd(String activation) { return at(Method.SGD, activation, 0); }

    /**
     * Test accuracy in per cent at the best strength. For each seed that is the one which is best on average over the
     * others, so that no run helps to choose what it is judged by; of one seed alone it is its own.
     */
    Optional<Sample> best(Method method, String activation) {
        List<Cell> curve = curve(method, activation);
        if (curve.isEmpty()) return Optional.empty();
        int seeds = curve.get(0).seeds().size();
        return Optional.of(Sample.of(IntStream.range(0, seeds).mapToDouble(s -> accuracy(bestFor(curve, s), s))
                .toArray()));
    }

    private static Cell bestFor(List<Cell> curve, int seed) {
        return curve.stream().max(Comparator.comparingDouble(c -> meanWithout(c, seed))).orElseThrow();
    }

    private static double meanWithout(Cell cell, int seed) {
        int n = cell.seeds().size();
        return IntStream.range(0, n).filter(s -> n == 1 || s != seed).mapToDouble(s -> accuracy(cell, s)).average()
                .orElseThrow();
    }

    private static double accuracy(Cell cell, int seed) { return 100 * cell.seeds().get(seed).get("test_accuracy"); }

    /** The cell with the highest mean test accuracy. */
    Optional<Cell> highest(Method method, String activation) {
        return curve(method, activation).stream().max(Comparator.comparingDouble(c -> c.test().mean()));
    }

    /** For JSON: one map a cell. */
    List<Map<String, Object>> fields() { return all.stream().map(Cells::fields).toList(); }

    private static Map<String, Object> fields(Cell cell) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("method", cell.arm().method().label());
        fields.put("activation", cell.arm().activation());
        fields.put("strength", cell.arm().strength());
        fields.put("seeds", cell.seeds().size());
        fields.put("diverged", cell.diverged());
        fields.put("test_mean", cell.test().mean());
        fields.put("test_deviation", cell.test().deviation());
        fields.put("train_mean", cell.train().mean());
        fields.put("train_deviation", cell.train().deviation());
        return fields;
    }
}

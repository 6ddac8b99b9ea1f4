package org.hesse.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The bytes that one call of a warmed product allocates, the most of all products and rounds; it shall be 0. Immutable.
 *
 * @param product that allocates the most
 */
record Allocated(String product, long bytes) {
    /** Of Hesse's products at a stored point, if it has said their bytes. */
    static Optional<Allocated> of(Comparison all) {
        List<Allocated> products = new ArrayList<>();
        for (String question : all.questions(Contestant.HESSE))
            if (question.contains("_stored"))
                all.most("bytes", question).ifPresent(bytes -> products.add(new Allocated(question, bytes)));
        return products.stream().max((a, b) -> Long.compare(a.bytes, b.bytes));
    }

    /** As a row of the table of bars. */
    List<String> row(String model) {
        return List.of(model, "bytes of a warmed product, the most: " + product, String.valueOf(bytes), "–", "≤ 0",
                bytes == 0 ? "yes" : "**no**");
    }
}

package org.hesse.oracle;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;

/** Compares all quantities of the engine with the oracle's, and keeps count and the worst disagreement of each. */
final class Agreement {
    static final double TOLERANCE = 1e-11;

    private final Map<String, Double> worst = new LinkedHashMap<>();
    private int comparisons;

    int comparisons() { return comparisons; }

    Map<String, Double> worst() { return worst; }

    /** The engine's quantities, if they are those of the oracle. */
    Map<String, double[]> check(Twin twin) {
        Map<String, double[]> actual = Quantities.engine(twin);
        Quantities.errors(Quantities.oracle(twin), actual).forEach((quantity, error) -> {
            worst.merge(quantity, error, Math::max);
            comparisons++;
            assertTrue(error <= TOLERANCE, () -> twin.name() + ", " + quantity + ": off by " + error);
        });
        return actual;
    }
}

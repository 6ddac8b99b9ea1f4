package org.hesse.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Every channel and every quadratic form of the engine is what nested differentiation of the definitions says. */
class ChannelsAgainstOracleTest {
    private static final long SEED = 20240119;

    private final Random random = new Random(SEED);
    private final Agreement agreement = new Agreement();

    /** Every depth with every first activation and every loss, twice. */
    @Test
    void randomPerceptrons() {
        for (int n = 0; n < 2 * RandomMlp.CASES; n++) agreement.check(RandomMlp.of(n, random));
        report(2 * 5 * 9 * 3);
    }

    /** Every model with every loss. */
    @Test
    void otherPrograms() {
        for (Twin twin : Programs.all(random)) agreement.check(twin);
        report(12 * 7);
    }

    private void report(int cases) {
        System.out.println("seed " + SEED + ", " + cases + " programs, worst relative error " + agreement.worst());
        assertEquals(cases * Quantities.COUNT, agreement.comparisons());
    }
}

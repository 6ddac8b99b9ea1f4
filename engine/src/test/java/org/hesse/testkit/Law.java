package org.hesse.testkit;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** Something true of every op, checked on one sample. */
@FunctionalInterface
interface Law {
    void check(Sample sample, Tally tally);

    /** One test a sample, named by op, shapes and seed. */
    static Stream<DynamicTest> each(Stream<Sample> samples, Law law) {
        return samples.map(sample -> DynamicTest.dynamicTest(sample.toString(), () -> {
            Tally tally = new Tally(sample.toString());
            law.check(sample, tally);
            tally.finish();
        }));
    }
}

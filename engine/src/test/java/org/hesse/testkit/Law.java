package org.hesse.testkit;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** Something true of every op, or of every program, checked on one of its samples. */
@FunctionalInterface
interface Law<S> {
    void check(S sample, Tally tally);

    /** One test a sample, named as the sample is. */
    static <S> Stream<DynamicTest> each(Stream<S> samples, Law<S> law) {
        return samples.map(sample -> DynamicTest.dynamicTest(sample.toString(), () -> {
            Tally tally = new Tally(sample.toString());
            law.check(sample, tally);
            tally.finish();
        }));
    }
}

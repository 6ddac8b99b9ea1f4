package org.hesse.lab.paper;

import java.util.List;

/**
 * What came of an arm, seed by seed. A run that diverged counts with the accuracy of its last finite θ. Immutable.
 *
 * @param seeds at least one
 */
record Cell(Arm arm, List<Numbers> seeds) {
    /** Test accuracy in per cent. */
    Sample test() { return percent("test_accuracy"); }

    /** Training accuracy in per cent, replaced labels and all. */
    Sample train() { return percent("train_accuracy"); }

    private Sample percent(String name) { return Sample.of(seeds, numbers -> 100 * numbers.get(name)); }

    /** How many runs diverged. */
    int diverged() { return (int) seeds.stream().filter(numbers -> numbers.get("diverged") > 0).count(); }

    /** `93.8 ± 1.2 %`, the training accuracy beside it, and how many runs diverged. */
    String text() {
        String runs = diverged() == 0 ? "" : ", " + diverged() + " of " + seeds.size() + " diverged";
        return test().text(1) + " % (training " + train().text(1) + " %" + runs + ")";
    }
}

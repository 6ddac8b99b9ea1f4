package org.hesse.benchmarks.report;

/** A time of one system. Immutable. */
record Quantity(Contestant who, String question) {
    /** `hesse split`: the system's key and the question. */
    static Quantity of(String text) {
        String[] words = text.split(" ", 2);
        return new Quantity(Contestant.of(words[0]), words[1]);
    }

    String text() { return (who == Contestant.HESSE ? "" : who.title() + " ") + question; }
}

package org.hesse.lab.digits;

import java.util.List;
import org.hesse.engine.op.Elementwise;
import org.hesse.engine.ops.Gelu;

/** Small settings for tests. */
final class Runs {
    private Runs() {}

    /** A 64-8-10 network, 610 parameters. */
    static Settings small(int epochs, int probes, long seed) { return small("gelu", new Gelu(), epochs, probes, seed); }

    static Settings small(String activation, Elementwise fn, int epochs, int probes, long seed) {
        return new Settings(activation, fn, List.of(8), epochs, 1, probes, 0.05, seed);
    }

    static Settings withLearningRate(double learningRate) {
        return new Settings("gelu", new Gelu(), List.of(8), 4, 1, 4, learningRate, 1);
    }

    static Run of(Settings settings) { return new Experiment(settings, Observer.NONE).run(); }
}

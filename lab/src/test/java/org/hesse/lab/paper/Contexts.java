package org.hesse.lab.paper;

import java.util.List;
import org.hesse.lab.Activations;

/** Contexts without a store, for experiments at a tiny size. */
final class Contexts {
    private Contexts() {}

    /** One seed, these activations, or the experiment's own. */
    static Context of(String... activations) {
        return of(new Settings(true, 1, List.of(activations), List.of(), List.of(), List.of(), 1), 2);
    }

    static Context of(Settings settings, int threads) {
        return new Context(settings, Activations::parse, new Trials(threads, Store.NONE, Watch.NONE));
    }
}

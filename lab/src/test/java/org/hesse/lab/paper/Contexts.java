package org.hesse.lab.paper;

import java.util.List;
import org.hesse.engine.op.Elementwise;
import org.hesse.engine.ops.Gelu;
import org.hesse.engine.ops.Relu;
import org.hesse.engine.ops.Tanh;

/** Contexts without a store, for experiments at a tiny size. */
final class Contexts {
    private Contexts() {}

    /** One seed, these activations, or the experiment's own. */
    static Context of(String... activations) {
        return of(new Settings(true, 1, List.of(activations), List.of(), List.of(), List.of(), 1), 2);
    }

    static Context of(Settings settings, int threads) {
        return new Context(settings, Contexts::function, new Trials(threads, Store.NONE, Watch.NONE));
    }

    private static Elementwise function(String name) {
        return switch (name) {
            case "gelu" -> new Gelu();
            case "relu" -> new Relu();
            case "tanh" -> new Tanh();
            default -> throw new IllegalArgumentException("no function " + name);
        };
    }
}

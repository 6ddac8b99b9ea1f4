package org.hesse.benchmarks.report;

import java.util.List;

/** Who is measured; Hesse on one thread shows what threads bring. */
enum Contestant {
    HESSE("hesse", "Hesse", "#1f5fa8"), //
    HESSE_ALONE("hesse_1_thread", "Hesse, 1 thread", "#7a8290"), //
    JAX("jax", "JAX", "#c23b4b"), //
    TORCH("torch", "PyTorch", "#d98a1f");

    /** Those that stand side by side. */
    static final List<Contestant> PEERS = List.of(HESSE, JAX, TORCH);

    private final String key;
    private final String title;
    private final String colour;

    Contestant(String key, String title, String colour) {
        this.key = key;
        this.title = title;
        this.colour = colour;
    }

    /** In file names and in `bars.csv`. */
    String key() { return key; }

    String title() { return title; }

    String colour() { return colour; }

    static Contestant of(String key) {
        for (Contestant who : values()) if (who.key.equals(key)) return who;
        throw new IllegalArgumentException("unknown system \"" + key + "\"");
    }
}

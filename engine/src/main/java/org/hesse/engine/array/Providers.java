package org.hesse.engine.array;

import java.util.ServiceLoader;
import java.util.TreeMap;

/**
 * Chooses the {@link Kernels} once, at start: `-Dhesse.kernels=NAME` forces one, else the first of `vector`, `plain`
 * that loads. A forced provider that is absent is an error. Thread-safe.
 */
public final class Providers {
    private static final Kernels CHOSEN = choose(System.getProperty("hesse.kernels"));

    private Providers() {}

    /** The kernels this process computes with. */
    public static Kernels kernels() { return CHOSEN; }

    static Kernels choose(String forced) {
        TreeMap<String, Kernels> found = new TreeMap<>();
        for (Kernels kernels : ServiceLoader.load(Kernels.class, Kernels.class.getClassLoader()))
            found.put(kernels.name(), kernels);
        String name = forced != null ? forced : found.containsKey("vector") ? "vector" : "plain";
        if (!found.containsKey(name))
            throw new IllegalStateException(
                    "hesse.kernels: no provider '" + name + "' on the class path, there are " + found.keySet());
        return found.get(name);
    }
}

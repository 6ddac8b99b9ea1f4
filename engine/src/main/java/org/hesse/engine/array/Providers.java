package org.hesse.engine.array;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Iterator;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;

/**
 * Chooses the {@link Kernels} once, at first use: `-Dhesse.kernels=NAME` forces one, else `vector` if it loads, else
 * `plain`. A forced provider that is absent or cannot load is an error that says so; any other is skipped, and one
 * {@link ByRequest} is not even made. Thread-safe.
 */
public final class Providers {
    private static final Logger LOGGER = System.getLogger(Providers.class.getName());
    private static Kernels chosen;

    private Providers() {}

    /** The kernels this process computes with; IllegalStateException if the forced provider is not to be had. */
    public static synchronized Kernels kernels() {
        if (chosen == null) chosen = choose(System.getProperty("hesse.kernels"));
        return chosen;
    }

    /** Computes with the provider of that name from now on; points keep the kernels that they were recorded with. */
    public static synchronized void use(String name) { chosen = choose(name); }

    /** The same with kernels of one's own, such as those that count what they are asked for. */
    public static synchronized void use(Kernels kernels) { chosen = kernels; }

    static Kernels choose(String forced) {
        Map<String, Kernels> found = new TreeMap<>();
        StringBuilder failures = new StringBuilder();
        ServiceLoader<Kernels> loader = ServiceLoader.load(Kernels.class, Kernels.class.getClassLoader());
        Iterator<ServiceLoader.Provider<Kernels>> providers = loader.stream().iterator();
        boolean more = true;
        while (more) more = addNext(providers, forced, found, failures);
        String name = forced != null ? forced : found.containsKey("vector") ? "vector" : "plain";
        if (forced == null && failures.length() > 0) LOGGER.log(Level.WARNING, "kernels: {0} used{1}", name, failures);
        if (!found.containsKey(name))
            throw new IllegalStateException("hesse.kernels: no provider '" + name + "', on the class path are "
                    + found.keySet() + failures
                    // Not where it is there already and says itself what is missing.
                    + (failures.indexOf(name + " kernels") < 0 ? "; add the module hesse-kernels-" + name : ""));
        return found.get(name);
    }

    /** False at the end. One that cannot load, a native library missing say, must not take the others with it. */
    private static boolean addNext(Iterator<ServiceLoader.Provider<Kernels>> providers, String forced,
            Map<String, Kernels> found, StringBuilder failures) {
        try {
            if (!providers.hasNext()) return false;
            ServiceLoader.Provider<Kernels> provider = providers.next();
            ByRequest request = provider.type().getAnnotation(ByRequest.class);
            boolean isMade = request == null || request.value().equals(forced);
            // Without kernels, for the list of those there are.
            if (!isMade) found.put(request.value(), null);
            else add(provider.get(), found);
        } catch (ServiceConfigurationError | LinkageError e) {
            // A provider says itself what it needs; the error around it only names the class.
            Throwable why = e.getCause() == null ? e : e.getCause();
            failures.append("; could not load: ").append(why.getMessage() == null ? why : why.getMessage());
        }
        return true;
    }

    private static void add(Kernels kernels, Map<String, Kernels> found) { found.put(kernels.name(), kernels); }
}

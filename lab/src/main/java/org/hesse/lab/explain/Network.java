package org.hesse.lab.explain;

import java.util.Map;
import org.hesse.engine.objective.Batch;

/** The sweeps of a recorded network, nodes named after its parameters. Stateless and thread-safe. */
public final class Network {
    /** A page with more numbers than this would teach nobody. */
    private static final int MOST = 120;

    private Network() {}

    /** The sweeps of one batch at θ along v; an IllegalArgumentException if the network is not tiny. */
    public static Explanation explain(String source, Batch batch, double[] theta, double[] v, int order) {
        return Explainer.explain("Loss of ", source, batch, theta, v, order, point -> {
            int numbers = point.nodes().stream().mapToInt(node -> node.value().size()).sum();
            if (numbers > MOST)
                throw new IllegalArgumentException("explain: " + source + " has " + numbers
                        + " numbers in its graph, a page shows at most " + MOST
                        + "; fewer examples (--limit 1) or a smaller network have fewer");
            return new Symbols(point, Map.of(), Map.of());
        });
    }
}

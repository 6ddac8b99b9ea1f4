package org.hesse.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Law 11 on random graphs of all ops: every channel and every quadratic form is what the nested oracle says.
 *
 * <p>The build draws 300 graphs; `mvn verify -Pgraphs` draws 10,000, and `-Dhesse.graphs=n` any number of them.
 */
class RandomGraphsTest {
    private static final long SEED = 20240311;
    private static final int GRAPHS = Integer.getInteger("hesse.graphs", 300);
    private static final double EXACT = 1e-12;
    /** H = G + N, and so for their quadratic forms' gradients; N by the kind of its births. */
    private static final List<List<String>> SUMS = List.of(List.of("hessian", "gauss_newton", "nme"),
            List.of("nme", "nme_activation", "nme_coupling"), List.of("third", "third_gn", "third_nme"));

    private final Census census = new Census();
    private final Agreement agreement = new Agreement();
    private int sums;

    @Test
    void graphsOfAllOps() {
        for (int n = 0; n < GRAPHS; n++) {
            Graph graph = RandomGraph.of(SEED, n, census::redraw);
            Map<String, double[]> quantities = agreement.check(graph.twin());
            for (List<String> sum : SUMS) checkSum(graph, quantities, sum);
            census.add(graph);
            census.add(quantities);
        }
        System.out.println("seed " + SEED + ", " + census + "\n" + agreement.comparisons() + " comparisons, " + sums
                + " sums, worst relative error " + agreement.worst());
        assertEquals(GRAPHS * Quantities.COUNT, agreement.comparisons());
        assertTrue(census.redraws() <= GRAPHS / 5, "more than a fifth were drawn again");
        for (OpTwin twin : OpTwin.ALL)
            assertTrue(census.ops().containsKey(twin.op().getSimpleName()), twin.op() + " was never drawn");
        census.features().forEach((feature, count) -> assertTrue(count > 0, "no graph has " + feature));
        census.nonzero().forEach((quantity, count) -> assertTrue(count > GRAPHS / 2, quantity + " is mostly zero"));
    }

    /** Entry by entry, in the measure of the comparisons. */
    private void checkSum(Graph graph, Map<String, double[]> quantities, List<String> names) {
        double[] sum = quantities.get(names.get(0));
        double[] a = quantities.get(names.get(1));
        double[] b = quantities.get(names.get(2));
        double scale = Quantities.scale(quantities, sum, a, b);
        for (int k = 0; k < sum.length; k++, sums++)
            assertEquals(sum[k], a[k] + b[k], EXACT * scale, graph + ": " + names);
    }
}

package org.hesse.oracle;

import java.util.Collections;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Draws graphs of all ops: 1 to 4 parameters, a model of 3 to 15 nodes, the output, and a loss.
 *
 * <p>The n-th graph follows from the seed and n alone. Beside the nodes that are drawn there are those that bring
 * inputs to a shape or range, and those that join loose ends. A graph that cannot be compared is drawn again: one with
 * values beyond 1e6, on a kink or a tie, or so ill-conditioned that roundings decide.
 */
final class RandomGraph {
    private static final int TRIES = 50;
    /** Where roundings move a quantity by a tenth of the tolerance, its comparison would say nothing. */
    private static final double DOUBT = Agreement.TOLERANCE / 10;

    private RandomGraph() {}

    /** The n-th graph; why others could not be used that were drawn in its place before is told to `redraws`. */
    static Graph of(long seed, int n, Consumer<String> redraws) {
        for (int k = 0; k < TRIES; k++) {
            try {
                Graph graph = draw("graph " + n + ", try " + k, dice(seed, n, k));
                checkCondition(graph);
                return graph;
            } catch (Draft.Redraw e) {
                redraws.accept(e.getMessage());
            }
        }
        throw new IllegalStateException("graph " + n + ": " + TRIES + " could not be used");
    }

    /** Where sums cancel, fewer digits are left than are to be compared. */
    private static void checkCondition(Graph graph) {
        Map<String, double[]> exact = Quantities.oracle(graph.twin());
        double doubt = Collections.max(Quantities.errors(exact, Quantities.oracle(graph.nudged())).values());
        if (!(doubt <= DOUBT)) throw new Draft.Redraw("ill-conditioned");
    }

    /** Mixed, as the sequences of neighbouring seeds begin alike. */
    private static Dice dice(long seed, int n, int k) {
        return new Dice(new Random(new SplittableRandom(seed + (long) TRIES * n + k).nextLong()));
    }

    private static Graph draw(String name, Dice dice) {
        Draft d = new Draft(dice);
        for (int i = dice.upTo(4); i > 0; i--) d.parameter(dice.shape());
        for (int i = dice.below(3); i > 0; i--) d.constant(dice.shape());
        draw(d, 2 + dice.upTo(13));
        d.output(dice.chance(0.9) ? d.last() : d.active());
        draw(d, dice.below(4));
        Node z = d.last();
        Node loss = z.loss() && z.size() == 1 && dice.chance(0.5) ? z : loss(d, z);
        return new Graph(name, d.nodes(), d.output(), loss, Matrix.row(dice.gaussians(d.size())));
    }

    /** So many nodes, and what joins some of the loose ends. */
    private static void draw(Draft d, int size) {
        for (long end = d.ops() + size; d.ops() < end;)
            d.dice().pick(d.dice().chance(0.1) ? ProductTwins.ALL : OpTwin.ALL).draw().addTo(d);
        while (size > 0 && d.ends().size() > 1 && d.dice().chance(0.8)) {
            Node a = d.dice().pick(d.ends());
            Node b = Moves.fit(d, d.dice().pick(d.ends()), a.shape());
            if (d.dice().chance(0.5)) ProductTwins.multiply(d, a, b);
            else LinearTwins.add(d, a, b);
        }
    }

    /** One number of z: a library loss, or a sum. */
    private static Node loss(Draft d, Node z) {
        return switch (d.dice().below(4)) {
            case 0 -> LinearTwins.sum(d, z);
            case 1 -> LinearTwins.sum(d, ElementwiseTwins.softplus(d, z));
            default -> RowTwins.loss(d, z);
        };
    }
}

package org.hesse.engine.sweep;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Segment;
import org.hesse.engine.op.ByExample;
import org.hesse.engine.tape.Point;
import org.hesse.engine.tape.Var;

/**
 * `‖(∂y_e/∂θ_p)ᵀ u_e‖²` for every example e and parameter p, by one reverse sweep of all examples: where nothing
 * couples them, example e's rows of a node's adjoint are those that u_e has alone, and the node's op tells from them
 * the norm of their share in p's adjoint, which itself is not made ({@link ByExample}).
 *
 * <p>Several u travel together, each in a lane of its own. Not thread-safe.
 */
public final class ExampleNorms {
    /** `x̄ += J₀ᵀ ȳ` of one node in one lane, and the norms of its parameters' shares. */
    private record Step(Var node, Accumulator ybar, Accumulator[] xbar, int... places) {
        void run(double[][] norms) {
            if (ybar.isEmpty()) return;
            for (int i = 0; i < places.length; i++)
                if (places[i] >= 0)
                    ((ByExample) node.op()).addNorms(i, node.frame(), ybar.value(), norms[places[i]]);
            node.op().pull(0, node.frame(), ybar.value(), xbar);
            ybar.release();
        }
    }

    private final Point point;
    private final Var y;
    private final Adjoints[] lanes;
    private final Step[][] steps;
    private double[][][] norms;
    private final Groups sweep = new Groups(this::sweep);

    /**
     * The sweep from `y`, of so many examples, for up to `lanes` vectors at a time.
     *
     * @throws IllegalArgumentException if there is an {@link #obstacle}
     */
    public ExampleNorms(Point point, Var y, int examples, int lanes) {
        String obstacle = obstacle(point, y, examples);
        if (obstacle != null) throw new IllegalArgumentException("example_norms: " + obstacle);
        this.point = point;
        this.y = y;
        this.lanes = Stream.generate(() -> Adjoints.of(point, false)).limit(lanes).toArray(Adjoints[]::new);
        this.steps = Arrays.stream(this.lanes).map(this::steps).toArray(Step[][]::new);
    }

    /** Why there are no such norms at y, by the recording alone; null if there are. */
    public static String obstacle(Point point, Var y, int examples) {
        Set<Segment> seen = new HashSet<>();
        for (Var node : point.nodes().subList(0, y.id() + 1))
            for (int i = 0; i < node.inputs().size(); i++) {
                Segment parameter = node.inputs().get(i).parameter();
                if (parameter == null) continue;
                if (!(node.op() instanceof ByExample op) || !op.hasNorms(i))
                    return node + " does not tell the norms of examples' shares of " + parameter.name();
                if (!seen.add(parameter)) return parameter.name() + " is used twice";
                if (node.value().rank() == 0 || node.value().dim(0) % examples != 0)
                    return node + " has shape " + Array.text(node.shape()) + ", whose first axis is not " + examples
                            + " examples";
            }
        return null;
    }

    private Step[] steps(Adjoints lane) {
        List<Step> list = new ArrayList<>();
        for (int i = y.id(); i >= 0; i--) {
            Var node = point.nodes().get(i);
            if (node.op() == null || !node.isActive()) continue;
            Accumulator[] xbar = lane.ofInputs(node);
            int[] places = node.inputs().stream().mapToInt(x -> x.parameter() == null ? -1 : place(x)).toArray();
            if (Arrays.stream(xbar).anyMatch(Objects::nonNull) || Arrays.stream(places).anyMatch(p -> p >= 0))
                list.add(new Step(node, lane.bar(node), xbar, places));
        }
        return list.toArray(Step[]::new);
    }

    private int place(Var parameter) { return point.layout().segments().indexOf(parameter.parameter()); }

    /**
     * `norms_l[p][e] += ‖(∂y/∂θ_p)ᵀ u_l(e)‖²`, the parameters in the layout's order, `u_l(e)` example e's part of
     * `u_l`. Where examples are coupled these are not what they say: see {@link #isApart}.
     *
     * @param u as long as y each, in row-major order
     */
    public void run(double[][] u, double[][][] norms) {
        if (u.length < 1 || u.length > lanes.length || u.length != norms.length)
            throw new IllegalArgumentException("example_norms: takes 1 to " + lanes.length
                    + " vectors at a time, got " + u.length + " and places for " + norms.length);
        this.norms = norms;
        for (int l = 0; l < u.length; l++) {
            if (u[l].length != y.value().size())
                throw new IllegalArgumentException("example_norms: u has " + u[l].length + " numbers, " + y + " has "
                        + y.value().size());
            if (y.isActive()) seed(u[l], lanes[l].bar(y).add());
        }
        try {
            sweep.over(u.length);
        } catch (RuntimeException | Error e) {
            // The next run must not add to what this one left.
            for (Step[] lane : steps) for (Step step : lane) step.ybar.release();
            throw e;
        }
    }

    private void seed(double[] from, Array ybar) {
        System.arraycopy(from, 0, ybar.data(), ybar.offset(), from.length);
    }

    private void sweep(int active, int group, int groups) {
        for (int l = group; l < active; l += groups) for (Step step : steps[l]) step.run(norms[l]);
    }

    /**
     * True if along u, which is zero for some examples and random for the others, the former have no share in any
     * adjoint, not by a bit: then nothing couples an example of one kind with one of the other, as batch statistics
     * would.
     *
     * @param isZero which examples u is zero for
     */
    public boolean isApart(double[] u, boolean... isZero) {
        double[][][] one = new double[1][point.layout().segments().size()][isZero.length];
        run(new double[][] {u}, one);
        for (double[] of : one[0])
            for (int e = 0; e < isZero.length; e++) if (isZero[e] && of[e] != 0) return false;
        return true;
    }
}

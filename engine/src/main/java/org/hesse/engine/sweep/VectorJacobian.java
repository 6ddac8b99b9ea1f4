package org.hesse.engine.sweep;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;
import org.hesse.engine.tape.Point;
import org.hesse.engine.tape.Var;

/**
 * `Jᵀu` with `J = ∂y/∂θ` of one node y, the model's output or any before it: `x̄ = J₀ᵀȳ` from ȳ = u back to θ. The
 * transpose of what a {@link Push} leaves at y.
 *
 * <p>Nothing is born on the way, so that the point needs no higher order than 0, and its gradient is not touched.
 * Several u travel together, each in a lane of its own, with the bits that it has alone. What each node does is listed
 * once; running it allocates nothing. Not thread-safe.
 */
public final class VectorJacobian {
    /** `x̄ += J₀ᵀ ȳ` of one node in one lane. */
    private record Step(Var node, Accumulator ybar, Accumulator[] xbar) {
        void run() {
            if (ybar.isEmpty()) return;
            node.op().pull(0, node.frame(), ybar.value(), xbar);
            ybar.release();
        }
    }

    private final Point point;
    private final Var y;
    private final int size;
    private final Adjoints[] lanes;
    private final Step[][] steps;
    private final Groups sweep = new Groups(this::sweep);

    /** The sweep from `y`, a node of the point, for up to `lanes` vectors at a time. */
    public VectorJacobian(Point point, Var y, int lanes) {
        if (lanes < 1) throw new IllegalArgumentException("vector_jacobian: needs at least one lane, got " + lanes);
        if (y.id() >= point.nodes().size() || point.nodes().get(y.id()) != y)
            throw new IllegalArgumentException("vector_jacobian: " + y + " was recorded at another point");
        this.point = point;
        this.y = y;
        this.size = y.value().size();
        this.lanes = Stream.generate(() -> Adjoints.of(point, true)).limit(lanes).toArray(Adjoints[]::new);
        this.steps = Arrays.stream(this.lanes).map(this::steps).toArray(Step[][]::new);
    }

    /** From the last node to the first: nodes behind y are not among them. */
    private Step[] steps(Adjoints lane) {
        List<Step> list = new ArrayList<>();
        for (int i = y.id(); i >= 0; i--) {
            Var node = point.nodes().get(i);
            if (node.op() == null || !node.isActive()) continue;
            Step step = new Step(node, lane.bar(node), lane.ofInputs(node));
            if (Arrays.stream(step.xbar).anyMatch(Objects::nonNull)) list.add(step);
        }
        return list.toArray(Step[]::new);
    }

    /** How many vectors it can take. */
    public int lanes() { return lanes.length; }

    /**
     * `out_l = Jᵀu_l`: `u_l` as long as y, in row-major order, `out_l` as long as θ.
     *
     * @throws IllegalArgumentException if lengths do not fit, or one vector would overwrite another
     */
    public void run(double[][] u, double[][] out) {
        check(u, out);
        for (int l = 0; l < u.length; l++) {
            lanes[l].into(out[l]);
            lanes[l].begin(point.layout().size());
            if (y.isActive()) seed(u[l], lanes[l].bar(y).add());
        }
        try {
            sweep.over(u.length);
        } catch (RuntimeException | Error e) {
            // The next run must not add to what this one left.
            for (Step[] lane : steps) for (Step step : lane) step.ybar.release();
            throw e;
        }
        for (int l = 0; l < u.length; l++) lanes[l].end();
    }

    private void seed(double[] from, Array ybar) { System.arraycopy(from, 0, ybar.data(), ybar.offset(), size); }

    private void sweep(int active, int group, int groups) {
        for (int l = group; l < active; l += groups) for (Step step : steps[l]) step.run();
    }

    private void check(double[][] u, double[][] out) {
        point.nodes();
        if (u.length < 1 || u.length > lanes.length || u.length != out.length)
            throw new IllegalArgumentException("vector_jacobian: takes 1 to " + lanes.length
                    + " vectors at a time, got " + u.length + " and places for " + out.length);
        for (int l = 0; l < u.length; l++) {
            if (u[l].length != size)
                throw new IllegalArgumentException(
                        "vector_jacobian: u has " + u[l].length + " numbers, " + y + " has " + size);
            point.layout().check("vector_jacobian", out[l]);
            for (int m = 0; m < u.length; m++)
                if (out[l] == u[m] || (m < l && out[l] == out[m]))
                    throw new IllegalArgumentException(
                            "vector_jacobian: one product would overwrite a vector or another");
        }
    }
}

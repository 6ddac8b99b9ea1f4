package org.hesse.lab.timing;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Layout;
import org.hesse.engine.array.Pool;
import org.hesse.engine.array.Segment;
import org.hesse.engine.objective.Batch;
import org.hesse.hessian.Probes;
import org.hesse.nn.Model;

/**
 * A model at its initial weights, a random batch and random directions, all by one seed. As thread-safe as its arrays.
 *
 * @param v standard normal directions
 */
public record RandomCase(Model model, Array x, Array y, double[] theta, double[][] v) {
    private static final int INPUTS = -1;
    private static final int TARGETS = -2;
    /** Examples of which a model says whether it takes such inputs. */
    private static final int ASKED = 2;

    /**
     * Inputs standard normal, or whole numbers for a model that takes no others; targets of the kind that the loss
     * takes; the first direction is that of `hesse split` with the same seed.
     */
    public static RandomCase draw(Model model, int rows, int lanes, long seed) {
        double[] theta = model.initialize(seed);
        Array x = inputs(model, theta, rows, seed);
        Array y = new RandomTargets(model, rows, seed, TARGETS).draw();
        double[][] v = new double[lanes][theta.length];
        for (int l = 0; l < lanes; l++) Probes.gaussian(seed, l, v[l]);
        return new RandomCase(model, x, y, theta, v);
    }

    /** How many numbers an example has, x and y together. */
    public static long numbers(Model model) {
        return (long) Array.size(model.input()) + new RandomTargets(model, 1, 0, TARGETS).draw().size();
    }

    private static Array inputs(Model model, double[] theta, int rows, long seed) {
        int[] shape = IntStream.concat(IntStream.of(rows), IntStream.of(model.input())).toArray();
        Array x = Array.zeros(shape);
        Probes.gaussian(seed, INPUTS, x.data());
        try {
            // Not of all: a pass over these would keep what every layer makes of them.
            model.outputs(theta, x.slice(0, Math.min(rows, ASKED)));
            return x;
        } catch (IllegalArgumentException e) {
            if (model.layout().size() == 0) throw e;
            return places(x, model.layout().segments().get(0));
        }
    }

    /** Rows of the first parameter, a table with a row for every token, say. */
    private static Array places(Array x, Segment table) {
        int rows = table.shape()[0];
        for (int i = 0; i < x.size(); i++) x.set(i, Math.floorMod(Double.hashCode(x.get(i)), rows));
        return x;
    }

    Layout layout() { return model.layout(); }

    /** The loss, with a pool of its own: the model's would keep the buffers as long as there is the model. */
    public Batch objective() { return objective(new Pool()); }

    /** The loss, with buffers from this pool. */
    Batch objective(Pool pool) { return new Batch(layout(), pool, model.objective(x, y).program()); }

    /** The batch and the point as a file has them: `x`, `y`, `weight/fc1.weight`, …, `direction/fc1.weight`, …. */
    public Map<String, Array> arrays() {
        Map<String, Array> arrays = new LinkedHashMap<>();
        arrays.put("x", x);
        arrays.put("y", y);
        for (Segment p : layout().segments()) arrays.put("weight/" + p.name(), p.of(theta));
        for (Segment p : layout().segments()) arrays.put("direction/" + p.name(), p.of(v[0]));
        return arrays;
    }
}

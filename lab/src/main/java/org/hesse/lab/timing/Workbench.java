package org.hesse.lab.timing;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Segment;
import org.hesse.engine.objective.Batch;
import org.hesse.engine.sweep.Pull;
import org.hesse.engine.tape.Point;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.Operator;
import org.hesse.hessian.Split;

/**
 * What entries are run on: an objective at θ, directions, and places for what they compute.
 *
 * <p>A point is stored when an entry first needs it, one for single directions and one for several at once, each with
 * sweeps of its own width. Not thread-safe.
 */
public final class Workbench implements AutoCloseable {
    private final Batch objective;
    private final double[] theta;
    private final double[][] v;
    private Curvature single;
    private Curvature several;
    private Operator hessian;
    private Operator gaussNewton;
    /** The last product of the entries that compute one. */
    final double[] product;
    /** The last splits, by direction. */
    final Split[] splits;
    /** The last vᵀGv and the two parts of vᵀNv. */
    final double[] forms = new double[3];
    double loss;

    /** @param v the directions; most entries use the first alone */
    public Workbench(Batch objective, double[] theta, double[][] v) {
        this.objective = objective;
        this.theta = theta;
        this.v = v;
        product = new double[theta.length];
        splits = Stream.generate(() -> Split.coarse(objective.layout())).limit(v.length).toArray(Split[]::new);
    }

    /** How many vectors as long as θ it holds: those of every split, and the last product. */
    public static int vectors(int lanes) { return 4 * lanes + 1; }

    double[] direction(int l) { return v[l]; }

    int lanes() { return v.length; }

    /** Loss and ∇L: the unit. */
    void gradient() {
        try (Point point = objective.record(theta, 0)) {
            Pull.gradient(point);
            loss = point.loss();
        }
    }

    /** Hv without ∇L, nothing stored. */
    void hessian() {
        try (Curvature curvature = Curvature.at(objective, theta)) {
            curvature.hessian().apply(v[0], product);
        }
    }

    void hessianStored() {
        if (hessian == null) hessian = single().hessian();
        hessian.apply(v[0], product);
    }

    void gaussNewtonStored() {
        if (gaussNewton == null) gaussNewton = single().gaussNewton();
        gaussNewton.apply(v[0], product);
    }

    /** ∇L, Gv, Nv and Hv, nothing stored. */
    void split() {
        try (Curvature curvature = Curvature.at(objective, theta)) {
            curvature.split(v[0], splits[0]);
        }
    }

    void splitStored() { single().split(v[0], splits[0]); }

    /** vᵀGv and vᵀNv without ∇L, nothing stored. */
    void quadratic() {
        try (Curvature curvature = Curvature.at(objective, theta)) {
            curvature.quadratic(v[0], forms);
        }
    }

    void quadraticStored() { single().quadratic(v[0], forms); }

    void splitStoredLanes() {
        if (several == null) several = Curvature.at(objective, theta);
        several.split(v, splits);
    }

    void splitStoredSingles() {
        for (int l = 0; l < v.length; l++) single().split(v[l], splits[l]);
    }

    /** All products of the first direction by name: `loss`, `gradient/fc1.weight`, …, `quadratic/nme`. */
    public Map<String, Array> arrays() {
        gradient();
        split();
        hessian();
        quadratic();
        Map<String, Array> arrays = new LinkedHashMap<>();
        arrays.put("loss", Array.scalar(loss));
        put(arrays, "gradient", splits[0].gradient());
        put(arrays, "hessian", product);
        put(arrays, "gauss_newton", splits[0].gaussNewton());
        put(arrays, "nme", splits[0].nme());
        arrays.put("quadratic/gauss_newton", Array.scalar(forms[0]));
        arrays.put("quadratic/nme", Array.scalar(forms[1] + forms[2]));
        return arrays;
    }

    private void put(Map<String, Array> arrays, String quantity, double[] vector) {
        for (Segment p : objective.layout().segments()) arrays.put(quantity + "/" + p.name(), p.of(vector));
    }

    private Curvature single() {
        if (single == null) single = Curvature.at(objective, theta);
        return single;
    }

    @Override
    public void close() {
        if (single != null) single.close();
        if (several != null) several.close();
    }
}

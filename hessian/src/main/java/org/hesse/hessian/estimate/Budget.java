package org.hesse.hessian.estimate;

import java.util.Arrays;
import org.hesse.engine.objective.Progress;
import org.hesse.engine.tape.NonFiniteException;
import org.hesse.hessian.Operator;
import org.hesse.hessian.OperatorFamily;
import org.hesse.hessian.algebra.Vectors;

/**
 * The products that one estimate may take, of every operator of a family: sends directions through several at a time,
 * counts and reports them. Not thread-safe.
 */
final class Budget {
    /** Direction i of a sweep, written into v. */
    interface Directions {
        void fill(int i, double[] v);
    }

    /** What is done with direction i and its products, `av[k] = A_k v`, none of them kept. */
    interface Use {
        void product(int i, double[] v, double[][] av);
    }

    private final String estimator;
    private final OperatorFamily family;
    private final int products;
    private final Progress progress;
    private double[][] v = {};
    /** `av[lane][operator]`. */
    private double[][][] av;
    private int used;

    /** Of fewer products than `least` the estimator makes nothing. */
    Budget(String estimator, OperatorFamily family, int products, int least, Progress progress) {
        if (products < least)
            throw new IllegalArgumentException(
                    estimator + ": needs " + least + " products or more, the budget is " + products);
        this.estimator = estimator;
        this.family = family;
        this.products = products;
        this.progress = progress;
    }

    Budget(String estimator, Operator a, int products, int least, Progress progress) {
        this(estimator, square(estimator, a), products, least, progress);
    }

    private static OperatorFamily square(String estimator, Operator a) {
        a.checkSquare(estimator);
        return OperatorFamily.of(a);
    }

    /** The length of every direction. */
    int size() { return family.size(); }

    /** Products taken so far. */
    int used() { return used; }

    /** Products that are left. */
    int left() { return products - used; }

    /** Sends `count` directions through in order. */
    void sweep(int count, Directions directions, Use use) {
        room(Math.min(count, Operator.LANES));
        for (int from = 0; from < count; from += Operator.LANES) {
            int lanes = Math.min(Operator.LANES, count - from);
            for (int l = 0; l < lanes; l++) directions.fill(from + l, v[l]);
            apply(lanes);
            for (int l = 0; l < lanes; l++) use.product(from + l, v[l], av[l]);
        }
    }

    /** The probes `from`, `from + 1`, … of a seed. */
    void probes(Distribution distribution, long seed, int from, int count, Use use) {
        sweep(count, (i, z) -> distribution.fill(seed, from + i, z), use);
    }

    private void apply(int lanes) {
        double[][][] out = new double[family.count()][lanes][];
        for (int k = 0; k < out.length; k++) for (int l = 0; l < lanes; l++) out[k][l] = av[l][k];
        family.apply(Arrays.copyOf(v, lanes), out);
        for (double[][] each : out) for (double[] product : each) checkFinite(product);
        used += lanes;
        progress.report(used, products);
    }

    private void room(int lanes) {
        if (v.length >= lanes) return;
        v = new double[lanes][size()];
        av = new double[lanes][family.count()][size()];
    }

    /** What is made of a NaN may look like a number: a column that is dropped, a step that is not taken. */
    private void checkFinite(double[] product) {
        int at = Vectors.firstNonFinite(product);
        if (at >= 0)
            throw new NonFiniteException(
                    estimator + ": entry " + at + " of a product of " + family + " is " + product[at]);
    }
}

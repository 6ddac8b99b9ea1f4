package org.hesse.hessian;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.hesse.engine.array.Layout;

/**
 * The products of one direction v: `Hv = Gv + Nv` and `Nv = nmeActivation + nmeCoupling`, beside ∇L, all in θ's layout.
 *
 * <p>The two parts of Nv are null where only the coarse split was asked for. Reuse one to allocate nothing.
 * As thread-safe as its vectors.
 */
public record Split(double[] gradient, double[] hessian, double[] gaussNewton, double[] nme, double[] nmeActivation,
        double[] nmeCoupling) {
    public Split {
        int p = gradient.length;
        if ((nmeActivation == null) != (nmeCoupling == null))
            throw new IllegalArgumentException("split: has one part of Nv and not the other");
        Set<double[]> all = Collections.newSetFromMap(new IdentityHashMap<>());
        for (double[] x : new double[][] {gradient, hessian, gaussNewton, nme, nmeActivation, nmeCoupling}) {
            if (x != null && x.length != p)
                throw new IllegalArgumentException("split: vectors of " + p + " and of " + x.length + " numbers");
            if (x != null && !all.add(x)) throw new IllegalArgumentException("split: two of its vectors are one");
        }
    }

    boolean isFine() { return nmeActivation != null; }

    /** Where the sweep leaves what it computes of the direction in a lane. */
    void places(Request r, int lane) {
        r.out[0][lane] = gaussNewton;
        r.out[1][lane] = isFine() ? nmeActivation : nme;
        if (isFine()) r.out[2][lane] = nmeCoupling;
    }

    /** Room for ∇L, Hv, Gv, Nv. */
    public static Split coarse(Layout layout) {
        int p = layout.size();
        return new Split(new double[p], new double[p], new double[p], new double[p], null, null);
    }

    /** Room for both parts of Nv too. */
    public static Split fine(Layout layout) {
        int p = layout.size();
        return new Split(new double[p], new double[p], new double[p], new double[p], new double[p], new double[p]);
    }
}

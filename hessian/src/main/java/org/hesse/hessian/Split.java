package org.hesse.hessian;

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
        for (double[] x : new double[][] {hessian, gaussNewton, nme, nmeActivation, nmeCoupling})
            if (x != null && x.length != p)
                throw new IllegalArgumentException("split: vectors of " + p + " and of " + x.length + " numbers");
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

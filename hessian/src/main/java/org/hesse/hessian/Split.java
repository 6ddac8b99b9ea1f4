package org.hesse.hessian;

import org.hesse.engine.array.Layout;

/**
 * The products of one direction v: `Hv = Gv + Nv` and `Nv = nmeActivation + nmeCoupling`, beside ∇L, all in θ's layout.
 *
 * <p>The two parts of Nv are null where only the coarse split was asked for. Reuse one to allocate nothing.
 */
public record Split(double[] gradient, double[] hessian, double[] gaussNewton, double[] nme, double[] nmeActivation,
        double[] nmeCoupling) {
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

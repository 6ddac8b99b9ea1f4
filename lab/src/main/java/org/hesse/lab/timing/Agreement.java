package org.hesse.lab.timing;

import org.hesse.hessian.Split;

/** Shows that the entries compute the same numbers in different ways: what is timed is right. Stateless. */
public final class Agreement {
    /** Relative to the largest entry, or for a form to the sum of its terms' sizes. */
    private static final double TOLERANCE = 1e-11;

    private Agreement() {}

    /** How many vectors as long as θ it holds beside the bench: Gv, Nv and their sum, and those of every direction. */
    public static int vectors(int lanes) { return 3 + (lanes > 1 ? 2 * lanes : 0); }

    /** Runs the entries; IllegalStateException if numbers differ. */
    public static void check(Workbench bench) {
        double[] v = bench.direction(0);
        bench.split();
        Split s = bench.splits[0];
        double[] gv = s.gaussNewton().clone();
        double[] nv = s.nme().clone();
        double[] sum = new double[gv.length];
        for (int i = 0; i < sum.length; i++) sum[i] = gv[i] + nv[i];
        bench.hessian();
        same("Hv and Gv + Nv", bench.product, sum);
        bench.hessianStored();
        same("Hv at a stored point and Gv + Nv", bench.product, sum);
        bench.gaussNewtonStored();
        same("Gv at a stored point and Gv of the split", bench.product, gv);
        bench.quadratic();
        form("v·Gv", bench.forms[0], v, gv);
        form("v·Nv", bench.forms[1] + bench.forms[2], v, nv);
        bench.quadraticStored();
        form("v·Gv at a stored point", bench.forms[0], v, gv);
        form("v·Nv at a stored point", bench.forms[1] + bench.forms[2], v, nv);
        if (bench.lanes() > 1) lanes(bench);
        bench.splitStored();
        same("Gv of the stored split and of the other", s.gaussNewton(), gv);
        same("Nv of the stored split and of the other", s.nme(), nv);
    }

    private static void lanes(Workbench bench) {
        bench.splitStoredLanes();
        double[][] gv = new double[bench.lanes()][];
        double[][] nv = new double[bench.lanes()][];
        for (int l = 0; l < gv.length; l++) {
            gv[l] = bench.splits[l].gaussNewton().clone();
            nv[l] = bench.splits[l].nme().clone();
        }
        bench.splitStoredSingles();
        for (int l = 0; l < gv.length; l++) {
            same("Gv of direction " + l + " among others and alone", gv[l], bench.splits[l].gaussNewton());
            same("Nv of direction " + l + " among others and alone", nv[l], bench.splits[l].nme());
        }
    }

    static void same(String what, double[] a, double[] b) {
        double largest = 0;
        double error = 0;
        for (int i = 0; i < a.length; i++) {
            largest = Math.max(largest, Math.abs(b[i]));
            error = Math.max(error, Math.abs(a[i] - b[i]));
        }
        require(what, error, largest);
    }

    static void form(String what, double form, double[] v, double[] product) {
        double sum = 0;
        double size = 0;
        for (int i = 0; i < v.length; i++) {
            sum += v[i] * product[i];
            size += Math.abs(v[i] * product[i]);
        }
        require(what + " by the form and by the product", Math.abs(form - sum), size);
    }

    /** NaN fails too. */
    private static void require(String what, double error, double size) {
        if (!(error <= TOLERANCE * size))
            throw new IllegalStateException("time: " + what + " differ by " + error + ", of " + size + ", more than "
                    + TOLERANCE + " of it: nothing was timed");
    }
}

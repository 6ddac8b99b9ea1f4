package org.hesse.hessian;

import java.util.Arrays;
import org.hesse.engine.objective.Progress;
import org.hesse.engine.tape.Var;
import org.hesse.hessian.algebra.Vectors;

/** Reverse sweeps of many vectors from one node, several at a time: `Jᵀu_0, Jᵀu_1, …`. Not thread-safe. */
final class Seeds {
    /** Fills u_i, zeros on entry. */
    @FunctionalInterface
    interface Seed {
        void fill(int i, double[] u);
    }

    /** Takes Jᵀu_i, which is overwritten afterwards. */
    @FunctionalInterface
    interface Use {
        void product(int i, double[] product);
    }

    private Seeds() {}

    /** Reports after every sweep. */
    static void forEach(Sweeps sweeps, Var y, int count, Progress progress, Seed seed, Use use) {
        int lanes = Math.max(1, Math.min(Operator.LANES, count));
        double[][] u = new double[lanes][y.value().size()];
        double[][] product = new double[lanes][sweeps.point().layout().size()];
        for (int from = 0; from < count; from += lanes) {
            int active = Math.min(lanes, count - from);
            for (int l = 0; l < active; l++) {
                Arrays.fill(u[l], 0);
                seed.fill(from + l, u[l]);
            }
            sweeps.transpose(y, Arrays.copyOf(u, active), Arrays.copyOf(product, active));
            for (int l = 0; l < active; l++) {
                Vectors.checkFinite("jacobian_transposed", product[l]);
                use.product(from + l, product[l]);
            }
            progress.report(from + active, count);
        }
    }
}

package org.hesse.engine.ops;

import org.hesse.engine.array.Array;
import org.hesse.engine.array.Kernels;
import org.hesse.engine.array.Kernels.Form;

/** Squared norms of what each block of so many rows leaves in a sum over all rows. Stateless and thread-safe. */
final class RowNorms {
    private RowNorms() {}

    /** `norms[e] += ‖Σ_{t in e} y_t‖²`. */
    static void ofSums(Kernels kernels, int rows, Array y, double[] norms) {
        int n = y.columns();
        double[] sum = new double[n];
        for (int e = 0; e < norms.length; e++) {
            kernels.sumRows(rows, n, y.data(), y.offset() + e * rows * n, 0, sum, 0);
            norms[e] += kernels.dot(n, sum, 0, sum, 0);
        }
    }

    /** `norms[e] += ‖Σ_{t in e} y_t x_tᵀ‖²_F`. */
    static void ofProducts(Kernels kernels, int rows, Array y, Array x, double[] norms) {
        int m = y.columns();
        int n = x.columns();
        boolean byGram = (long) rows * (m + n) <= (long) m * n;
        double[] room = new double[byGram ? rows * rows : m * n];
        double[] other = new double[byGram ? rows * rows : 0];
        for (int e = 0; e < norms.length; e++) {
            int yo = y.offset() + e * rows * m;
            int xo = x.offset() + e * rows * n;
            if (rows == 1)
                norms[e] += kernels.dot(m, y.data(), yo, y.data(), yo)
                        * kernels.dot(n, x.data(), xo, x.data(), xo);
            else
                if (byGram) {
                    kernels.gemm(Form.NT, rows, rows, m, y.data(), yo, y.data(), yo, 0, room, 0);
                    kernels.gemm(Form.NT, rows, rows, n, x.data(), xo, x.data(), xo, 0, other, 0);
                    norms[e] += kernels.dot(room.length, room, 0, other, 0);
                } else {
                    kernels.gemm(Form.TN, m, n, rows, y.data(), yo, x.data(), xo, 0, room, 0);
                    norms[e] += kernels.dot(room.length, room, 0, room, 0);
                }
        }
    }
}

package org.hesse.engine.ops;

import java.util.Arrays;
import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;
import org.hesse.engine.op.Birth;
import org.hesse.engine.op.Frame;
import org.hesse.engine.op.Op;

/**
 * `y[…, d] = table[ids[…], d]`: rows of a table looked up, linear in it; `tablebar[i] = Σ ybar` over all places where
 * the id is i. Stateless and thread-safe.
 *
 * <p>Inputs are the table and the ids, whole numbers 0..rows−1, which have no derivative.
 */
public record Embed() implements Op {
    @Override
    public boolean takes(int inputs) { return inputs == 2; }

    @Override
    public int[] shape(int[]... in) {
        if (in[0].length != 2)
            throw new IllegalArgumentException("embed: needs a table[rows, dim] and ids, got table" + Array.text(in[0])
                    + ", ids" + Array.text(in[1]));
        int[] y = Arrays.copyOf(in[1], in[1].length + 1);
        y[y.length - 1] = in[0][1];
        return y;
    }

    @Override
    public Birth birth() { return Birth.NONE; }

    /** Throws unless all are whole numbers 0..rows−1; `what` names them in the message. */
    public static void check(String what, Array ids, int rows) {
        for (int i = 0; i < ids.size(); i++) {
            double id = ids.get(i);
            if (!(id >= 0 && id < rows && id == Math.rint(id)))
                throw new IllegalArgumentException(what + "[" + i + "] = " + id + " is not one of 0.." + (rows - 1));
        }
    }

    @Override
    public void forward(int k, Frame f) {
        Array ids = f.x(1, 0);
        if (k == 0) check("embed: ids", ids, f.x(0, 0).rows());
        Array table = f.x(0, k);
        if (table == null) return;
        Array y = f.y(k).add();
        int n = table.columns();
        for (int i = 0; i < ids.size(); i++)
            System.arraycopy(table.data(), table.offset() + ((int) ids.get(i)) * n, y.data(), y.offset() + i * n, n);
    }

    @Override
    public void pull(int j, Frame f, Array ybar, Accumulator[] xbar) {
        if (xbar[1] != null)
            throw new IllegalArgumentException("embed: ids depend on a parameter, and have no derivative here");
        if (j > 0 || xbar[0] == null) return;
        Array ids = f.x(1, 0);
        Array table = xbar[0].add();
        int n = table.columns();
        for (int i = 0; i < ids.size(); i++)
            add(n, ybar.data(), ybar.offset() + i * n, table.data(), table.offset() + ((int) ids.get(i)) * n);
    }

    private static void add(int n, double[] x, int xo, double[] y, int yo) {
        for (int e = 0; e < n; e++) y[yo + e] += x[xo + e];
    }
}

package org.hesse.oracle;

/** Functions of whole rows, of their entries less the largest: what all have in common, softmax does not feel. */
final class Rows {
    private Rows() {}

    /** `e^s/Σ e^s` of each row, s = z − max. */
    static Value softmax(Value z) {
        Value e = Functions.exp(z.minus(maximum(z)));
        return e.times(alongRows(Functions.reciprocal(e.sumRows()), z.columns()));
    }

    /** The softmax of the first i + 1 entries of row i of every square matrix in z, 0 beyond them. */
    static Value causalSoftmax(Value z) {
        Matrix seen = Matrix.of(z.rows(), z.columns(), k -> k % z.columns() <= k / z.columns() % z.columns() ? 1 : 0);
        Value e = Functions.exp(z.minus(maximum(z))).times(seen);
        return e.times(alongRows(Functions.reciprocal(e.sumRows()), z.columns()));
    }

    /** Each row to mean 0, if centred, and mean square 1. */
    static Value normalize(double eps, boolean centered, Value x) {
        double m = x.columns();
        Value c = centered ? x.minus(alongRows(x.sumRows().scale(1 / m), x.columns())) : x;
        Value scale = Functions.power(-0.5, c.times(c).sumRows().scale(1 / m).plus(eps));
        return c.times(alongRows(scale, x.columns()));
    }

    /** `max + ln Σ e^{z − max}` of each row, a column. */
    static Value logSumExp(Value z) {
        Value max = maximum(z);
        Value first = new Linear.Gather(z.rows(), 1, k -> k * z.columns()).of(max);
        return Functions.log(Functions.exp(z.minus(max)).sumRows()).plus(first);
    }

    /** The largest entry of each row, all along the row. */
    static Value maximum(Value z) {
        Matrix x = z.number();
        return new Linear.Gather(x.rows(), x.columns(), k -> top(x, k / x.columns())).of(z);
    }

    private static int top(Matrix x, int row) {
        int top = row * x.columns();
        for (int k = top + 1; k < (row + 1) * x.columns(); k++) if (x.at(k) > x.at(top)) top = k;
        return top;
    }

    private static Value alongRows(Value column, int columns) {
        return new Linear.Gather(column.rows(), columns, k -> k / columns).of(column);
    }
}

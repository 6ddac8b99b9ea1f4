package org.hesse.hessian;

import org.hesse.engine.array.Selection;

/** `A[rows, columns]`: v is filled up with zeros, and of Av only some rows are kept. Not thread-safe. */
final class Block implements Operator {
    private final Operator a;
    private final Selection rows;
    private final Selection columns;
    private double[][] whole = {};
    private double[][] product = {};

    Block(Operator a, Selection rows, Selection columns) {
        check("rows", rows, a.rows());
        check("columns", columns, a.columns());
        this.a = a;
        this.rows = rows;
        this.columns = columns;
    }

    private static void check(String what, Selection selection, int size) {
        if (selection.whole().size() != size)
            throw new IllegalArgumentException("block: the " + what + " are selected from " + selection.whole().size()
                    + " numbers, the operator has " + size);
    }

    @Override
    public int rows() { return rows.part().size(); }

    @Override
    public int columns() { return columns.part().size(); }

    @Override
    public void apply(double[] v, double[] out) {
        checkApart(v, out);
        room(1);
        columns.scatter(v, whole[0]);
        a.apply(whole[0], product[0]);
        rows.gather(product[0], out);
    }

    @Override
    public void apply(double[][] v, double[][] out) {
        checkLanes(v, out);
        room(v.length);
        for (int l = 0; l < v.length; l++) columns.scatter(v[l], whole[l]);
        a.apply(whole, product);
        for (int l = 0; l < v.length; l++) rows.gather(product[l], out[l]);
    }

    /** The zeros around v stay from one product to the next. */
    private void room(int lanes) {
        if (whole.length == lanes) return;
        whole = new double[lanes][a.columns()];
        product = new double[lanes][a.rows()];
    }

    @Override
    public Operator transposed() { return new Block(a.transposed(), columns, rows); }

    @Override
    public String toString() { return a + "[" + rows + ", " + columns + "]"; }
}

package org.hesse.hessian;

/** `A + B`. Not thread-safe. */
final class Sum implements Operator {
    private final Operator a;
    private final Operator b;
    private double[][] term = {};

    Sum(Operator a, Operator b) {
        if (a.rows() != b.rows() || a.columns() != b.columns())
            throw new IllegalArgumentException("sum: " + a + " is " + a.rows() + " by " + a.columns() + ", " + b
                    + " is " + b.rows() + " by " + b.columns());
        this.a = a;
        this.b = b;
    }

    @Override
    public int rows() { return a.rows(); }

    @Override
    public int columns() { return a.columns(); }

    @Override
    public void apply(double[] v, double[] out) {
        checkApart(v, out);
        a.apply(v, out);
        b.apply(v, terms(1)[0]);
        add(term[0], out);
    }

    @Override
    public void apply(double[][] v, double[][] out) {
        checkLanes(v, out);
        a.apply(v, out);
        b.apply(v, terms(v.length));
        for (int l = 0; l < v.length; l++) add(term[l], out[l]);
    }

    /** Room for B's products, as many vectors as there are directions. */
    private double[][] terms(int lanes) {
        if (term.length != lanes) term = new double[lanes][rows()];
        return term;
    }

    private static void add(double[] x, double[] y) {
        for (int i = 0; i < y.length; i++) y[i] += x[i];
    }

    @Override
    public Operator transposed() { return new Sum(a.transposed(), b.transposed()); }

    @Override
    public String toString() { return a + " + " + b; }
}

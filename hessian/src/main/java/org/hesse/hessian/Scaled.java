package org.hesse.hessian;

/** `cA`. As thread-safe as A. */
record Scaled(double c, Operator a) implements Operator {
    @Override
    public int rows() { return a.rows(); }

    @Override
    public int columns() { return a.columns(); }

    @Override
    public void apply(double[] v, double[] out) {
        checkApart(v, out);
        a.apply(v, out);
        scale(out);
    }

    @Override
    public void apply(double[][] v, double[][] out) {
        checkLanes(v, out);
        a.apply(v, out);
        for (double[] each : out) scale(each);
    }

    private void scale(double[] x) {
        for (int i = 0; i < x.length; i++) x[i] *= c;
    }

    @Override
    public Operator transposed() { return new Scaled(c, a.transposed()); }

    @Override
    public String toString() { return c + "·" + a; }
}

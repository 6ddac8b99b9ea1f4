package org.hesse.hessian;

/** A symmetric operator under a name that says more than how it is made. As thread-safe as the operator. */
record Named(String name, Operator a) implements Operator {
    @Override
    public int rows() { return a.rows(); }

    @Override
    public void apply(double[] v, double[] out) { a.apply(v, out); }

    @Override
    public void apply(double[][] v, double[][] out) { a.apply(v, out); }

    @Override
    public Operator transposed() { return this; }

    @Override
    public String toString() { return name; }
}

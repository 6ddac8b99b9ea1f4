package org.hesse.hessian;

/** `AB`. Not thread-safe. */
final class Composed implements Operator {
    private final Operator a;
    private final Operator b;
    private double[][] between = {};

    Composed(Operator a, Operator b) {
        if (a.columns() != b.rows())
            throw new IllegalArgumentException("product: " + a + " is " + a.rows() + " by " + a.columns() + ", " + b
                    + " is " + b.rows() + " by " + b.columns());
        this.a = a;
        this.b = b;
    }

    @Override
    public int rows() { return a.rows(); }

    @Override
    public int columns() { return b.columns(); }

    @Override
    public void apply(double[] v, double[] out) {
        checkApart(v, out);
        room(1);
        b.apply(v, between[0]);
        a.apply(between[0], out);
    }

    @Override
    public void apply(double[][] v, double[][] out) {
        checkLanes(v, out);
        room(v.length);
        b.apply(v, between);
        a.apply(between, out);
    }

    private void room(int lanes) {
        if (between.length != lanes) between = new double[lanes][b.rows()];
    }

    @Override
    public Operator transposed() { return new Composed(b.transposed(), a.transposed()); }

    @Override
    public String toString() { return "(" + a + ")(" + b + ")"; }
}

package org.hesse.hessian;

/**
 * `B = c Σ_s blockdiag_i(r_{s,i} r_{s,i}ᵀ)` in the space of outputs, one block for each example: `JᵀBJ` is a Fisher
 * matrix. Thread-safe.
 */
final class OuterProducts implements Operator {
    private final double c;
    private final int width;
    private final double[][] r;
    private final String name;

    /** @param width numbers of one example; each r_s has one row of them for each example */
    OuterProducts(String name, double c, int width, double[]... r) {
        this.name = name;
        this.c = c;
        this.width = width;
        this.r = r;
    }

    @Override
    public int rows() { return r[0].length; }

    @Override
    public void apply(double[] u, double[] out) {
        checkApart(u, out);
        for (int from = 0; from < rows(); from += width) {
            for (int k = from; k < from + width; k++) out[k] = 0;
            for (double[] rs : r) {
                double inner = 0;
                for (int k = from; k < from + width; k++) inner += rs[k] * u[k];
                for (int k = from; k < from + width; k++) out[k] += c * inner * rs[k];
            }
        }
    }

    @Override
    public Operator transposed() { return this; }

    @Override
    public String toString() { return name; }
}

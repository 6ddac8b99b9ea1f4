package org.hesse.hessian;

import java.util.Arrays;

/** `Jᵀ[P, nK]`: `Jᵀu` by a reverse sweep from the outputs, summed over the parts. Not thread-safe. */
final class JacobianTransposed implements Operator, Products.Use {
    private final Products products;
    private final Outputs outputs;
    private final Operator jacobian;
    private final double[][] oneU = new double[1][];
    private final double[][] oneOut = new double[1][];
    private double[][] u;
    private double[][] out;
    /** Of one part: what is sent back through it, and what comes out. */
    private double[][] sent = {};
    private double[][] term = {};

    JacobianTransposed(Products products, Outputs outputs, Operator jacobian) {
        this.products = products;
        this.outputs = outputs;
        this.jacobian = jacobian;
    }

    @Override
    public int rows() { return products.layout().size(); }

    @Override
    public int columns() { return outputs.size(); }

    @Override
    public void apply(double[] u, double[] out) {
        checkApart(u, out);
        oneU[0] = u;
        oneOut[0] = out;
        run(oneU, oneOut);
    }

    @Override
    public void apply(double[][] u, double[][] out) {
        checkLanes(u, out);
        run(u, out);
    }

    private void run(double[][] vectors, double[][] products) {
        for (double[] each : vectors) Vectors.check(this, "u", columns(), each);
        for (double[] each : products) Vectors.check(this, "a product", rows(), each);
        u = vectors;
        out = products;
        this.products.forEach(this);
        for (double[] each : products) Vectors.checkFinite(this, each);
    }

    @Override
    public void part(int i, double weight, Sweeps sweeps) {
        Outputs.Part part = outputs.parts().get(i);
        if (part.size() == columns()) {
            sweeps.transpose(sweeps.point().output(), u, out);
            return;
        }
        if (i == 0) for (double[] each : out) Arrays.fill(each, 0);
        room(u.length, part.size());
        for (int l = 0; l < u.length; l++) System.arraycopy(u[l], part.from(), sent[l], 0, part.size());
        sweeps.transpose(sweeps.point().output(), sent, term);
        for (int l = 0; l < u.length; l++) Vectors.add(1, term[l], out[l]);
    }

    private void room(int lanes, int size) {
        if (sent.length != lanes || sent[0].length != size) sent = new double[lanes][size];
        if (term.length != lanes) term = new double[lanes][rows()];
    }

    @Override
    public Operator transposed() { return jacobian; }

    @Override
    public String toString() { return "jacobian_transposed"; }
}

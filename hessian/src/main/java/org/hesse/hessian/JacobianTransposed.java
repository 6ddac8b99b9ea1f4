package org.hesse.hessian;

import java.util.Arrays;
import org.hesse.hessian.algebra.Vectors;

/** `Jᵀ[P, nK]`: `Jᵀu` by a reverse sweep from the outputs, summed over the parts. Not thread-safe. */
final class JacobianTransposed extends OverParts {
    private final Operator jacobian;
    /** Of one part: what is sent back through it, and what comes out. */
    private double[][] sent = {};
    private double[][] term = {};

    JacobianTransposed(Products products, Outputs outputs, Operator jacobian) {
        super(products, outputs);
        this.jacobian = jacobian;
    }

    @Override
    public int rows() { return products.layout().size(); }

    @Override
    public int columns() { return outputs.size(); }

    @Override
    String vector() { return "u"; }

    @Override
    public void part(int i, double weight, Sweeps sweeps) {
        Outputs.Part part = outputs.parts().get(i);
        if (part.size() == columns()) {
            sweeps.transpose(sweeps.point().output(), in, out);
            return;
        }
        if (i == 0) for (double[] each : out) Arrays.fill(each, 0);
        room(in.length, part.size());
        for (int l = 0; l < in.length; l++) System.arraycopy(in[l], part.from(), sent[l], 0, part.size());
        sweeps.transpose(sweeps.point().output(), sent, term);
        for (int l = 0; l < in.length; l++) Vectors.add(1, term[l], out[l]);
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

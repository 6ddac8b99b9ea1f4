package org.hesse.hessian;

import java.util.List;
import org.hesse.hessian.algebra.Vectors;

/**
 * `H_z[nK, nK] = ∂²L/∂z²`, the loss's Hessian in the outputs: `G = Jᵀ H_z J`. One block for each part of the objective,
 * and, where the loss is a mean over examples, within it one for each example. Not thread-safe.
 */
final class LossHessian implements Operator {
    private final Outputs outputs;
    private final List<Operator> blocks;
    private final double[][] in;
    private final double[][] product;

    LossHessian(Outputs outputs) {
        this.outputs = outputs;
        blocks = outputs.parts().stream().map(part -> part.loss().curvature().hessian().times(part.weight())).toList();
        in = new double[blocks.size()][];
        product = new double[blocks.size()][];
        for (int i = 0; i < in.length; i++) {
            in[i] = new double[blocks.get(i).rows()];
            product[i] = new double[in[i].length];
        }
    }

    @Override
    public int rows() { return outputs.size(); }

    @Override
    public void apply(double[] u, double[] out) {
        checkApart(u, out);
        Vectors.check(this, "u", rows(), u);
        Vectors.check(this, "a product", rows(), out);
        for (int i = 0; i < in.length; i++) {
            int from = outputs.parts().get(i).from();
            System.arraycopy(u, from, in[i], 0, in[i].length);
            blocks.get(i).apply(in[i], product[i]);
            System.arraycopy(product[i], 0, out, from, in[i].length);
        }
    }

    @Override
    public Operator transposed() { return this; }

    @Override
    public String toString() { return "loss_hessian"; }
}

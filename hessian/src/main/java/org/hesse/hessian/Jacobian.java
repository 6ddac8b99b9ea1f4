package org.hesse.hessian;

/**
 * `J[nK, P] = ∂z/∂θ`: rows are the outputs of all examples, columns the parameters; `Jv` by the forward sweep. Its
 * transpose is a {@link JacobianTransposed}. Not thread-safe.
 */
final class Jacobian extends OverParts {
    Jacobian(Products products, Outputs outputs) { super(products, outputs); }

    @Override
    public int rows() { return outputs.size(); }

    @Override
    public int columns() { return products.layout().size(); }

    @Override
    String vector() { return "v"; }

    @Override
    public void part(int i, double weight, Sweeps sweeps) {
        Outputs.Part part = outputs.parts().get(i);
        sweeps.along(in);
        for (int l = 0; l < in.length; l++) sweeps.output(l, 1, out[l], part.from(), part.size());
    }

    @Override
    public Operator transposed() { return new JacobianTransposed(products, outputs, this); }

    @Override
    public String toString() { return "jacobian"; }
}

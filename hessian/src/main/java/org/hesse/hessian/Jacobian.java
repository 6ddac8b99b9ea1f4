package org.hesse.hessian;

/**
 * `J[nK, P] = ∂z/∂θ`: rows are the outputs of all examples, columns the parameters; `Jv` by the forward sweep. Its
 * transpose is a {@link JacobianTransposed}. Not thread-safe.
 */
final class Jacobian implements Operator, Products.Use {
    private final Products products;
    private final Outputs outputs;
    private final double[][] oneV = new double[1][];
    private final double[][] oneOut = new double[1][];
    private double[][] v;
    private double[][] out;

    Jacobian(Products products, Outputs outputs) {
        this.products = products;
        this.outputs = outputs;
    }

    @Override
    public int rows() { return outputs.size(); }

    @Override
    public int columns() { return products.layout().size(); }

    @Override
    public void apply(double[] v, double[] out) {
        checkApart(v, out);
        oneV[0] = v;
        oneOut[0] = out;
        run(oneV, oneOut);
    }

    @Override
    public void apply(double[][] v, double[][] out) {
        checkLanes(v, out);
        run(v, out);
    }

    private void run(double[][] directions, double[][] products) {
        for (double[] each : products) Vectors.check(this, "a product", rows(), each);
        v = directions;
        out = products;
        this.products.forEach(this);
        for (double[] each : products) Vectors.checkFinite(this, each);
    }

    @Override
    public void part(int i, double weight, Sweeps sweeps) {
        Outputs.Part part = outputs.parts().get(i);
        sweeps.along(v);
        for (int l = 0; l < v.length; l++) sweeps.output(l, 1, out[l], part.from(), part.size());
    }

    @Override
    public Operator transposed() { return new JacobianTransposed(products, outputs, this); }

    @Override
    public String toString() { return "jacobian"; }
}

package org.hesse.hessian;

import org.hesse.hessian.algebra.Vectors;

/**
 * An operator whose products of several directions are made part by part of the objective, J and its transpose. Not
 * thread-safe.
 */
abstract sealed class OverParts implements Operator, Products.Use permits Jacobian, JacobianTransposed {
    protected final Products products;
    protected final Outputs outputs;
    /** Directions and products of the sweep under way. */
    protected double[][] in;
    protected double[][] out;
    private final double[][] oneIn = new double[1][];
    private final double[][] oneOut = new double[1][];

    OverParts(Products products, Outputs outputs) {
        this.products = products;
        this.outputs = outputs;
    }

    @Override
    public final void apply(double[] v, double[] out) {
        checkApart(v, out);
        oneIn[0] = v;
        oneOut[0] = out;
        run(oneIn, oneOut);
    }

    @Override
    public final void apply(double[][] v, double[][] out) {
        checkLanes(v, out);
        run(v, out);
    }

    private void run(double[][] v, double[][] out) {
        for (double[] each : v) Vectors.check(this, vector(), columns(), each);
        for (double[] each : out) Vectors.check(this, "a product", rows(), each);
        in = v;
        this.out = out;
        products.forEach(this);
        for (double[] each : out) Vectors.checkFinite(this, each);
    }

    /** What its directions are called in errors. */
    abstract String vector();
}

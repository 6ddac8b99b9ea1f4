package org.hesse.hessian;

/** `A = Λ`, of given eigenvalues, whose vectors are the unit vectors; counts its products. */
public final class Diagonal implements Operator {
    private final double[] eigenvalues;
    private int products;

    public Diagonal(double... eigenvalues) { this.eigenvalues = eigenvalues.clone(); }

    @Override
    public int rows() { return eigenvalues.length; }

    @Override
    public void apply(double[] v, double[] out) {
        checkApart(v, out);
        products++;
        for (int i = 0; i < out.length; i++) out[i] = eigenvalues[i] * v[i];
    }

    /** Products so far. */
    public int products() { return products; }

    public double[] eigenvalues() { return eigenvalues.clone(); }
}

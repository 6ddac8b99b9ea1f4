package org.hesse.lab;

import org.hesse.engine.objective.Progress;
import org.hesse.hessian.Operator;

/** A, with its products counted and told, of as many as it has columns. Not thread-safe. */
final class Watched implements Operator {
    private final Operator a;
    private final Progress progress;
    private int products;

    Watched(Operator a, Progress progress) {
        this.a = a;
        this.progress = progress;
    }

    @Override
    public int rows() { return a.rows(); }

    @Override
    public int columns() { return a.columns(); }

    @Override
    public void apply(double[] v, double[] out) {
        a.apply(v, out);
        tell(1);
    }

    @Override
    public void apply(double[][] v, double[][] out) {
        a.apply(v, out);
        tell(v.length);
    }

    private void tell(int more) {
        products = Math.min(products + more, columns());
        progress.report(products, columns());
    }

    @Override
    public String toString() { return a.toString(); }
}

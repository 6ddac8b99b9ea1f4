package org.hesse.oracle;

/** The losses of n outputs z, one a row, with constant targets. */
public final class Losses {
    private Losses() {}

    /** `1/(2n) Σ (z − y)²`. */
    public static Value mse(Value z, Value y) {
        Value e = z.minus(y);
        return e.dot(e).scale(0.5 / z.rows());
    }

    /** `1/n Σ softplus(z) − yz` on logits. */
    public static Value binaryCrossEntropy(Value z, Value y) {
        return Functions.softplus(z).minus(y.times(z)).sum().scale(1.0 / z.rows());
    }

    /** `1/n Σ_i logsumexp(z_i) − t_i·z_i`, the targets t with rows of sum 1: shifting z_i changes nothing. */
    public static Value softmaxCrossEntropy(Value z, Value t) {
        Value s = z.minus(Rows.maximum(z));
        Value logSum = Functions.log(Functions.exp(s).sumRows());
        return logSum.sum().minus(t.dot(s)).scale(1.0 / z.rows());
    }

    /** `1/n Σ cr − ½c²` of r = z − y, c being r cut off at ±δ. */
    static Value huber(double delta, Value z, Value y) {
        Value r = z.minus(y);
        Value c = Functions.clipped(delta, r);
        return c.dot(r).minus(c.dot(c).scale(0.5)).scale(1.0 / z.rows());
    }

    /** `(1−s)·onehot(y) + s/K`. */
    public static Matrix targets(double[] y, int classes, double smoothing) {
        return Matrix.of(y.length, classes,
                k -> (y[k / classes] == k % classes ? 1 - smoothing : 0) + smoothing / classes);
    }
}

package org.hesse.hessian.structure;

import org.hesse.engine.array.Array;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.Operator;
import org.hesse.hessian.Probes;

/**
 * G of softmax cross-entropy by classes, `G = G_class + G_cross + G_within + G_{c=c′}`, exact (Papyan, 2019; 2020).
 *
 * <p>`G = Σ_{i,c′} w_{ic′} δ_{ic′} δ_{ic′}ᵀ` with `w_{ic′} = p_{ic′}/n` and δ_{ic′} the gradient of example i at label
 * c′. With c the class of example i, and means weighted by w: δ_{cc′} over the examples of c, and δ_c over the c′ ≠ c,
 *
 * <pre>
 * G_class  = Σ_c w_c δ_c δ_cᵀ                               of rank at most C
 * G_cross  = Σ_{c, c′≠c} w_{cc′} (δ_{cc′} − δ_c)(…)ᵀ        of rank at most C(C − 2)
 * G_within = Σ_{i, c′≠c} w_{ic′} (δ_{ic′} − δ_{cc′})(…)ᵀ
 * G_{c=c′} = Σ_i w_{ic} δ_{ic} δ_{ic}ᵀ
 * </pre>
 *
 * <p>All vectors are `δ = Jᵀ(p_i − e_{c′})`, so each part is `JᵀBJ` and a product costs one forward and one reverse
 * sweep. Shares its curvature's sweeps: one thread at a time.
 *
 * @param classMeans G_class
 * @param crossClass G_cross
 * @param withinClass G_within
 * @param sameClass G_{c=c′}
 */
public record PapyanSplit(Operator classMeans, Operator crossClass, Operator withinClass, Operator sameClass) {
    private static final double TOLERANCE = 1e-10;
    private static final int PROBE = 1;

    /**
     * The split at a point.
     *
     * @param labels the class of each row of outputs, 0..K−1
     * @throws IllegalArgumentException if labels do not fit, or H_z is not that of softmax cross-entropy over all rows
     */
    public static PapyanSplit of(Curvature curvature, int... labels) {
        Array z = curvature.outputs();
        if (labels.length != z.rows())
            throw new IllegalArgumentException(
                    "papyan_split: " + labels.length + " labels for outputs of shape " + Array.text(z.shape()));
        for (int i = 0; i < labels.length; i++)
            if (labels[i] < 0 || labels[i] >= z.columns())
                throw new IllegalArgumentException("papyan_split: label " + i + " is " + labels[i]
                        + ", not one of 0.." + (z.columns() - 1));
        ClassMeans means = new ClassMeans(z, labels);
        check(curvature.lossHessian(), means);
        Operator j = curvature.jacobian();
        return new PapyanSplit(part(j, means, ClassMeans.Part.CLASS), part(j, means, ClassMeans.Part.CROSS),
                part(j, means, ClassMeans.Part.WITHIN), part(j, means, ClassMeans.Part.SAME));
    }

    private static Operator part(Operator j, ClassMeans means, ClassMeans.Part part) {
        return j.transposed().times(means.operator(part)).times(j);
    }

    /** H_z along a random direction: `p∘(u − ⟨p, u⟩)/n`, the sum of all four parts. */
    private static void check(Operator lossHessian, ClassMeans means) {
        double[] u = new double[lossHessian.rows()];
        Probes.gaussian(PROBE, 0, u);
        double[] known = lossHessian.apply(u);
        double[] sum = new double[u.length];
        for (ClassMeans.Part part : ClassMeans.Part.values()) {
            double[] term = means.operator(part).apply(u);
            for (int e = 0; e < sum.length; e++) sum[e] += term[e];
        }
        double largest = 0;
        for (double x : sum) largest = Math.max(largest, Math.abs(x));
        for (int e = 0; e < sum.length; e++)
            if (!(Math.abs(sum[e] - known[e]) <= TOLERANCE * largest))
                throw new IllegalArgumentException("papyan_split: the loss is no mean of softmax cross-entropy over all"
                        + " rows, entry " + e + " of a product of its H_z is " + known[e] + ", not " + sum[e]);
    }
}

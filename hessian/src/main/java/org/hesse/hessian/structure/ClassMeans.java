package org.hesse.hessian.structure;

import org.hesse.engine.array.Array;
import org.hesse.engine.array.Layout;
import org.hesse.engine.ops.Softmax;
import org.hesse.engine.tape.Tape;
import org.hesse.hessian.Operator;

/**
 * The four parts of `H_z = Σ_{i,c′} w_{ic′} (p_i − e_{c′})(p_i − e_{c′})ᵀ` in the space of outputs.
 *
 * <p>Along u let `α_{ic′} = ⟨p_i − e_{c′}, u_i⟩`, and α_{cc′}, α_c its weighted means. Every part is `Σ w_{ic′} β_{ic′}
 * (p_i − e_{c′})` with a β of its own, and these add up to α: the sums of squares of an analysis of variance. Immutable
 * and thread-safe.
 */
final class ClassMeans {
    enum Part {
        CLASS, CROSS, WITHIN, SAME
    }

    private final int classes;
    private final int[] labels;
    /** `p_{ic′}`, row by row. */
    private final double[] p;
    /** `w_{cc′}`. */
    private final double[][] weights;

    ClassMeans(Array z, int... labels) {
        this.labels = labels.clone();
        classes = z.columns();
        p = softmax(z);
        weights = new double[classes][classes];
        for (int i = 0; i < labels.length; i++)
            for (int k = 0; k < classes; k++) weights[labels[i]][k] += weight(i, k);
    }

    private static double[] softmax(Array z) {
        Tape tape = new Tape(Layout.builder().build(), new double[0], 0);
        return tape.apply(new Softmax(), tape.constant(z)).value().toArray();
    }

    private double weight(int i, int k) { return p[i * classes + k] / labels.length; }

    Operator operator(Part part) { return new OfPart(part); }

    private final class OfPart implements Operator {
        private final Part part;

        OfPart(Part part) { this.part = part; }

        @Override
        public int rows() { return p.length; }

        @Override
        public Operator transposed() { return this; }

        @Override
        public void apply(double[] u, double[] out) {
            checkApart(u, out);
            double[] alpha = alpha(u);
            double[][] means = new double[classes][classes];
            double[] mean = new double[classes];
            means(alpha, means, mean);
            for (int i = 0; i < labels.length; i++) row(i, alpha, means[labels[i]], mean[labels[i]], out);
        }

        /** `Σ_{c′} w β (p_i − e_{c′})`. */
        private void row(int i, double[] alpha, double[] means, double mean, double[] out) {
            double sum = 0;
            for (int k = 0; k < classes; k++) {
                double term = weight(i, k) * beta(k == labels[i], alpha[i * classes + k], means[k], mean);
                out[i * classes + k] = -term;
                sum += term;
            }
            for (int k = 0; k < classes; k++) out[i * classes + k] += sum * p[i * classes + k];
        }

        private double beta(boolean isSame, double alpha, double classMean, double mean) {
            if (isSame) return part == Part.SAME ? alpha : 0;
            return switch (part) {
                case CLASS -> mean;
                case CROSS -> classMean - mean;
                case WITHIN -> alpha - classMean;
                case SAME -> 0;
            };
        }

        @Override
        public String toString() { return "class_means " + part; }
    }

    /** `⟨p_i − e_{c′}, u_i⟩`. */
    private double[] alpha(double[] u) {
        double[] alpha = new double[u.length];
        for (int from = 0; from < u.length; from += classes) {
            double inner = 0;
            for (int e = from; e < from + classes; e++) inner += p[e] * u[e];
            for (int e = from; e < from + classes; e++) alpha[e] = inner - u[e];
        }
        return alpha;
    }

    /** α_{cc′}, and α_c over the other classes; 0 where there is no weight. */
    private void means(double[] alpha, double[][] means, double[] mean) {
        for (int i = 0; i < labels.length; i++)
            for (int k = 0; k < classes; k++) means[labels[i]][k] += weight(i, k) * alpha[i * classes + k];
        for (int c = 0; c < classes; c++) {
            double weight = 0;
            for (int k = 0; k < classes; k++) {
                if (k != c) mean[c] += means[c][k];
                if (k != c) weight += weights[c][k];
                means[c][k] = weights[c][k] == 0 ? 0 : means[c][k] / weights[c][k];
            }
            mean[c] = weight == 0 ? 0 : mean[c] / weight;
        }
    }
}

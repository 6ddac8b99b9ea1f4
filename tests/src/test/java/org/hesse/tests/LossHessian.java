package org.hesse.tests;

import java.util.Arrays;
import org.hesse.engine.op.Loss;
import org.hesse.engine.ops.BinaryCrossEntropy;
import org.hesse.engine.ops.Huber;
import org.hesse.engine.ops.Mse;

/** `H_z t` of the losses, written out row by row for n rows of three outputs. */
final class LossHessian {
    private static final int K = 3;

    private LossHessian() {}

    static double[] times(Loss loss, double[] z, double[] y, double[] t) {
        int n = z.length / K;
        double[] out = new double[z.length];
        for (int e = 0; e < z.length; e++) {
            if (loss instanceof Mse) out[e] = t[e] / n;
            else if (loss instanceof Huber huber) out[e] = Math.abs(z[e] - y[e]) <= huber.delta() ? t[e] / n : 0;
            else if (loss instanceof BinaryCrossEntropy) out[e] = logistic(z[e], t[e]) / n;
            else out[e] = softmax(e, z, t) / n;
        }
        return out;
    }

    /** σ(1 − σ) t. */
    private static double logistic(double z, double t) { return t / (1 + Math.exp(-z)) / (1 + Math.exp(z)); }

    /** Entry e of p∘(t − ⟨p, t⟩) in its row. */
    private static double softmax(int e, double[] z, double[] t) {
        int row = e / K * K;
        double sum = Arrays.stream(z, row, row + K).map(Math::exp).sum();
        double mean = 0;
        for (int i = row; i < row + K; i++) mean += Math.exp(z[i]) / sum * t[i];
        return Math.exp(z[e]) / sum * (t[e] - mean);
    }
}

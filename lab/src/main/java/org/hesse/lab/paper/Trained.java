package org.hesse.lab.paper;

import org.hesse.engine.array.Array;
import org.hesse.nn.train.Trainer;

/**
 * What became of a training run. Immutable, θ aside.
 *
 * @param theta the last one; after a divergence that before the step that diverged
 * @param message the outcome in words
 * @param steps that were taken
 * @param loss over the training set at θ, replaced labels and all; may be infinite or NaN after a divergence
 * @param trainAccuracy the share of training labels, replaced ones among them, that are met at θ
 * @param testAccuracy on clean labels
 */
public record Trained(double[] theta, Trainer.Outcome outcome, String message, int steps, double loss,
        double trainAccuracy, double testAccuracy) {
    public boolean diverged() { return outcome == Trainer.Outcome.DIVERGED; }

    /** As a trial keeps it: diverged (1 or 0), steps, loss, train_accuracy, test_accuracy; θ is not kept. */
    public Numbers numbers() {
        return new Numbers().put("diverged", diverged() ? 1 : 0).put("steps", steps).put("loss", loss)
                .put("train_accuracy", trainAccuracy).put("test_accuracy", testAccuracy);
    }

    /**
     * The share of rows whose largest output is the label's; a row with a NaN is not met.
     *
     * @param y class numbers, or rows whose largest number is that of the class
     */
    public static double accuracy(Array z, Array y) {
        int right = 0;
        for (int i = 0; i < z.rows(); i++) if (isLargest(z, i, label(y, i))) right++;
        return (double) right / z.rows();
    }

    private static int label(Array y, int row) {
        if (y.rank() == 1) return (int) y.get(row);
        int label = 0;
        while (!isLargest(y, row, label)) label++;
        return label;
    }

    private static boolean isLargest(Array z, int row, int label) {
        int at = row * z.columns();
        for (int k = 0; k < z.columns(); k++)
            // Of equals the first is the largest.
            if (!(k < label ? z.get(at + k) < z.get(at + label) : z.get(at + k) <= z.get(at + label))) return false;
        return true;
    }
}

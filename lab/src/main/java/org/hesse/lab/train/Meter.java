package org.hesse.lab.train;

import java.util.Map;
import java.util.function.Consumer;
import org.hesse.engine.array.Array;
import org.hesse.engine.objective.Objective;
import org.hesse.engine.objective.Progress;
import org.hesse.engine.ops.SoftmaxCrossEntropy;
import org.hesse.nn.Model;
import org.hesse.nn.file.Data;

/**
 * Loss and, of classes, accuracy of a model on one set of examples, by forward passes over a few of them at a time. As
 * thread-safe as its arrays are left alone.
 */
public final class Meter {
    private final Data data;
    private final int rows;
    private final Objective objective;
    private final boolean hasClasses;

    /**
     * Throws where there are more examples than that, and the model couples them or its loss is no mean over them.
     *
     * @param rows examples at a time, at most
     */
    public Meter(Model model, Data data, int rows) {
        this.data = data;
        objective = model.objective(data.x(), data.y(), rows);
        this.rows = Math.min(rows, data.rows());
        hasClasses = model.loss() instanceof SoftmaxCrossEntropy;
    }

    /** The same where examples can be cut; where not, all of them at a time, and `why` is told. */
    public static Meter cutting(Model model, Data data, int rows, Consumer<String> why) {
        try {
            return new Meter(model, data, rows);
        } catch (IllegalArgumentException e) {
            if (rows >= data.rows()) throw e;
            why.accept(e.getMessage());
            return new Meter(model, data, data.rows());
        }
    }

    /** Examples at a time. */
    public int rows() { return rows; }

    /** Of all examples. */
    public Objective objective() { return objective; }

    /** Puts `loss` and, for classes, `accuracy`, the share of labels that have the largest logit, behind a start. */
    public void measure(double[] theta, String start, Map<String, Double> into) {
        double[] loss = new double[1];
        int[] labels = new int[3];
        objective.forEach(theta, 0, Progress.NONE, (i, weight, point) -> {
            loss[0] += weight * point.loss();
            if (hasClasses) count(point.output().value(), labels);
        });
        into.put(start + "loss", loss[0]);
        if (hasClasses) into.put(start + "accuracy", (double) labels[1] / labels[2]);
    }

    /** @param labels how many were seen, how many of them were right, and how many were labels at all */
    private void count(Array z, int... labels) {
        int classes = z.columns();
        for (int i = 0; i < z.size() / classes; i++) {
            double label = data.y().get(labels[0]++);
            if (label == SoftmaxCrossEntropy.IGNORED) continue;
            labels[2]++;
            if (largest(z, i * classes, classes) == label) labels[1]++;
        }
    }

    private static int largest(Array z, int at, int classes) {
        int best = 0;
        for (int k = 1; k < classes; k++) if (z.get(at + k) > z.get(at + best)) best = k;
        return best;
    }
}

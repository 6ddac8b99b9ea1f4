package org.hesse.lab.digits;

import org.hesse.engine.array.Array;
import org.hesse.engine.objective.Objective;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.Split;
import org.hesse.hessian.Traces;
import org.hesse.nn.Model;
import org.hesse.nn.data.Dataset;

/** Measures a model at one θ after the other. Not thread-safe. */
final class Meter {
    private final Settings settings;
    private final Model model;
    private final Dataset.Split data;
    private final Objective training;

    Meter(Settings settings, Model model, Dataset.Split data) {
        this.settings = settings;
        this.model = model;
        this.data = data;
        this.training = model.objective(data.train().x(), data.train().y(), settings.microBatch());
    }

    /** Throws a NonFiniteException where the loss is infinite or NaN. */
    Measurement measure(double[] theta, int epoch, int step) {
        try (Curvature curvature = Curvature.at(training, theta)) {
            double[] u = curvature.gradient();
            double norm = norm(u);
            for (int i = 0; i < u.length && norm > 0; i++) u[i] /= norm;
            Split split = curvature.split(u);
            Array test = model.outputs(theta, data.test().x());
            return new Measurement(epoch, step, curvature.loss(), model.loss().value(test, data.test().y()),
                    accuracy(model.outputs(theta, data.train().x()), data.train().y()), accuracy(test, data.test().y()),
                    norm, traces(curvature, step), norm(split.gaussNewton()), norm(split.nme()));
        }
    }

    /** Fresh probes every time, so that the errors of two measurements are independent. */
    private Traces traces(Curvature curvature, int step) {
        return Traces.estimate(curvature, settings.probes(), settings.seed() + step);
    }

    /** The share of rows whose largest logit is the label's. */
    static double accuracy(Array z, Array y) {
        int right = 0;
        for (int i = 0; i < z.rows(); i++) if (largest(z, i) == y.get(i)) right++;
        return (double) right / z.rows();
    }

    private static int largest(Array z, int row) {
        int at = row * z.columns();
        int best = 0;
        for (int k = 1; k < z.columns(); k++) if (z.get(at + k) > z.get(at + best)) best = k;
        return best;
    }

    private static double norm(double[] v) {
        double sum = 0;
        for (double x : v) sum += x * x;
        return Math.sqrt(sum);
    }
}

package org.hesse.lab;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hesse.hessian.Curvature;
import org.hesse.lab.train.Meter;
import org.hesse.nn.train.Evaluation;

/**
 * What `hesse train` evaluates: losses and accuracies on both sets, and the curvature of the loss of all training
 * examples as far as it was asked for. Not thread-safe.
 *
 * @param test null if there is none
 */
record TrainEvaluation(Meter training, Meter test, Course course) implements Evaluation {
    @Override
    public Map<String, Double> at(int step, double[] theta) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        training.measure(theta, "", numbers);
        if (test != null) test.measure(theta, "test_", numbers);
        if (course.measures().isEmpty()) return numbers;
        try (Curvature curvature = Curvature.at(training.objective(), theta); Products bar = silent()) {
            course.at(curvature, bar).forEach(numbers::putIfAbsent);
        }
        return numbers;
    }

    /** The training has a bar of its own. */
    private static Products silent() {
        return new Products(new ProgressLine("", 1, new PrintWriter(Writer.nullWriter()), true));
    }
}

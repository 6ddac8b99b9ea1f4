package org.hesse.nn.train;

import java.util.Map;
import java.util.function.ObjIntConsumer;

/**
 * Any numbers of a run at one step, by name: a loss on other data, a trace, an eigenvalue. Called in the thread that
 * trains; it has no part in the training, whose bits are the same with it and without.
 */
@FunctionalInterface
public interface Evaluation {
    /**
     * The numbers at θ.
     *
     * @param step how many steps were taken
     * @param theta a copy
     */
    Map<String, Double> at(int step, double[] theta);

    /**
     * Evaluates after every n-th step of the run and after its last one; not before the first.
     *
     * @param theta what is trained
     * @param results take the numbers and their step
     */
    default TrainingListener every(int n, double[] theta, ObjIntConsumer<Map<String, Double>> results) {
        if (n < 1) throw new IllegalArgumentException("evaluation: every must be 1 or more, got " + n);
        return new TrainingListener() {
            @Override
            public boolean onStep(Progress progress) {
                int step = progress.step();
                if (step % n == 0 || step == progress.steps()) results.accept(at(step, theta.clone()), step);
                return true;
            }
        };
    }
}

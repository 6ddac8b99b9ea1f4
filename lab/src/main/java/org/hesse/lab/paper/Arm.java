package org.hesse.lab.paper;

import java.util.ArrayList;
import java.util.List;

/**
 * A method with an activation, at one strength: what a sweep trains once for every seed. Immutable.
 *
 * @param strength ρ or σ², 0 of {@link Method#SGD}
 */
record Arm(Method method, String activation, double strength) {
    /** Tells its trial of a seed from all others of the same task. */
    String key(String task, long seed) {
        return task + "/" + method.label() + "/" + activation + "/strength=" + strength + "/seed=" + seed;
    }

    /** Plain training. */
    static Arm sgd(String activation) { return new Arm(Method.SGD, activation, 0); }

    /** One at each strength. */
    static List<Arm> of(Method method, String activation, double... strengths) {
        List<Arm> arms = new ArrayList<>();
        for (double strength : strengths) arms.add(new Arm(method, activation, strength));
        return arms;
    }
}

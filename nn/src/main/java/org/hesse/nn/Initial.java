package org.hesse.nn;

import java.util.SplittableRandom;
import org.hesse.engine.array.Array;

/** Fills a new parameter. Implementations are stateless and thread-safe. */
@FunctionalInterface
public interface Initial {
    /** Biases, and the shifts of norm layers. */
    Initial ZERO = constant(0);

    /** The scales of norm layers. */
    Initial ONE = constant(1);

    /** Writes every number of `parameter`, which a layout placed in a new θ. */
    void fill(SplittableRandom random, Array parameter);

    /** N(0, 2/fanIn): keeps the second moment of activations through relu-like functions (He et al., 2015, eq. 10). */
    static Initial heNormal(int fanIn) {
        return normal(Math.sqrt(2.0 / fanIn));
    }

    /** N(0, deviation²). */
    static Initial normal(double deviation) {
        return (random, parameter) -> {
            for (int i = 0; i < parameter.size(); i++) parameter.set(i, deviation * random.nextGaussian());
        };
    }

    /** The same number everywhere. */
    static Initial constant(double value) {
        return (random, parameter) -> {
            for (int i = 0; i < parameter.size(); i++) parameter.set(i, value);
        };
    }
}

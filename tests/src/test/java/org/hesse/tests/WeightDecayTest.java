package org.hesse.tests;

import static org.hesse.tests.Vectors.assertClose;
import static org.hesse.tests.Vectors.dot;
import static org.hesse.tests.Vectors.largest;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.hesse.engine.objective.Batch;
import org.hesse.engine.objective.MicroBatches;
import org.hesse.engine.objective.Objective.Part;
import org.hesse.engine.objective.UpdateRule;
import org.hesse.engine.objective.WeightDecay;
import org.hesse.engine.ops.Gelu;
import org.hesse.engine.ops.SoftmaxCrossEntropy;
import org.hesse.hessian.Curvature;
import org.junit.jupiter.api.Test;

/** A penalty is a term of its own: it has a Hessian, and no part in G or N. */
class WeightDecayTest {
    private final Networks.Case c = Networks.of(new Gelu(), new SoftmaxCrossEntropy());
    private final Batch decay = WeightDecay.of(c.model().layout(), 0.25);

    @Test
    void closedForm() {
        try (Curvature curvature = Curvature.at(decay, c.theta())) {
            assertClose("R", 0.125 * dot(c.theta(), c.theta()), curvature.loss(), 1e-14, curvature.loss());
            assertArrayEquals(Networks.scaled(0.25, c.theta()), curvature.gradient());
            assertArrayEquals(Networks.scaled(0.25, c.v()), curvature.hessian().apply(c.v()));
        }
    }

    @Test
    void itBelongsToNeitherPart() {
        try (Curvature curvature = Curvature.at(decay, c.theta())) {
            assertThrows(IllegalStateException.class, () -> curvature.nme().apply(c.v()));
            assertThrows(IllegalStateException.class, () -> curvature.gaussNewton().apply(c.v()));
            assertThrows(IllegalStateException.class, () -> curvature.split(c.v()));
            assertThrows(IllegalStateException.class, () -> curvature.quadratic(c.v()));
        }
    }

    /** The penalized loss: its gradient and Hessian are sums, and the operators can be added as well. */
    @Test
    void addedToALoss() {
        MicroBatches sum = new MicroBatches(List.of(new Part(1, c.objective()), new Part(1, decay)));
        double[] g = new double[c.theta().length];
        double value = UpdateRule.GRADIENT.direction(sum, c.theta(), g);
        try (Curvature loss = Curvature.at(c.objective(), c.theta());
                Curvature penalty = Curvature.at(decay, c.theta());
                Curvature both = Curvature.at(sum, c.theta())) {
            assertEquals(loss.loss() + penalty.loss(), value);
            double[] expected = Vectors.plus(loss.gradient(), 1, penalty.gradient());
            assertClose("∇", expected, g, 1e-15, largest(expected));
            double[] h = loss.hessian().plus(penalty.hessian()).apply(c.v());
            assertClose("H", h, both.hessian().apply(c.v()), 1e-15, largest(h));
            assertClose("H + λI", h, loss.hessian().shift(0.25).apply(c.v()), 1e-15, largest(h));
            assertThrows(IllegalStateException.class, () -> both.nme().apply(c.v()));
        }
    }

    @Test
    void negativeOrEndlessDecayIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> WeightDecay.of(c.model().layout(), -1));
        assertThrows(IllegalArgumentException.class, () -> WeightDecay.of(c.model().layout(), Double.NaN));
    }
}

package org.hesse.lab.paper;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.hesse.engine.objective.Batch;
import org.hesse.engine.objective.Progress;
import org.hesse.engine.op.Elementwise;
import org.hesse.engine.ops.Gelu;
import org.hesse.engine.ops.Relu;
import org.hesse.engine.sweep.Channel;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.ExactDiagonal;
import org.hesse.hessian.Probes;
import org.hesse.hessian.Term;
import org.hesse.hessian.algebra.Vectors;
import org.hesse.nn.Model;
import org.hesse.nn.data.Dataset;
import org.junit.jupiter.api.Test;

class ExactTracePenaltyTest {
    private static final double SIGMA2 = 0.5;
    private static final double STEP = 1e-4;
    private final Setting setting = Tiny.SETTING.hidden(List.of(3));

    private Model model(Elementwise fn) { return setting.model(fn); }

    private Batch loss(Elementwise fn) {
        Dataset train = setting.data(1).train().first(10);
        return model(fn).objective(train.x(), train.y());
    }

    private double[] penalty(Elementwise fn, Channel third) {
        double[] theta = model(fn).initialize(1);
        double[] direction = new double[theta.length];
        double[] gradient = new double[theta.length];
        new ExactTracePenalty(third, SIGMA2).direction(loss(fn), theta, direction);
        loss(fn).gradient(theta, gradient);
        Vectors.add(-1, gradient, direction);
        return direction;
    }

    private double trace(Term term, double[] theta) {
        try (Curvature curvature = Curvature.at(loss(new Gelu()), theta)) {
            return ExactDiagonal.of(curvature, Progress.NONE).get(term).trace();
        }
    }

    /** `v·∇tr A = (tr A(θ + hv) − tr A(θ − hv))/2h + O(h²)`. */
    @Test
    void isTheGradientOfTheTrace() {
        double[] theta = model(new Gelu()).initialize(1);
        double[] v = new double[theta.length];
        Probes.gaussian(7, 0, v);
        for (Term term : List.of(Term.HESSIAN, Term.GAUSS_NEWTON)) {
            double[] plus = theta.clone();
            double[] minus = theta.clone();
            Vectors.add(STEP, v, plus);
            Vectors.add(-STEP, v, minus);
            double expected = SIGMA2 * (trace(term, plus) - trace(term, minus)) / (2 * STEP);
            double[] penalty = penalty(new Gelu(),
                    term == Term.HESSIAN ? Channel.THIRD : Channel.THIRD_GAUSS_NEWTON);
            assertEquals(expected, Vectors.dot(penalty, v), 1e-5 * Math.abs(expected), term.label());
        }
    }

    /** Where φ″ = 0, tr N is 0 all about θ: tr H and tr G have the same gradient. */
    @Test
    void ofReluTheTwoAreTheSame() {
        double[] hessian = penalty(new Relu(), Channel.THIRD);
        double[] gaussNewton = penalty(new Relu(), Channel.THIRD_GAUSS_NEWTON);
        assertArrayEquals(gaussNewton, hessian, 1e-12 * Vectors.norm(gaussNewton));
    }
}

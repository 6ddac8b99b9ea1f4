package org.hesse.tests;

import static org.hesse.tests.SharpnessRulesTest.direction;
import static org.hesse.tests.Vectors.assertClose;
import static org.hesse.tests.Vectors.dot;
import static org.hesse.tests.Vectors.largest;
import static org.hesse.tests.Vectors.plus;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.hesse.engine.array.Array;
import org.hesse.engine.objective.Objective;
import org.hesse.engine.objective.UpdateRule;
import org.hesse.engine.op.Elementwise;
import org.hesse.engine.ops.Gelu;
import org.hesse.engine.ops.LeakyRelu;
import org.hesse.engine.ops.Mse;
import org.hesse.engine.ops.Relu;
import org.hesse.engine.ops.SoftmaxCrossEntropy;
import org.hesse.engine.ops.Tanh;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.Operator;
import org.hesse.hessian.Probes;
import org.hesse.hessian.Quadratic;
import org.hesse.hessian.Term;
import org.hesse.hessian.estimate.Distribution;
import org.hesse.hessian.rule.TracePenalty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** `L + σ² mean_i ε_iᵀAε_i`: its gradient against differences of itself, reference values, and exact traces. */
class TracePenaltyTest {
    private static final double EXACT = 1e-12;
    private static final double DIFFERENCES = 1e-8;
    private static final double STRENGTH = 0.3;
    private static final List<Term> TERMS = List.of(Term.HESSIAN, Term.GAUSS_NEWTON, Term.NME);
    /** `√P e_i`: all of them have the mean zzᵀ = I, and the mean form is the trace. */
    private static final Distribution BASIS = (seed, probe, z) -> {
        Arrays.fill(z, 0);
        z[probe % z.length] = Math.sqrt(z.length);
    };

    private static ToDoubleFunction<double[]> penalized(Objective objective, Term term, double[]... epsilon) {
        return theta -> {
            try (Curvature curvature = Curvature.at(objective, theta)) {
                double mean = 0;
                for (Quadratic q : curvature.quadratics(epsilon)) mean += term.of(q) / epsilon.length;
                return curvature.loss() + STRENGTH * mean;
            }
        };
    }

    /** The first two steps, each with three probes of its own. */
    @ParameterizedTest
    @MethodSource("org.hesse.tests.GradientPenaltyTest#smooth")
    void isTheGradientOfThePenalizedLoss(Networks.Case c) {
        for (Term term : TERMS) {
            TracePenalty rule = new TracePenalty(term, STRENGTH, 3, 7);
            for (int step = 0; step < 2; step++) {
                double[][] epsilon = new double[3][c.theta().length];
                for (int i = 0; i < 3; i++) Probes.rademacher(7, 3 * step + i, epsilon[i]);
                double[] d = direction(rule, c.objective(), c.theta());
                double difference = Differences.along(penalized(c.objective(), term, epsilon), c.theta(), c.v(), 3e-4);
                double scale = Math.sqrt(dot(d, d) * dot(c.v(), c.v()));
                assertClose(term.label() + ", step " + step, difference, dot(d, c.v()), DIFFERENCES, scale);
            }
        }
    }

    /** Probe v of the reference: (d − g)/σ² is its `quadratic_gradient`. */
    @ParameterizedTest
    @MethodSource("org.hesse.tests.GoldenTest#cases")
    void agreesWithTheReferences(String name) throws IOException {
        Golden golden = Golden.load(name);
        Distribution v = (seed, probe, z) -> System.arraycopy(golden.direction(), 0, z, 0, z.length);
        double[] g = direction(UpdateRule.GRADIENT, golden.objective(), golden.theta());
        Map<String, Array> computed = new LinkedHashMap<>();
        double[] sum = new double[g.length];
        for (Term term : List.of(Term.GAUSS_NEWTON, Term.NME)) {
            double[] q = penalty(new TracePenalty(term, 1, 1, v, 0), golden, g);
            computed.putAll(golden.named("quadratic_gradient/" + term.label(), q));
            sum = plus(sum, 1, q);
        }
        assertEquals(2 * golden.layout().size(), golden.check(computed));
        double[] hessian = penalty(new TracePenalty(Term.HESSIAN, 1, 1, v, 0), golden, g);
        assertClose("H = G + N", sum, hessian, 1e-11, largest(sum));
    }

    private static double[] penalty(TracePenalty rule, Golden golden, double[] g) {
        return plus(direction(rule, golden.objective(), golden.theta()), -1, g);
    }

    /** P unit vectors, more than a sweep takes: the gradient of σ² tr A, the trace read off the matrix. */
    @Test
    void ofAllUnitVectorsIsThatOfTheTrace() {
        Networks.Case c = Networks.of(new Tanh(), new SoftmaxCrossEntropy());
        int p = c.theta().length;
        assertTrue(p > Operator.LANES && p % Operator.LANES != 0, "the last sweep is not full: " + p);
        for (Term term : TERMS) {
            double[] d = direction(new TracePenalty(term, STRENGTH, p, BASIS, 0), c.objective(), c.theta());
            ToDoubleFunction<double[]> penalized = theta -> lossAndTrace(c.objective(), theta, term);
            double scale = Math.sqrt(dot(d, d) * dot(c.v(), c.v()));
            assertClose(term.label(), Differences.along(penalized, c.theta(), c.v(), 3e-4), dot(d, c.v()), DIFFERENCES,
                    scale);
        }
    }

    private static double lossAndTrace(Objective objective, double[] theta, Term term) {
        try (Curvature curvature = Curvature.at(objective, theta)) {
            Array matrix = term.operator(curvature).dense();
            double trace = 0;
            for (int i = 0; i < theta.length; i++) trace += matrix.get(i * theta.length + i);
            return curvature.loss() + STRENGTH * trace;
        }
    }

    /** φ″ = 0: tr N is 0 around θ and its penalty nothing, to the bit; GELU's is as large as that of G. */
    @Test
    void theTraceOfNmeNeedsASecondDerivative() {
        for (Elementwise fn : List.of(new Relu(), new LeakyRelu(0.1))) {
            Networks.Case c = Networks.of(fn, new SoftmaxCrossEntropy());
            double[] g = direction(UpdateRule.GRADIENT, c.objective(), c.theta());
            assertArrayEquals(g, exact(c, Term.NME));
            double[] gaussNewton = exact(c, Term.GAUSS_NEWTON);
            assertFalse(Arrays.equals(g, gaussNewton));
            assertClose(fn.name(), gaussNewton, exact(c, Term.HESSIAN), EXACT, largest(gaussNewton));
        }
        Networks.Case c = Networks.of(new Gelu(), new SoftmaxCrossEntropy());
        double[] g = direction(UpdateRule.GRADIENT, c.objective(), c.theta());
        double nme = largest(plus(exact(c, Term.NME), -1, g));
        assertTrue(nme > 0.1 * largest(plus(exact(c, Term.GAUSS_NEWTON), -1, g)), "it shows: " + nme);
    }

    private static double[] exact(Networks.Case c, Term term) {
        return direction(new TracePenalty(term, STRENGTH, c.theta().length, BASIS, 0), c.objective(), c.theta());
    }

    /** Probe by probe, H's penalty is the sum of G's and N's. */
    @ParameterizedTest
    @MethodSource("org.hesse.tests.SharpnessRulesTest#cases")
    void penaltiesAddUp(Networks.Case c) {
        double[] g = direction(UpdateRule.GRADIENT, c.objective(), c.theta());
        double[][] d = new double[3][];
        for (int k = 0; k < 3; k++)
            d[k] = direction(new TracePenalty(TERMS.get(k), STRENGTH, 9, 3), c.objective(), c.theta());
        assertClose("H = G + N", plus(plus(d[1], 1, d[2]), -1, g), d[0], EXACT, largest(d[1]) + largest(d[2]));
    }

    /** The mean over steps tends to the exact gradient: within five standard errors along the exact penalty's. */
    @Test
    void probesAreFreshAndUnbiased() {
        Networks.Case c = Networks.of(new Tanh(), new Mse());
        double[] exact = exact(c, Term.HESSIAN);
        double[] penalty = plus(exact, -1, direction(UpdateRule.GRADIENT, c.objective(), c.theta()));
        TracePenalty rule = new TracePenalty(Term.HESSIAN, STRENGTH, 1, 11);
        int steps = 2000;
        double[] samples = new double[steps];
        for (int step = 0; step < steps; step++)
            samples[step] = dot(penalty, direction(rule, c.objective(), c.theta()));
        double mean = Arrays.stream(samples).average().orElseThrow();
        double variance = Arrays.stream(samples).map(x -> (x - mean) * (x - mean)).sum() / (steps - 1);
        double error = Math.sqrt(variance / steps);
        assertTrue(error > 0, "probes differ from step to step");
        assertEquals(dot(penalty, exact), mean, 5 * error);
        double effect = dot(penalty, penalty);
        assertTrue(5 * error < 0.3 * effect, "a factor of 0.7 or 1.3 would show: " + effect + " ± " + error);
    }
}

package org.hesse.tests;

import static org.hesse.tests.SharpnessRulesTest.direction;
import static org.hesse.tests.Vectors.assertClose;
import static org.hesse.tests.Vectors.dot;
import static org.hesse.tests.Vectors.largest;
import static org.hesse.tests.Vectors.plus;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.hesse.engine.array.Array;
import org.hesse.engine.objective.MicroBatches;
import org.hesse.engine.objective.Objective;
import org.hesse.engine.objective.Objective.Part;
import org.hesse.engine.objective.UpdateRule;
import org.hesse.engine.objective.WeightDecay;
import org.hesse.engine.op.Likelihood;
import org.hesse.engine.ops.Gelu;
import org.hesse.engine.ops.Mse;
import org.hesse.engine.ops.SoftmaxCrossEntropy;
import org.hesse.engine.ops.Tanh;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.Probes;
import org.hesse.hessian.Term;
import org.hesse.hessian.estimate.Distribution;
import org.hesse.hessian.rule.SampledGaussNewtonPenalty;
import org.hesse.hessian.rule.TracePenalty;
import org.hesse.nn.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** `σ² B‖ḡ_ŷ‖²` at drawn targets, and of which trace it is the gradient. */
class SampledPenaltyTest {
    private static final double EXACT = 1e-12;
    private static final double STRENGTH = 0.3;
    private static final long SEED = 17;

    /** Every likelihood; and tokens, of which two have no target. */
    static Stream<Networks.Case> likelihoods() {
        return Stream.concat(FisherTest.likelihoods().map(loss -> Networks.of(new Gelu(), loss)),
                Blocks.all().limit(1));
    }

    private static Array drawn(Networks.Case c, int step) {
        Array y = Array.of(c.y().toArray(), c.y().shape());
        SplittableRandom random = Probes.random(SEED, step);
        ((Likelihood) c.model().loss()).sample(c.model().outputs(c.theta(), c.x()), random::nextDouble, y);
        return y;
    }

    private static double[] penalty(UpdateRule rule, Networks.Case c) {
        double[] g = direction(UpdateRule.GRADIENT, c.objective(), c.theta());
        return plus(direction(rule, c.objective(), c.theta()), -1, g);
    }

    /** B = 8 examples, and 12 − 2 tokens. */
    @ParameterizedTest
    @MethodSource("likelihoods")
    void isTheFormulaAtTargetsOfSeedAndStep(Networks.Case c) {
        SampledGaussNewtonPenalty rule = new SampledGaussNewtonPenalty(STRENGTH, SEED);
        double size = c.x().dim(0) == 3 ? 10 : 8;
        for (int step = 0; step < 3; step++)
            try (Curvature at = Curvature.at(c.model().objective(c.x(), drawn(c, step)), c.theta())) {
                double[] product = at.hessian().apply(at.gradient());
                double[] expected = Networks.scaled(2 * STRENGTH * size, product);
                assertClose("step " + step, expected, penalty(rule, c), EXACT, largest(expected) + 1);
            }
    }

    /** With ŷ held fixed. */
    @ParameterizedTest
    @MethodSource("likelihoods")
    void isTheGradientOfTheSquaredNorm(Networks.Case c) {
        Objective at = c.model().objective(c.x(), drawn(c, 0));
        double size = c.x().dim(0) == 3 ? 10 : 8;
        double difference = Differences.along(theta -> {
            double[] g = direction(UpdateRule.GRADIENT, at, theta);
            return STRENGTH * size * dot(g, g);
        }, c.theta(), c.v(), 3e-4);
        double[] d = penalty(new SampledGaussNewtonPenalty(STRENGTH, SEED), c);
        double scale = Math.sqrt(dot(d, d) * dot(c.v(), c.v()));
        assertClose("along v", difference, dot(d, c.v()), 1e-8, scale);
    }

    /** ∇tr G by all unit vectors. */
    private static double[] traceGradient(Networks.Case c) {
        int p = c.theta().length;
        Distribution basis = (seed, probe, z) -> {
            Arrays.fill(z, 0);
            z[probe % p] = Math.sqrt(p);
        };
        return penalty(new TracePenalty(Term.GAUSS_NEWTON, 1, p, basis, 0), c);
    }

    private static double meanWithinFiveErrors(double expected, double... samples) {
        double mean = Arrays.stream(samples).average().orElseThrow();
        double variance = Arrays.stream(samples).map(x -> (x - mean) * (x - mean)).sum() / (samples.length - 1);
        double error = Math.sqrt(variance / samples.length);
        assertEquals(expected, mean, 5 * error);
        return error;
    }

    private static double[] samples(Networks.Case c, double[] along) {
        SampledGaussNewtonPenalty rule = new SampledGaussNewtonPenalty(1, SEED);
        double[] samples = new double[4000];
        for (int i = 0; i < samples.length; i++) samples[i] = dot(along, penalty(rule, c));
        return samples;
    }

    /** Squared error: 2B E[N_ŷ ḡ_ŷ] = ∇tr G, a factor 2 and B included; along ∇tr G itself. */
    @Test
    void ofSquaredErrorIsTheGradientOfTheTraceOnAverage() {
        Networks.Case c = Networks.of(Model.mlp(5, List.of(4), 3, new Tanh(), new Mse()), 6, 7);
        double[] gradient = traceGradient(c);
        double error = meanWithinFiveErrors(dot(gradient, gradient), samples(c, gradient));
        assertTrue(error < 0.1 * dot(gradient, gradient), "a missing 2 would show: " + error);
    }

    /** What the rule is on average for one example, `Σ_c p_c 2H_c g_c`, and what that lacks, `−Σ_c p_c‖g_c‖² g_c`. */
    private record Expected(double[] mean, double[] lacking) {
        static Expected of(Networks.Case c) {
            double[] z = c.model().outputs(c.theta(), c.x()).toArray();
            double all = Arrays.stream(z).map(Math::exp).sum();
            Expected e = new Expected(new double[c.theta().length], new double[c.theta().length]);
            for (int k = 0; k < z.length; k++) e = e.plusClass(c, k, Math.exp(z[k]) / all);
            return e;
        }

        private Expected plusClass(Networks.Case c, int k, double p) {
            try (Curvature at = Curvature.at(c.model().objective(c.x(), Array.of(new double[] {k}, 1)), c.theta())) {
                double[] g = at.gradient();
                return new Expected(plus(mean, 2 * p, at.hessian().apply(g)), plus(lacking, -p * dot(g, g), g));
            }
        }
    }

    /** Cross-entropy: `tr G = Σ_c p_c‖g_c‖²` and ∇p_c = −p_c g_c; the rule has the first term of the product rule. */
    @Test
    void ofCrossEntropyItLacksTheTermThroughTheProbabilities() {
        Networks.Case c = Networks.of(Model.mlp(5, List.of(4), 3, new Gelu(), new SoftmaxCrossEntropy()), 1, 8);
        Expected e = Expected.of(c);
        double[] trace = traceGradient(c);
        assertClose("∇tr G", plus(e.mean, 1, e.lacking), trace, EXACT, largest(e.mean) + largest(e.lacking));
        double error = meanWithinFiveErrors(dot(e.mean, e.lacking), samples(c, e.lacking));
        // ∇tr G along it: outside of them.
        double gap = dot(e.lacking, e.lacking);
        assertTrue(gap > 5 * error, "∇tr G is " + gap + " from the mean, the error " + error);
        double cosine = dot(e.mean, trace) / Math.sqrt(dot(e.mean, e.mean) * dot(trace, trace));
        System.out.println("mean of the label-sampled penalty and ∇tr G: cosine " + cosine);
    }

    /** Softmax regression: H_c = G for every class and Σ_c p_c g_c = 0, so the mean is 0; tr G has a gradient. */
    @Test
    void ofSoftmaxRegressionItIsNothingOnAverage() {
        Networks.Case c = Networks.of(Model.mlp(5, List.of(), 3, new Gelu(), new SoftmaxCrossEntropy()), 1, 8);
        Expected e = Expected.of(c);
        double scale = largest(e.lacking);
        assertTrue(scale > 0.01, "tr G has a gradient: " + scale);
        assertClose("mean", new double[c.theta().length], e.mean, EXACT, scale);
        assertClose("∇tr G", e.lacking, traceGradient(c), EXACT, scale);
    }

    @Test
    void partsAreAMeanOverExamplesOrRefused() {
        Networks.Case c = Networks.of(new Gelu(), new SoftmaxCrossEntropy());
        SampledGaussNewtonPenalty rule = new SampledGaussNewtonPenalty(1, SEED);
        Objective equal = new MicroBatches(List.of(new Part(0.5, c.model().objective(c.x().slice(0, 3),
                c.y().slice(0, 3))), new Part(0.5, c.model().objective(c.x().slice(3, 8), c.y().slice(3, 8)))));
        assertEquals("sampled_gauss_newton_penalty: part 0 has 3.0 of 8.0 examples and the weight 0.5, the loss is no "
                + "mean over them", message(rule, equal, c));
        Objective decayed = new MicroBatches(List.of(new Part(1, c.objective()),
                new Part(1, WeightDecay.of(c.model().layout(), 0.1))));
        assertEquals("sampled_gauss_newton_penalty: the loss scale is no log likelihood of the outputs, targets cannot"
                + " be drawn from the model", message(rule, decayed, c));
        Networks.Case smoothed = Networks.of(new Gelu(), new SoftmaxCrossEntropy(0.1));
        assertEquals("sampled_gauss_newton_penalty: the loss softmax_cross_entropy is no log likelihood of the outputs,"
                + " targets cannot be drawn from the model", message(rule, smoothed.objective(), smoothed));
    }

    private static String message(UpdateRule rule, Objective objective, Networks.Case c) {
        return assertThrows(IllegalArgumentException.class, () -> direction(rule, objective, c.theta())).getMessage();
    }
}

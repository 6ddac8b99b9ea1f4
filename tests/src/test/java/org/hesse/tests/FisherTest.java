package org.hesse.tests;

import static org.hesse.tests.Vectors.assertClose;
import static org.hesse.tests.Vectors.dot;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.hesse.engine.array.Array;
import org.hesse.engine.objective.MicroBatches;
import org.hesse.engine.objective.Objective;
import org.hesse.engine.op.Loss;
import org.hesse.engine.ops.BinaryCrossEntropy;
import org.hesse.engine.ops.Gelu;
import org.hesse.engine.ops.Huber;
import org.hesse.engine.ops.Mse;
import org.hesse.engine.ops.SoftTargetCrossEntropy;
import org.hesse.engine.ops.SoftmaxCrossEntropy;
import org.hesse.engine.ops.Tanh;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.Estimate;
import org.hesse.hessian.Operator;
import org.hesse.hessian.PerExample;
import org.hesse.nn.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Fisher matrices against outer products of gradients that are taken example by example. */
class FisherTest {
    private static final double EXACT = 1e-12;

    static Stream<Loss> likelihoods() {
        return Stream.of(new SoftmaxCrossEntropy(), new Mse(), new BinaryCrossEntropy(), new SoftTargetCrossEntropy());
    }

    /** ∇ℓ_i from a batch of example i alone. */
    private static double[][] naive(Networks.Case c) {
        double[][] g = new double[c.x().dim(0)][];
        for (int i = 0; i < g.length; i++)
            try (Curvature one = Curvature.at(c.model().objective(c.x().slice(i, i + 1), c.y().slice(i, i + 1)),
                    c.theta())) {
                        g[i] = one.gradient();
                    }
        return g;
    }

    @ParameterizedTest
    @MethodSource("org.hesse.tests.Networks#all")
    void gradientsOfExamples(Networks.Case c) {
        double[][] naive = naive(c);
        Array whole = PerExample.gradients(c.objective(), c.theta());
        Array cut = PerExample.gradients(c.model().objective(c.x(), c.y(), 3), c.theta());
        for (int i = 0; i < naive.length; i++) {
            double scale = Vectors.largest(naive[i]);
            assertClose("example " + i, naive[i], whole.slice(i, i + 1).toArray(), EXACT, scale);
            assertClose("of parts, example " + i, naive[i], cut.slice(i, i + 1).toArray(), EXACT, scale);
        }
    }

    @ParameterizedTest
    @MethodSource("org.hesse.tests.Networks#all")
    void empiricalFisherIsTheMeanOfOuterProducts(Networks.Case c) {
        double[] expected = new double[c.theta().length];
        double[][] naive = naive(c);
        for (double[] g : naive) expected = Vectors.plus(expected, dot(g, c.v()) / naive.length, g);
        double scale = Vectors.largest(expected);
        try (Curvature whole = Curvature.at(c.objective(), c.theta());
                Curvature cut = Curvature.at(c.model().objective(c.x(), c.y(), 3), c.theta())) {
            assertClose("F v", expected, whole.empiricalFisher().apply(c.v()), EXACT, scale);
            assertClose("F v of parts", expected, cut.empiricalFisher().apply(c.v()), EXACT, scale);
        }
    }

    /** Over all seeds its mean is G: the form vᵀFv within five standard errors, and repeatable. */
    @ParameterizedTest
    @MethodSource("likelihoods")
    void monteCarloFisherIsGaussNewtonOnAverage(Loss loss) {
        Networks.Case c = Networks.of(Model.mlp(5, List.of(4), 3, new Tanh(), loss), 6, 7);
        int seeds = 1500;
        double[] forms = new double[seeds];
        try (Curvature curvature = Curvature.at(c.objective(), c.theta())) {
            for (int s = 0; s < seeds; s++) forms[s] = dot(c.v(), curvature.monteCarloFisher(2, s).apply(c.v()));
            double mean = Arrays.stream(forms).average().orElseThrow();
            double variance = Arrays.stream(forms).map(f -> (f - mean) * (f - mean)).sum() / (seeds - 1);
            double error = Math.sqrt(variance / seeds);
            double form = curvature.quadratic(c.v()).gaussNewton();
            System.out.println(loss.name() + ": vᵀGv = " + form + ", mean of " + seeds + " " + mean + " ± " + error);
            assertEquals(form, mean, 5 * error);
            assertTrue(error < 0.1 * form, "the bound means something");
            assertEquals(forms[3], dot(c.v(), curvature.monteCarloFisher(2, 3).apply(c.v())));
            assertFalse(forms[3] == forms[4], "another seed, other targets");
        }
    }

    /** Tokens without a target, whole and cut; parts that weigh more than their examples; one that weighs nothing. */
    static Stream<Arguments> unevenlyCounted() {
        Networks.Case tokens = Blocks.all().findFirst().orElseThrow();
        Networks.Case c = Networks.of(Model.mlp(5, List.of(4), 3, new Tanh(), new SoftmaxCrossEntropy()), 6, 7);
        return Stream.of(Arguments.of("tokens", tokens, tokens.objective()),
                Arguments.of("tokens cut", tokens, tokens.model().objective(tokens.x(), tokens.y(), 1)),
                Arguments.of("unequal parts", c, parts(c, 0.7, 0.5)), Arguments.of("one part", c, parts(c, 0, 0.5)));
    }

    /** 2 and 4 examples of 6. */
    private static Objective parts(Networks.Case c, double first, double second) {
        return new MicroBatches(
                List.of(new Objective.Part(first, c.model().objective(c.x().slice(0, 2), c.y().slice(0, 2))),
                        new Objective.Part(second, c.model().objective(c.x().slice(2, 6), c.y().slice(2, 6)))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unevenlyCounted")
    void whatCountsMoreOrLessIsWeightedAsInTheLoss(String what, Networks.Case c, Objective objective) {
        double[] forms = new double[400];
        try (Curvature curvature = Curvature.at(objective, c.theta())) {
            for (int s = 0; s < forms.length; s++)
                forms[s] = dot(c.v(), curvature.monteCarloFisher(4, s).apply(c.v()));
            Estimate mean = Estimate.mean(forms, 0);
            double form = curvature.quadratic(c.v()).gaussNewton();
            assertEquals(form, mean.estimate(), 5 * mean.standardError());
            assertTrue(5 * mean.standardError() < 0.15 * form, "10 of 12 tokens for 3 examples would show");
        }
    }

    @Test
    void aPartOfNegativeWeightHasNoFisher() {
        Networks.Case c = Networks.of(Model.mlp(5, List.of(4), 3, new Tanh(), new SoftmaxCrossEntropy()), 6, 7);
        try (Curvature curvature = Curvature.at(parts(c, 1, -0.5), c.theta())) {
            String message = assertThrows(IllegalArgumentException.class, () -> curvature.monteCarloFisher(1, 0))
                    .getMessage();
            assertEquals("monte_carlo_fisher: part 1 has the weight -0.5, no mean of squares is its G", message);
        }
    }

    /** All 3 classes of one example, by their probabilities: E g gᵀ = G exactly. */
    @Test
    void expectationOverAllClassesIsGaussNewton() {
        Networks.Case c = Networks.of(Model.mlp(5, List.of(4), 3, new Gelu(), new SoftmaxCrossEntropy()), 1, 8);
        try (Curvature curvature = Curvature.at(c.objective(), c.theta())) {
            double[] z = curvature.outputs().toArray();
            double all = Arrays.stream(z).map(Math::exp).sum();
            double[] expected = new double[c.theta().length];
            for (int k = 0; k < 3; k++)
                try (Curvature at = Curvature.at(c.model().objective(c.x(), Array.of(new double[] {k}, 1)),
                        c.theta())) {
                            double[] fv = at.empiricalFisher().apply(c.v());
                            expected = Vectors.plus(expected, Math.exp(z[k]) / all, fv);
                        }
            double[] gv = curvature.gaussNewton().apply(c.v());
            assertClose("Gv", gv, expected, EXACT, Vectors.largest(gv));
        }
    }

    @Test
    void lossesThatAreNoLikelihoodsAreRefused() {
        for (Loss loss : List.of(new Huber(1), new SoftmaxCrossEntropy(0.1))) {
            Networks.Case c = Networks.of(new Gelu(), loss);
            try (Curvature curvature = Curvature.at(c.objective(), c.theta())) {
                String message = assertThrows(IllegalArgumentException.class,
                        () -> curvature.monteCarloFisher(1, 0)).getMessage();
                assertEquals("monte_carlo_fisher: the loss " + loss.name()
                        + " is no log likelihood of the outputs, targets cannot be drawn from the model", message);
            }
        }
    }

    /** vᵀG_iv and vᵀN_iv against curvature of each example alone. */
    @ParameterizedTest
    @MethodSource("org.hesse.tests.Networks#all")
    void quadraticFormsOfExamples(Networks.Case c) {
        PerExample forms = PerExample.at(c.objective(), c.theta(), c.v());
        PerExample cut = PerExample.at(c.model().objective(c.x(), c.y(), 3), c.theta(), c.v());
        double g = 0;
        double n = 0;
        for (int i = 0; i < forms.examples(); i++) {
            try (Curvature one = Curvature.at(c.model().objective(c.x().slice(i, i + 1), c.y().slice(i, i + 1)),
                    c.theta())) {
                var q = one.quadratic(c.v());
                double scale = q.gaussNewton() + Math.abs(q.nmeActivation()) + Math.abs(q.nmeCoupling());
                assertClose("vᵀG_iv", q.gaussNewton(), forms.gaussNewton()[i], EXACT, scale);
                assertClose("vᵀN_iv", q.nme(), forms.nme()[i], EXACT, scale);
                assertClose("vᵀH_iv", q.hessian(), forms.hessian(i), EXACT, scale);
                assertClose("of parts", q.nme(), cut.nme()[i], EXACT, scale);
            }
            g += forms.gaussNewton()[i] / forms.examples();
            n += forms.nme()[i] / forms.examples();
        }
        try (Curvature curvature = Curvature.at(c.objective(), c.theta())) {
            assertClose("mean of G", curvature.quadratic(c.v()).gaussNewton(), g, EXACT, g);
            assertClose("mean of N", curvature.quadratic(c.v()).nme(), n, EXACT, g + Math.abs(n));
        }
    }

    /** `1/n Σ_i g_i (g_i·v)` over the rows of g. */
    private static double[] outerProducts(Array g, double[] v) {
        double[] sum = new double[v.length];
        for (int i = 0; i < g.rows(); i++) {
            double[] row = g.slice(i, i + 1).toArray();
            sum = Vectors.plus(sum, dot(row, v) / g.rows(), row);
        }
        return sum;
    }

    /** Batch statistics couple examples; their forms still add up to the whole. */
    @ParameterizedTest
    @MethodSource("org.hesse.tests.Blocks#all")
    void coupledExamplesAddUp(Networks.Case c) {
        PerExample forms = PerExample.at(c.objective(), c.theta(), c.v());
        try (Curvature curvature = Curvature.at(c.objective(), c.theta())) {
            var q = curvature.quadratic(c.v());
            double scale = q.gaussNewton() + Math.abs(q.nmeActivation()) + Math.abs(q.nmeCoupling());
            double n = forms.examples();
            assertClose("G", n * q.gaussNewton(), Arrays.stream(forms.gaussNewton()).sum(), EXACT, n * scale);
            assertClose("N", n * q.nme(), Arrays.stream(forms.nme()).sum(), EXACT, n * scale);
            Operator fisher = curvature.empiricalFisher();
            double[] fv = fisher.apply(c.v());
            double[] fu = fisher.apply(c.u());
            double size = Math.sqrt(dot(c.u(), c.u()) * dot(fv, fv)) + Math.sqrt(dot(c.v(), c.v()) * dot(fu, fu));
            assertClose("⟨u, Fv⟩ = ⟨v, Fu⟩", dot(c.u(), fv), dot(c.v(), fu), EXACT, size);
            double[] expected = outerProducts(PerExample.gradients(c.objective(), c.theta()), c.v());
            assertTrue(Vectors.largest(expected) > 0);
            assertClose("Fv", expected, fv, EXACT, Vectors.largest(expected));
        }
    }
}

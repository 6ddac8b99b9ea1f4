package org.hesse.tests;

import static org.hesse.tests.Vectors.assertClose;
import static org.hesse.tests.Vectors.dot;
import static org.hesse.tests.Vectors.largest;
import static org.hesse.tests.Vectors.plus;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hesse.engine.array.Selection;
import org.hesse.engine.objective.Objective;
import org.hesse.engine.objective.UpdateRule;
import org.hesse.engine.ops.Gelu;
import org.hesse.engine.ops.Mse;
import org.hesse.engine.ops.Relu;
import org.hesse.engine.ops.SoftmaxCrossEntropy;
import org.hesse.engine.ops.Tanh;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.Probes;
import org.hesse.hessian.Term;
import org.hesse.hessian.rule.Asam;
import org.hesse.hessian.rule.Gnp;
import org.hesse.hessian.rule.GradientPenalty;
import org.hesse.hessian.rule.Gsam;
import org.hesse.hessian.rule.Sam;
import org.hesse.hessian.rule.SampledGaussNewtonPenalty;
import org.hesse.hessian.rule.TracePenalty;
import org.hesse.hessian.rule.Usam;
import org.hesse.hessian.rule.WeightNoise;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Update rules on networks against their formulas, written with gradients alone, and against each other. */
class SharpnessRulesTest {
    private static final double EXACT = 1e-12;
    private static final double RHO = 0.3;

    /** Batch statistics, attention and masks among them. */
    static Stream<Networks.Case> cases() {
        return Stream.concat(Blocks.all(), Stream.of(Networks.of(new Gelu(), new SoftmaxCrossEntropy()),
                Networks.of(new Relu(), new Mse()), Networks.ofImages(new Tanh(), new SoftmaxCrossEntropy())));
    }

    /** New ones each time: some count steps. */
    static Stream<Supplier<UpdateRule>> rules() {
        return Stream.of(() -> new Sam(RHO), () -> new Usam(RHO), () -> new Gnp(RHO, 0.1), () -> new Asam(RHO),
                () -> new Gsam(RHO, 0.5), () -> GradientPenalty.psam(RHO),
                () -> GradientPenalty.pusam(RHO, Term.GAUSS_NEWTON, Term.NME_COUPLING),
                () -> new WeightNoise(0.01, 5), () -> new TracePenalty(Term.HESSIAN, RHO, 2, 5),
                () -> new TracePenalty(Term.GAUSS_NEWTON, RHO, 9, 5), () -> new TracePenalty(Term.NME, RHO, 1, 5),
                () -> new SampledGaussNewtonPenalty(RHO, 5));
    }

    static double[] direction(UpdateRule rule, Objective objective, double[] theta) {
        double[] direction = new double[theta.length];
        Arrays.fill(direction, Double.NaN);
        rule.direction(objective, theta, direction);
        return direction;
    }

    private static double[] gradient(Networks.Case c, double[] theta) {
        return direction(UpdateRule.GRADIENT, c.objective(), theta);
    }

    private static double norm(double[] x) { return Math.sqrt(dot(x, x)); }

    private static void assertSame(String what, double[] expected, double[] actual) {
        assertClose(what, expected, actual, EXACT, largest(expected));
    }

    /** Batch statistics of the second gradient are those of a batch recorded at its θ. */
    @ParameterizedTest
    @MethodSource("cases")
    void formulasOfTwoGradients(Networks.Case c) {
        double[] g = gradient(c, c.theta());
        double[] ascended = gradient(c, plus(c.theta(), RHO / norm(g), g));
        assertSame("sam", ascended, direction(new Sam(RHO), c.objective(), c.theta()));
        assertSame("usam", gradient(c, plus(c.theta(), RHO, g)), direction(new Usam(RHO), c.objective(), c.theta()));

        double[] near = gradient(c, plus(c.theta(), 0.1 / norm(g), g));
        double[] gnp = plus(g, RHO / 0.1, plus(near, -1, g));
        assertSame("gnp", gnp, direction(new Gnp(RHO, 0.1), c.objective(), c.theta()));

        double[] orthogonal = plus(g, -dot(g, ascended) / dot(ascended, ascended), ascended);
        assertClose("orthogonal", 0, dot(orthogonal, ascended), EXACT, dot(g, g));
        assertSame("gsam", plus(ascended, -0.5, orthogonal), direction(new Gsam(RHO, 0.5), c.objective(), c.theta()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void adaptiveSam(Networks.Case c) {
        double[] g = gradient(c, c.theta());
        double[] tg = g.clone();
        double[] ttg = g.clone();
        for (int i = 0; i < g.length; i++) {
            double t = Math.abs(c.theta()[i]) + 0.02;
            tg[i] *= t;
            ttg[i] *= t * t;
        }
        assertSame("asam", gradient(c, plus(c.theta(), RHO / norm(tg), ttg)),
                direction(new Asam(RHO, 0.02), c.objective(), c.theta()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void noiseIsTheGradientAtAnotherPoint(Networks.Case c) {
        WeightNoise rule = new WeightNoise(0.04, 9);
        double[] epsilon = new double[c.theta().length];
        double[] before = null;
        for (int step = 0; step < 3; step++) {
            Probes.gaussian(9, step, epsilon);
            double[] d = direction(rule, c.objective(), c.theta());
            assertSame("step " + step, gradient(c, plus(c.theta(), 0.2, epsilon)), d);
            assertTrue(!Arrays.equals(before, d), "new noise at every step");
            before = d;
        }
    }

    /** s = ρ is SAM to the bit; s → 0 is PSAM, and the error of a one-sided difference halves with s. */
    @Test
    void gnpIsBetweenSamAndPsam() {
        Networks.Case c = Networks.of(new Gelu(), new SoftmaxCrossEntropy());
        assertArrayEquals(direction(new Sam(RHO), c.objective(), c.theta()),
                direction(new Gnp(RHO, RHO), c.objective(), c.theta()));
        double[] psam = direction(GradientPenalty.psam(RHO), c.objective(), c.theta());
        double before = Double.NaN;
        for (double s = 1e-2; s > 1e-4; s /= 2) {
            double error = norm(plus(psam, -1, direction(new Gnp(RHO, s), c.objective(), c.theta())));
            if (!Double.isNaN(before)) assertEquals(2, before / error, 0.05, "s = " + s);
            before = error;
        }
        assertTrue(before < 1e-3 * norm(psam), "error at the end " + before);
    }

    /** USAM(ρ) = g + ρHg + O(ρ²) = PUSAM(ρ/2) + O(ρ²), and at equal ρ they differ in first order. */
    @Test
    void usamIsPusamOfHalfTheStrength() {
        Networks.Case c = Networks.of(new Tanh(), new Mse());
        double[] gaps = new double[2];
        double[] gapsAtEqual = new double[2];
        for (int i = 0; i < 2; i++) {
            double rho = 1e-3 / (1 + i);
            double[] usam = direction(new Usam(rho), c.objective(), c.theta());
            gaps[i] = norm(plus(usam, -1, direction(GradientPenalty.pusam(rho / 2), c.objective(), c.theta())));
            gapsAtEqual[i] = norm(plus(usam, -1, direction(GradientPenalty.pusam(rho), c.objective(), c.theta())));
        }
        assertEquals(4, gaps[0] / gaps[1], 0.05);
        assertEquals(2, gapsAtEqual[0] / gapsAtEqual[1], 0.05);
    }

    /** SAM(ρ) = PSAM(ρ) + O(ρ²) where L is smooth. */
    @Test
    void samIsPsamToFirstOrder() {
        Networks.Case c = Networks.of(new Gelu(), new SoftmaxCrossEntropy());
        double[] gaps = new double[2];
        for (int i = 0; i < 2; i++) {
            double rho = 1e-3 / (1 + i);
            gaps[i] = norm(plus(direction(new Sam(rho), c.objective(), c.theta()), -1,
                    direction(GradientPenalty.psam(rho), c.objective(), c.theta())));
        }
        assertEquals(4, gaps[0] / gaps[1], 0.05);
    }

    /** Unequal parts, weighted by their shares, are the whole; drawn noise, probes and targets are the same too. */
    @ParameterizedTest
    @MethodSource("rules")
    void microBatchesAreTheWhole(Supplier<UpdateRule> rule) {
        for (Networks.Case c : List.of(Networks.of(new Gelu(), new SoftmaxCrossEntropy()),
                Networks.of(new Tanh(), new Mse()))) {
            double[] expected = direction(rule.get(), c.objective(), c.theta());
            double[] parts = direction(rule.get(), c.model().objective(c.x(), c.y(), 3), c.theta());
            assertSame(rule.get().toString(), expected, parts);
        }
    }

    /** The loss is that at θ, θ and the data stay, and a second rule of the same settings gives the same bits. */
    @ParameterizedTest
    @MethodSource("rules")
    void leavesEverythingAsItWas(Supplier<UpdateRule> rule) {
        Networks.Case c = Networks.of(new Gelu(), new SoftmaxCrossEntropy());
        double[] theta = c.theta().clone();
        double[] x = c.x().toArray();
        double[] y = c.y().toArray();
        double[] d = new double[theta.length];
        double loss = rule.get().direction(c.objective(), theta, d);
        try (Curvature curvature = Curvature.at(c.objective(), theta)) {
            assertEquals(curvature.loss(), loss);
        }
        assertArrayEquals(c.theta(), theta);
        assertArrayEquals(c.x().toArray(), x);
        assertArrayEquals(c.y().toArray(), y);
        assertArrayEquals(d, direction(rule.get(), c.objective(), theta));
    }

    /** Frozen parameters belong to no norm, no probe and no direction: the rule is that of a smaller θ. */
    @Test
    void frozenParametersAreNoneOfItsBusiness() {
        Networks.Case c = Networks.of(new Gelu(), new SoftmaxCrossEntropy());
        Selection last = c.model().layout().select("out.*");
        Objective part = c.objective().select(last, c.theta());
        double[] theta = last.gather(c.theta());
        double[] g = direction(UpdateRule.GRADIENT, part, theta);
        double[] d = direction(GradientPenalty.psam(RHO), part, theta);
        try (Curvature curvature = Curvature.at(part, theta)) {
            assertSame("psam", plus(g, RHO / norm(g), curvature.hessian().apply(g)), d);
        }
        // N of the last layer alone is zero: z is linear in it.
        assertSame("by gauss_newton", d, direction(GradientPenalty.psam(RHO, Term.GAUSS_NEWTON), part, theta));
    }
}

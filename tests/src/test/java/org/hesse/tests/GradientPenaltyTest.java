package org.hesse.tests;

import static org.hesse.tests.SharpnessRulesTest.direction;
import static org.hesse.tests.Vectors.assertClose;
import static org.hesse.tests.Vectors.dot;
import static org.hesse.tests.Vectors.largest;
import static org.hesse.tests.Vectors.plus;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.hesse.engine.objective.Objective;
import org.hesse.engine.objective.UpdateRule;
import org.hesse.engine.objective.WeightDecay;
import org.hesse.engine.op.Elementwise;
import org.hesse.engine.ops.Elu;
import org.hesse.engine.ops.Gelu;
import org.hesse.engine.ops.LeakyRelu;
import org.hesse.engine.ops.Relu;
import org.hesse.engine.ops.Softplus;
import org.hesse.engine.ops.SoftmaxCrossEntropy;
import org.hesse.engine.ops.Tanh;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.Term;
import org.hesse.hessian.rule.GradientPenalty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** `L + ρ‖∇L‖ᵖ`: its gradient against differences of itself, and term by term against products. */
class GradientPenaltyTest {
    private static final double EXACT = 1e-12;
    private static final double DIFFERENCES = 1e-8;
    private static final double RHO = 0.3;

    /** Smooth ones with every loss, and norm layers, attention and tied weights. */
    static Stream<Networks.Case> smooth() {
        Stream<Networks.Case> plain = Stream.of(new Gelu(), new Tanh(), new Softplus()).flatMap(
                fn -> Networks.LOSSES.stream().filter(loss -> !loss.name().equals("huber"))
                        .map(loss -> Networks.of(fn, loss)));
        return Stream.concat(plain, Blocks.all());
    }

    private static ToDoubleFunction<double[]> penalized(Objective objective, double power) {
        return theta -> {
            double[] g = new double[theta.length];
            double loss = objective.gradient(theta, g);
            return loss + RHO * Math.pow(dot(g, g) + 1e-20, power / 2);
        };
    }

    @ParameterizedTest
    @MethodSource("smooth")
    void isTheGradientOfThePenalizedLoss(Networks.Case c) {
        for (double power : new double[] {0.5, 1, 2, 3}) {
            GradientPenalty rule = new GradientPenalty(RHO, power, EnumSet.of(Term.HESSIAN));
            double[] d = direction(rule, c.objective(), c.theta());
            double scale = Math.sqrt(dot(d, d) * dot(c.v(), c.v()));
            for (double[] w : List.of(c.u(), c.v()))
                assertClose("power " + power, Differences.along(penalized(c.objective(), power), c.theta(), w, 3e-4),
                        dot(d, w), DIFFERENCES, scale);
        }
    }

    /** A step at the kinks' resolution would see them: smaller, and elu's φ″ is continuous everywhere but at 0. */
    @Test
    void isItForFunctionsWithKinksToo() {
        for (Elementwise fn : List.of(new Relu(), new LeakyRelu(0.1), new Elu())) {
            Networks.Case c = Networks.of(fn, new SoftmaxCrossEntropy());
            double[] d = direction(GradientPenalty.psam(RHO), c.objective(), c.theta());
            double scale = Math.sqrt(dot(d, d) * dot(c.v(), c.v()));
            assertClose(fn.name(), Differences.along(penalized(c.objective(), 1), c.theta(), c.v(), 1e-5),
                    dot(d, c.v()), DIFFERENCES, scale);
        }
    }

    /** `d − g = pρ‖g‖^{p−2} Σ A g` with every term's own product, for all sums that are allowed. */
    @ParameterizedTest
    @MethodSource("org.hesse.tests.SharpnessRulesTest#cases")
    void sumsOfTermsAreSumsOfProducts(Networks.Case c) {
        List<Set<Term>> sums = List.of(EnumSet.of(Term.HESSIAN), EnumSet.of(Term.GAUSS_NEWTON), EnumSet.of(Term.NME),
                EnumSet.of(Term.GAUSS_NEWTON, Term.NME), EnumSet.of(Term.GAUSS_NEWTON, Term.NME_ACTIVATION),
                EnumSet.of(Term.GAUSS_NEWTON, Term.NME_COUPLING), EnumSet.of(Term.NME_ACTIVATION, Term.NME_COUPLING),
                EnumSet.of(Term.GAUSS_NEWTON, Term.NME_ACTIVATION, Term.NME_COUPLING));
        try (Curvature curvature = Curvature.at(c.objective(), c.theta())) {
            double[] g = curvature.gradient();
            double factor = 3 * RHO * Math.sqrt(dot(g, g));
            for (Set<Term> terms : sums) {
                double[] expected = g.clone();
                for (Term term : terms) expected = plus(expected, factor, term.operator(curvature).apply(g));
                double[] d = direction(new GradientPenalty(RHO, 3, terms), c.objective(), c.theta());
                assertClose(terms.toString(), expected, d, EXACT, largest(expected));
            }
        }
    }

    /** φ″ = 0: nothing is born at the functions, and G + N_activation is G to the bit; GELU's φ″ shows. */
    @Test
    void activationBirthsAreThoseOfTheSecondDerivative() {
        GradientPenalty g = GradientPenalty.psam(RHO, Term.GAUSS_NEWTON);
        GradientPenalty activation = GradientPenalty.psam(RHO, Term.GAUSS_NEWTON, Term.NME_ACTIVATION);
        GradientPenalty coupling = GradientPenalty.psam(RHO, Term.GAUSS_NEWTON, Term.NME_COUPLING);
        GradientPenalty whole = GradientPenalty.psam(RHO, Term.GAUSS_NEWTON, Term.NME);
        for (Elementwise fn : List.of(new Relu(), new LeakyRelu(0.1))) {
            Networks.Case c = Networks.of(fn, new SoftmaxCrossEntropy());
            assertArrayEquals(direction(g, c.objective(), c.theta()), direction(activation, c.objective(), c.theta()));
            assertArrayEquals(direction(whole, c.objective(), c.theta()),
                    direction(coupling, c.objective(), c.theta()));
            assertFalse(Arrays.equals(direction(g, c.objective(), c.theta()),
                    direction(coupling, c.objective(), c.theta())), "coupling is there without φ″");
        }
        Networks.Case c = Networks.of(new Gelu(), new SoftmaxCrossEntropy());
        assertFalse(Arrays.equals(direction(g, c.objective(), c.theta()),
                direction(activation, c.objective(), c.theta())));
    }

    /** With Gauss-Newton alone φ″ is not used: any other in its place gives the same bits, as NaN would. */
    @Test
    void gaussNewtonDoesNotSeeTheSecondDerivative() {
        Elementwise broken = new Tanh().withSecondDerivative(GradientPenaltyTest::nan, GradientPenaltyTest::nan);
        Networks.Case c = Networks.of(new Tanh(), new SoftmaxCrossEntropy());
        Networks.Case other = Networks.of(broken, new SoftmaxCrossEntropy());
        GradientPenalty rule = GradientPenalty.psam(RHO, Term.GAUSS_NEWTON);
        assertArrayEquals(direction(rule, c.objective(), c.theta()), direction(rule, other.objective(), c.theta()));
        assertThrows(ArithmeticException.class,
                () -> direction(GradientPenalty.psam(RHO), other.objective(), c.theta()));
    }

    private static void nan(org.hesse.engine.array.Kernels kernels, int n, double[] x, double[] d) {
        Arrays.fill(d, 0, n, Double.NaN);
    }

    /** A loss without a mark has H, and no G: R = ½λ‖θ‖², g = λθ, Hg = λ²θ. */
    @Test
    void withoutAnOutputMarkThereIsTheHessianAlone() {
        Networks.Case c = Networks.of(new Gelu(), new SoftmaxCrossEntropy());
        Objective decay = WeightDecay.of(c.model().layout(), 0.5);
        double[] g = direction(UpdateRule.GRADIENT, decay, c.theta());
        double[] d = direction(GradientPenalty.pusam(RHO), decay, c.theta());
        assertClose("d", plus(g, 2 * RHO * 0.5, g), d, EXACT, largest(d));
        assertThrows(IllegalStateException.class,
                () -> direction(GradientPenalty.pusam(RHO, Term.GAUSS_NEWTON), decay, c.theta()));
    }
}

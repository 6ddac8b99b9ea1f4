package org.hesse.hessian.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.EnumSet;
import java.util.List;
import java.util.function.DoubleConsumer;
import org.hesse.engine.objective.UpdateRule;
import org.hesse.engine.tape.NonFiniteException;
import org.hesse.hessian.Term;
import org.junit.jupiter.api.Test;

/** Rules say which of their settings is out of range, or which vector does not fit. */
class SettingsTest {
    private static String message(Runnable call) {
        return assertThrows(IllegalArgumentException.class, call::run).getMessage();
    }

    private static void refuses(String message, DoubleConsumer rule, double... values) {
        for (double value : values) assertEquals(message + value, message(() -> rule.accept(value)));
    }

    @Test
    void strengthsAreZeroOrMore() {
        double[] bad = {-1, Double.NaN, Double.POSITIVE_INFINITY};
        refuses("sam: rho must be 0 or more, got ", Sam::new, bad);
        refuses("usam: rho must be 0 or more, got ", Usam::new, bad);
        refuses("gnp: rho must be 0 or more, got ", rho -> new Gnp(rho, 1), bad);
        refuses("gnp: radius must be positive, got ", s -> new Gnp(1, s), 0, -1, Double.NaN);
        refuses("asam: rho must be 0 or more, got ", Asam::new, bad);
        refuses("asam: eta must be 0 or more, got ", eta -> new Asam(1, eta), bad);
        refuses("gsam: rho must be 0 or more, got ", rho -> new Gsam(rho, 1), bad);
        refuses("gsam: alpha must be 0 or more, got ", alpha -> new Gsam(1, alpha), bad);
        refuses("gradient_penalty: rho must be 0 or more, got ", GradientPenalty::psam, bad);
        refuses("gradient_penalty: power must be positive, got ",
                p -> new GradientPenalty(1, p, EnumSet.of(Term.NME)), 0, -1, Double.NaN);
        refuses("weight_noise: variance must be 0 or more, got ", v -> new WeightNoise(v, 1), bad);
        refuses("trace_penalty: strength must be 0 or more, got ", s -> new TracePenalty(Term.NME, s, 1, 1), bad);
        refuses("sampled_gauss_newton_penalty: strength must be 0 or more, got ",
                s -> new SampledGaussNewtonPenalty(s, 1), bad);
    }

    @Test
    void termsAreDisjoint() {
        String overlap = "gradient_penalty: a term is part of another among ";
        assertEquals(overlap + "[HESSIAN, NME]", message(() -> GradientPenalty.psam(1, Term.NME, Term.HESSIAN)));
        assertEquals(overlap + "[NME, NME_COUPLING]",
                message(() -> GradientPenalty.psam(1, Term.NME_COUPLING, Term.NME)));
        assertEquals("gradient_penalty: needs at least one term",
                message(() -> new GradientPenalty(1, 1, EnumSet.noneOf(Term.class))));
    }

    @Test
    void tracesAreOfTermsWithAThirdOrderChannel() {
        for (Term term : List.of(Term.NME_ACTIVATION, Term.NME_COUPLING))
            assertEquals("trace_penalty: of hessian, gauss_newton or nme, not of " + term.label(),
                    message(() -> new TracePenalty(term, 1, 1, 1)));
        assertEquals("trace_penalty: needs at least one probe, got 0",
                message(() -> new TracePenalty(Term.NME, 1, 0, 1)));
    }

    @Test
    void vectorsFitTheObjective() {
        List<UpdateRule> rules = List.of(new Sam(1), new Usam(1), new Gnp(1, 1), new Asam(1), new Gsam(1, 1),
                GradientPenalty.psam(1), new WeightNoise(1, 1), new TracePenalty(Term.NME, 1, 1, 1));
        for (UpdateRule rule : rules) {
            double[] theta = {1, 2};
            message(() -> rule.direction(Ellipse.of(1, 1), theta, new double[3]));
            message(() -> rule.direction(Ellipse.of(1, 1), new double[3], theta));
            message(() -> rule.direction(Ellipse.of(1, 1), theta, theta));
            assertEquals(1, theta[0]);
        }
    }

    /** ‖g‖² = 1e400: a step of no length would be taken for the rule's. */
    @Test
    void normsThatOverflowAreErrors() {
        for (UpdateRule rule : List.of(new Sam(1), new Gnp(1, 1), new Asam(1), new Gsam(1, 1),
                GradientPenalty.psam(1))) {
            String message = assertThrows(NonFiniteException.class,
                    () -> Ellipse.direction(rule, new double[] {1e200}, 1)).getMessage();
            assertEquals(": the norm's square is Infinity", message.substring(message.indexOf(':')));
        }
    }

    /** A Gauss-Newton product is refused where no output is marked by the engine; here the loss has no targets. */
    @Test
    void lossesThatAreNoLikelihoodsAreRefused() {
        assertEquals("sampled_gauss_newton_penalty: the loss scale is no log likelihood of the outputs, targets cannot "
                + "be drawn from the model",
                message(() -> Ellipse.direction(new SampledGaussNewtonPenalty(1, 1), new double[] {1}, 1)));
    }
}

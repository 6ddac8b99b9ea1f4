package org.hesse.hessian.rule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.hesse.engine.objective.UpdateRule;
import org.hesse.hessian.Term;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule on `½ Σ a_i x_i²`, where all of them can be written down. */
class ClosedFormsTest {
    private static final double EXACT = 1e-14;
    /** g = (3, 4), ‖g‖ = 5, Hg = (3, 8). */
    private static final double[] A = {1, 2};
    private static final double[] X = {3, 2};

    static List<UpdateRule> deterministic() {
        return List.of(new Sam(0.5), new Usam(0.5), new Gnp(0.5, 0.1), new Asam(0.5), new Gsam(0.5, 0.5),
                GradientPenalty.psam(0.5), GradientPenalty.pusam(0.5), new TracePenalty(Term.HESSIAN, 0.5, 2, 1));
    }

    /** ε = 0.5/5·(3, 4) = (0.3, 0.4): ∇L(θ + ε) = (3.3, 4.8). */
    @Test
    void sam() { assertArrayEquals(new double[] {3.3, 4.8}, Ellipse.direction(new Sam(0.5), A, X), EXACT); }

    /** ε = 0.5·(3, 4): ∇L(θ + ε) = (4.5, 8). */
    @Test
    void usam() { assertArrayEquals(new double[] {4.5, 8}, Ellipse.direction(new Usam(0.5), A, X), EXACT); }

    /** The loss is quadratic: the difference is Hg/‖g‖ for any radius, d = g + ρ(0.6, 1.6). */
    @Test
    void gnp() {
        for (double s : new double[] {0.125, 0.5, 4})
            assertArrayEquals(new double[] {3.3, 4.8}, Ellipse.direction(new Gnp(0.5, s), A, X), 10 * EXACT);
    }

    /** p = 1: g + ρ(0.6, 1.6). p = 2: g + 2ρ(3, 8). p = 3: g + 3ρ·5(3, 8). */
    @Test
    void gradientPenalties() {
        assertArrayEquals(new double[] {3.3, 4.8}, Ellipse.direction(GradientPenalty.psam(0.5), A, X), EXACT);
        assertArrayEquals(new double[] {6, 12}, Ellipse.direction(GradientPenalty.pusam(0.5), A, X), EXACT);
        GradientPenalty cubic = new GradientPenalty(0.5, 3, GradientPenalty.psam(1).terms());
        assertArrayEquals(new double[] {3 + 22.5, 4 + 60}, Ellipse.direction(cubic, A, X), 10 * EXACT);
    }

    /** N = 0: G alone is all of H, N alone leaves g. */
    @Test
    void gradientPenaltiesByTerm() {
        double[] whole = Ellipse.direction(GradientPenalty.psam(0.5), A, X);
        assertArrayEquals(whole, Ellipse.direction(GradientPenalty.psam(0.5, Term.GAUSS_NEWTON), A, X));
        assertArrayEquals(new double[] {3, 4}, Ellipse.direction(GradientPenalty.psam(0.5, Term.NME), A, X));
    }

    /** T = (3, 2), Tg = (9, 8), T²g = (27, 16): d = g + 0.5/√145 A (27, 16). */
    @Test
    void asam() {
        double c = 0.5 / Math.sqrt(145);
        assertArrayEquals(new double[] {3 + 27 * c, 4 + 32 * c}, Ellipse.direction(new Asam(0.5, 0), A, X), EXACT);
    }

    /** η alone: at θ = 0 in one coordinate it moves by η, T = (|−3| + 1, 0 + 1). */
    @Test
    void asamScalesBySizeAndEta() {
        double[] a = {1, 2};
        double[] g = {-3, 0};
        double[] expected = {g[0] - 0.5 * 16 * 3 / 12, 0};
        assertArrayEquals(expected, Ellipse.direction(new Asam(0.5, 1), a, -3, 0), EXACT);
    }

    /** g_s = (3.3, 4.8): the part of g along it is ⟨g, g_s⟩/‖g_s‖² = 29.1/33.93 of it. */
    @Test
    void gsam() {
        double[] gs = {3.3, 4.8};
        double along = 29.1 / 33.93;
        double[] expected = {gs[0] - 0.25 * (3 - along * gs[0]), gs[1] - 0.25 * (4 - along * gs[1])};
        assertArrayEquals(expected, Ellipse.direction(new Gsam(0.5, 0.25), A, X), EXACT);
        assertArrayEquals(Ellipse.direction(new Sam(0.5), A, X), Ellipse.direction(new Gsam(0.5, 0), A, X));
    }

    /** tr H is constant: every trace penalty leaves g. */
    @Test
    void tracePenalties() {
        for (Term term : List.of(Term.HESSIAN, Term.GAUSS_NEWTON, Term.NME))
            assertArrayEquals(new double[] {3, 4}, Ellipse.direction(new TracePenalty(term, 7, 9, 1), A, X));
    }

    /** 1e-20 under the root of ‖g‖: at the minimum nothing is divided by zero, whatever the power. */
    @ParameterizedTest
    @MethodSource("deterministic")
    void atTheMinimumTheDirectionIsZero(UpdateRule rule) {
        assertArrayEquals(new double[2], Ellipse.direction(rule, A, 0, 0));
        GradientPenalty root = new GradientPenalty(1, 0.5, GradientPenalty.psam(1).terms());
        assertArrayEquals(new double[2], Ellipse.direction(root, A, 0, 0));
    }

    /** ‖g‖ = 1e-10·√2: at x = 1e-10 the radius is reached to 1/√2 only. */
    @Test
    void theRootIsSmooth() {
        assertArrayEquals(new double[] {1e-10 + 0.5 / Math.sqrt(2)}, Ellipse.direction(new Sam(0.5), new double[] {1},
                1e-10), EXACT);
    }

    /** L = ½(9 + 8). */
    @ParameterizedTest
    @MethodSource("deterministic")
    void theLossIsThatAtTheta(UpdateRule rule) {
        double[] x = X.clone();
        double[] direction = {Double.NaN, Double.POSITIVE_INFINITY};
        assertEquals(8.5, rule.direction(Ellipse.of(A), x, direction));
        assertArrayEquals(X, x);
        assertArrayEquals(Ellipse.direction(rule, A, X), direction);
    }
}

package org.hesse.hessian.rule;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.hesse.engine.objective.Objective;
import org.hesse.engine.objective.UpdateRule;
import org.hesse.engine.sweep.Channel;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.Term;
import org.hesse.hessian.algebra.Vectors;

/**
 * `d = g + pρ‖g‖^{p−2} A g`, g = ∇L(θ): with A = H the gradient of `L + ρ‖g‖ᵖ`, with other terms of the curvature what
 * that penalty would do if the others were zero (Dauphin, Agarwala, Mobahi, 2024).
 *
 * <p>PSAM is p = 1, PUSAM p = 2. A is a sum of {@link Term}s, such as G + N_activation: one channel that collects the
 * births of all of them, at the cost of one product. With Gauss-Newton alone φ″ is not used. `‖g‖² = g·g + 1e-20`, in
 * the penalty as in its gradient. Immutable and thread-safe.
 *
 * @param rho the strength ρ, 0 or more
 * @param power p, positive
 * @param terms what A is the sum of; none of them is part of another
 */
public record GradientPenalty(double rho, double power, Set<Term> terms) implements UpdateRule {
    private static final Set<Term> PARTS = EnumSet.of(Term.NME_ACTIVATION, Term.NME_COUPLING);

    public GradientPenalty {
        Directions.checkSetting("gradient_penalty", "rho", rho);
        Directions.checkPositive("gradient_penalty", "power", power);
        if (terms.isEmpty()) throw new IllegalArgumentException("gradient_penalty: needs at least one term");
        terms = Collections.unmodifiableSet(EnumSet.copyOf(terms));
        boolean twice = terms.contains(Term.NME) && !Collections.disjoint(terms, PARTS);
        if (twice || (terms.contains(Term.HESSIAN) && terms.size() > 1))
            throw new IllegalArgumentException("gradient_penalty: a term is part of another among " + terms);
    }

    /** `L + ρ‖g‖`: the update `g + ρ A g/‖g‖`, A the sum of the terms, H if none are given. */
    public static GradientPenalty psam(double rho, Term... terms) { return of(rho, 1, terms); }

    /** `L + ρ‖g‖²`: the update `g + 2ρ A g`, A the sum of the terms, H if none are given. */
    public static GradientPenalty pusam(double rho, Term... terms) { return of(rho, 2, terms); }

    private static GradientPenalty of(double rho, double power, Term... terms) {
        return new GradientPenalty(rho, power, terms.length == 0 ? EnumSet.of(Term.HESSIAN) : Set.of(terms));
    }

    @Override
    public double direction(Objective objective, double[] theta, double[] direction) {
        Directions.check("gradient_penalty", objective, theta, direction);
        try (Curvature curvature = Curvature.at(objective, theta)) {
            double[] g = curvature.gradient();
            double norm = Directions.norm("gradient_penalty", g);
            curvature.operator(sum()).apply(g, direction);
            Vectors.axpby(1, g, power * rho * Math.pow(norm, power - 2), direction);
            return curvature.loss();
        }
    }

    private Channel sum() {
        // H needs no output mark, a sum of the others does.
        if (terms.contains(Term.HESSIAN)) return Channel.HESSIAN;
        String name = terms.stream().map(Term::label).collect(Collectors.joining("+"));
        return Channel.births(name, node -> terms.stream().anyMatch(term -> term.isBornAt(node)));
    }
}

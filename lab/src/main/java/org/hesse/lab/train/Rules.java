package org.hesse.lab.train;

import java.util.EnumSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.hesse.engine.objective.UpdateRule;
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

/**
 * All update rules that the command line names, with their settings; what each of them is, its class says. Stateless
 * and thread-safe, the rules as their classes say.
 */
public final class Rules implements Iterable<String> {
    /** By the seed of their noise. */
    private static final Choices<LongFunction<UpdateRule>> ALL = new Choices<LongFunction<UpdateRule>>("--rule") //
            .add("sgd", s -> seed -> UpdateRule.GRADIENT) //
            .add("sam:rho", s -> seed -> new Sam(s.number("rho"))) //
            .add("usam:rho", s -> seed -> new Usam(s.number("rho"))) //
            .add("psam:rho,power=1,terms=hessian", s -> seed -> new GradientPenalty(s.number("rho"), //
                    s.number("power"), terms(s.text("terms")))) //
            .add("gnp:rho,radius", s -> seed -> new Gnp(s.number("rho"), s.number("radius"))) //
            .add("asam:rho,eta=0.01", s -> seed -> new Asam(s.number("rho"), s.number("eta"))) //
            .add("gsam:rho,alpha", s -> seed -> new Gsam(s.number("rho"), s.number("alpha"))) //
            .add("weight_noise:variance", s -> seed -> new WeightNoise(s.number("variance"), seed)) //
            .add("hessian_trace:strength,probes=1", s -> seed -> trace(Term.HESSIAN, s, seed)) //
            .add("gn_trace:strength,probes=1", s -> seed -> trace(Term.GAUSS_NEWTON, s, seed)) //
            .add("nme_trace:strength,probes=1", s -> seed -> trace(Term.NME, s, seed)) //
            .add("label_sampled_gn:strength", s -> seed -> new SampledGaussNewtonPenalty(s.number("strength"), seed));

    /** The short names of the terms, beside their own. */
    private static final Map<String, Term> SHORT = Map.of("gn", Term.GAUSS_NEWTON, "activation", Term.NME_ACTIVATION,
            "coupling", Term.NME_COUPLING);

    /** Lists them, for a help. */
    public Rules() {}

    /** The rule of a text such as `psam:rho=0.1`, new and without memory. */
    public static UpdateRule parse(String text, long seed) { return ALL.parse(text, rule -> rule.apply(seed)); }

    /** The text with all settings by their names. */
    public static String canonical(String text) {
        String[] parts = ALL.canonical(text).split("terms=", 2);
        if (parts.length == 1) return parts[0];
        return parts[0] + "terms=" + terms(parts[1]).stream().map(Term::label).collect(Collectors.joining("+"));
    }

    private static UpdateRule trace(Term term, Choices.Settings s, long seed) {
        return new TracePenalty(term, s.number("strength"), s.count("probes"), seed);
    }

    /** `gn+activation`: names of terms with a plus between them. */
    private static Set<Term> terms(String text) {
        Set<Term> terms = EnumSet.noneOf(Term.class);
        for (String name : text.split("\\+", -1))
            if (!terms.add(term(name)))
                throw new IllegalArgumentException("psam: terms: " + name + " is there twice in '" + text + "'");
        return terms;
    }

    private static Term term(String name) {
        if (SHORT.containsKey(name)) return SHORT.get(name);
        for (Term term : Term.values()) if (term.label().equals(name)) return term;
        throw new IllegalArgumentException("psam: terms: unknown '" + name + "', there are hessian, gauss_newton or gn,"
                + " nme, nme_activation or activation, nme_coupling or coupling, and sums such as gn+activation");
    }

    @Override
    public Iterator<String> iterator() { return ALL.iterator(); }
}

package org.hesse.lab.paper;

import java.util.Locale;
import org.hesse.engine.objective.UpdateRule;
import org.hesse.hessian.Term;
import org.hesse.hessian.rule.GradientPenalty;
import org.hesse.hessian.rule.Sam;
import org.hesse.hessian.rule.SampledGaussNewtonPenalty;
import org.hesse.hessian.rule.TracePenalty;
import org.hesse.hessian.rule.WeightNoise;

/** The ways of training that the sweeps compare, each at a strength. Immutable. */
enum Method {
    /** `g`, whatever the strength. */
    SGD("SGD"),
    /** `∇L(θ + ρ g/‖g‖)`. */
    SAM("SAM"),
    /** `g + ρ H g/‖g‖`. */
    PSAM("PSAM"),
    /** `g + ρ G g/‖g‖`. */
    PSAM_GN("PSAM, G only"),
    /** `g + ρ (G + N_activation) g/‖g‖`. */
    PSAM_ACTIVATION("PSAM, G + N at activations"),
    /** `g + ρ (G + N_coupling) g/‖g‖`. */
    PSAM_COUPLING("PSAM, G + N at products"),
    /** `g + σ² ∇ mean(εᵀGε)`. */
    TRACE_GN("tr G by probes"),
    /** `g + σ²·2B·H_ŷ ḡ_ŷ`. */
    TRACE_GN_LABELS("tr G by sampled labels"),
    /** `g + σ² ∇ mean(εᵀHε)`. */
    TRACE_HESSIAN("tr H"),
    /** `g + σ² ∇ mean(εᵀNε)`. */
    TRACE_NME("tr N"),
    /** `∇L(θ + ε)`, ε of variance 2σ²: the noise that a penalty of strength σ² on tr H compares with. */
    NOISE("weight noise");

    private final String title;

    Method(String title) { this.title = title; }

    /** As charts and sentences call it. */
    String title() { return title; }

    /** As keys and tables call it. */
    String label() { return name().toLowerCase(Locale.ROOT); }

    /**
     * The rule, with a memory of its own.
     *
     * @param strength ρ, or σ² of a penalty
     * @param probes of each step, where there are some
     * @param seed of what is random in it
     */
    UpdateRule rule(double strength, int probes, long seed) {
        return switch (this) {
            case SGD -> UpdateRule.GRADIENT;
            case SAM -> new Sam(strength);
            case PSAM -> GradientPenalty.psam(strength);
            case PSAM_GN -> GradientPenalty.psam(strength, Term.GAUSS_NEWTON);
            case PSAM_ACTIVATION -> GradientPenalty.psam(strength, Term.GAUSS_NEWTON, Term.NME_ACTIVATION);
            case PSAM_COUPLING -> GradientPenalty.psam(strength, Term.GAUSS_NEWTON, Term.NME_COUPLING);
            case TRACE_GN -> new TracePenalty(Term.GAUSS_NEWTON, strength, probes, seed);
            case TRACE_GN_LABELS -> new SampledGaussNewtonPenalty(strength, seed);
            case TRACE_HESSIAN -> new TracePenalty(Term.HESSIAN, strength, probes, seed);
            case TRACE_NME -> new TracePenalty(Term.NME, strength, probes, seed);
            case NOISE -> new WeightNoise(2 * strength, seed);
        };
    }
}

package org.hesse.engine.sweep;

import java.util.List;
import java.util.function.Predicate;
import org.hesse.engine.op.Birth;
import org.hesse.engine.tape.Var;

/**
 * An equation for one adjoint, `c̄ = J₀ᵀc̄ + Σ J_jᵀs̄`, defined by the births it collects: at which nodes a term with
 * j ≥ 1 arises, and from the adjoint of which other channel.
 *
 * <p>A new curvature, or its attribution to some part of a network, is one more channel. Immutable.
 *
 * @param split true if it tells model from loss, so that the recording must be marked with an output
 */
public record Channel(String name, boolean split, List<Term> terms) {
    /** `J_jᵀ s̄` with s̄ the adjoint of `source`, at the nodes `where`, J_j taken along `path`. */
    public record Term(int j, Channel source, Path path, Predicate<Var> where) {}

    private static final Predicate<Var> LOSS = Var::isLoss;
    private static final Predicate<Var> MODEL = LOSS.negate();
    private static final Predicate<Var> EVERYWHERE = LOSS.or(MODEL);

    /** ∇L. */
    public static final Channel GRADIENT = new Channel("gradient", false, List.of());
    /** Hv. */
    public static final Channel HESSIAN = new Channel("hessian", false,
            List.of(new Term(1, GRADIENT, Path.FULL, EVERYWHERE)));
    /** Gv: only the loss is curved. */
    public static final Channel GAUSS_NEWTON = births("gauss_newton", LOSS);
    /** Nv: only the model is curved. */
    public static final Channel NME = births("nme", MODEL);
    /** The part of Nv born at nonlinear functions. */
    public static final Channel NME_ACTIVATION = births("nme_activation", model(Birth.FUNCTION));
    /** The part of Nv born at products. */
    public static final Channel NME_COUPLING = births("nme_coupling", model(Birth.PRODUCT));
    /** ½∇(vᵀHv). */
    public static final Channel THIRD = new Channel("third", false, List.of( //
            new Term(1, HESSIAN, Path.FULL, EVERYWHERE), //
            new Term(2, GRADIENT, Path.FULL, EVERYWHERE)));
    /** ½∇(vᵀGv). */
    public static final Channel THIRD_GAUSS_NEWTON = new Channel("third_gn", true, List.of( //
            new Term(1, GAUSS_NEWTON, Path.FULL, EVERYWHERE), //
            new Term(2, GRADIENT, Path.STRAIGHT, LOSS)));
    /** ½∇(vᵀNv): starts at z as H_z z₂. */
    public static final Channel THIRD_NME = new Channel("third_nme", true, List.of( //
            new Term(1, NME, Path.FULL, MODEL), //
            new Term(2, GRADIENT, Path.FULL, MODEL), //
            new Term(1, GRADIENT, Path.BEND, LOSS)));

    /** A first-order channel, `c̄ = J₀ᵀc̄ + J₁ᵀā` at the chosen nodes. */
    public static Channel births(String name, Predicate<Var> where) {
        return new Channel(name, true, List.of(new Term(1, GRADIENT, Path.FULL, where)));
    }

    /** `J₀ᵀc̄`, which every channel has at every node: its own adjoint passed on. */
    Term passing() { return new Term(0, this, Path.FULL, EVERYWHERE); }

    /** The order of jets it needs. */
    public int order() {
        int order = 0;
        for (Term term : terms) order = Math.max(order, term.path == Path.FULL ? term.j : 2);
        return order;
    }

    /** True if it sees second coefficients of the model, x₂ or z₂. */
    public boolean bends() {
        return terms.stream().anyMatch(term -> term.path == Path.BEND || (term.path == Path.FULL && term.j == 2));
    }

    private static Predicate<Var> model(Birth birth) { return MODEL.and(node -> node.op().birth() == birth); }

    /** A channel equals itself alone: predicates cannot be compared, and look-ups must not walk the terms. */
    @Override
    public boolean equals(Object other) { return this == other; }

    @Override
    public int hashCode() { return System.identityHashCode(this); }

    @Override
    public String toString() { return name; }
}

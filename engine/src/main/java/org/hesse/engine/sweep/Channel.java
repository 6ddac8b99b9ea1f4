package org.hesse.engine.sweep;

/** An equation for one adjoint. Immutable. */
public record Channel(String name) {
    /** ∇L: `ā = J₀ᵀā` at every node. */
    public static final Channel GRADIENT = new Channel("gradient");

    @Override
    public String toString() { return name; }
}

package org.hesse.engine.op;

import org.hesse.engine.array.Kernels;

/**
 * `φ̂ = φ, φ̂′ = φ′, φ̂″ = ψ″, φ̂‴ = ψ‴`: a function with the second and third derivatives of another, as the paper's
 * GELU-hat has those of a linear one (Dauphin et al., 2024, section 4).
 *
 * <p>H = G + N and its symmetry still hold, since every sweep uses the same φ″. With a ψ that has no curvature none is
 * born. Of hats only what is seen of them counts: φ of the first, ψ of the second. {@link Replaced} takes derivatives
 * that belong to no function. Immutable, and as thread-safe as both.
 *
 * @param function φ
 * @param second ψ
 */
public record Hat(Elementwise function, Elementwise second) implements Elementwise {
    public Hat {
        if (function instanceof Hat hat) function = hat.function;
        if (second instanceof Hat hat) second = hat.second;
    }

    @Override
    public String name() { return function.name() + "_hat"; }

    @Override
    public boolean curved() { return second.curved(); }

    @Override
    public int highest() { return second.curved() ? second.highest() : 1; }

    @Override
    public void fill(Kernels kernels, int m, int n, double[] x, double[][] d, double[][] t) {
        // ψ leaves its value and slope where those of φ then go.
        if (m >= 2) second.fill(kernels, m, n, x, d, t);
        function.fill(kernels, Math.min(m, 1), n, x, d, t);
    }
}

package org.hesse.nn.layers;

import org.hesse.engine.array.Array;
import org.hesse.engine.ops.Affine;
import org.hesse.engine.ops.AttentionMix;
import org.hesse.engine.ops.AttentionScores;
import org.hesse.engine.ops.Softmax;
import org.hesse.engine.tape.Tape;
import org.hesse.engine.tape.Var;
import org.hesse.nn.Initial;
import org.hesse.nn.Layer;
import org.hesse.nn.Parameters;

/**
 * Self-attention of [tokens, d], `softmax(QKᵀ/√(d/heads)) V` for every head, then o (Vaswani et al., 2017). Immutable.
 *
 * <p>Q, K, V and the last step are affine, with `name.q.weight[d, d]`, `name.q.bias[d]`, and k, v, o likewise; head h
 * has their features h·d/heads and on. Weights start as N(0, 1/d), biases at 0.
 *
 * @param causal a token sees itself and those before it only; the probabilities of the others are exactly 0
 */
public record Attention(String name, int heads, boolean causal) implements Layer {
    public Attention {
        if (heads < 1) throw new IllegalArgumentException("attention: heads must be at least 1, got " + heads);
    }

    public Attention(String name, int heads) { this(name, heads, false); }

    @Override
    public int[] declare(Parameters parameters, int[] in) {
        if (in.length != 2 || in[1] % heads != 0)
            throw new IllegalArgumentException("attention: needs [tokens, d] with d a multiple of " + heads
                    + " heads, the input is " + Array.text(in));
        for (String part : new String[] {"q", "k", "v", "o"}) {
            parameters.add(name + "." + part + ".weight", Initial.normal(1 / Math.sqrt(in[1])), in[1], in[1]);
            parameters.add(name + "." + part + ".bias", Initial.ZERO, in[1]);
        }
        return in;
    }

    @Override
    public Var apply(Tape tape, Var x) {
        Var q = affine(tape, "q", x);
        Var k = affine(tape, "k", x);
        Var v = affine(tape, "v", x);
        int width = x.value().columns() / heads;
        Var scores = tape.apply(new AttentionScores(heads, causal), q, k);
        Var p = tape.apply(new Softmax(1 / Math.sqrt(width), causal), scores);
        return affine(tape, "o", tape.apply(new AttentionMix(heads, causal), p, v));
    }

    private Var affine(Tape tape, String part, Var x) {
        String prefix = name + "." + part;
        return tape.apply(new Affine(), x, tape.parameter(prefix + ".weight"), tape.parameter(prefix + ".bias"));
    }

    @Override
    public String label(int place) { return name; }
}

package org.hesse.nn.builders;

import java.util.ArrayList;
import java.util.List;
import org.hesse.engine.op.Elementwise;
import org.hesse.engine.ops.GeluTanh;
import org.hesse.nn.Layer;
import org.hesse.nn.layers.Dense;
import org.hesse.nn.layers.Embedding;
import org.hesse.nn.layers.LayerNorm;
import org.hesse.nn.layers.PositionalEmbedding;

/**
 * Language models of the GPT-2 kind (Radford et al., 2019): causal blocks on the ids of tokens, the next token a target
 * for each. Immutable and thread-safe.
 *
 * <p>GPT-2 itself is `new Transformer(12, 768, 12, 50257, 1024)`. The last layer is the table of embeddings again, and
 * has no parameters of its own: one segment of θ, whose two uses couple.
 *
 * @param depth how many blocks
 * @param d features of a token, a multiple of `heads`
 * @param vocabulary ids are below it
 * @param tokens of an example
 * @param tied false for a last layer with weights of its own
 * @param fn φ of the perceptrons
 */
public record Transformer(int depth, int d, int heads, int vocabulary, int tokens, boolean tied, Elementwise fn)
        implements
            Architecture {
    public Transformer {
        if (depth < 1) throw new IllegalArgumentException("transformer: depth must be at least 1, got " + depth);
    }

    /** Tied, with GELU by tanh. */
    public Transformer(int depth, int d, int heads, int vocabulary, int tokens) {
        this(depth, d, heads, vocabulary, tokens, true, new GeluTanh());
    }

    public Transformer tied(boolean tied) { return new Transformer(depth, d, heads, vocabulary, tokens, tied, fn); }

    public Transformer fn(Elementwise fn) { return new Transformer(depth, d, heads, vocabulary, tokens, tied, fn); }

    @Override
    public int[] input() { return new int[] {tokens}; }

    @Override
    public List<Layer> layers() {
        List<Layer> layers = new ArrayList<>(
                List.of(new Embedding("tokens", vocabulary, d), new PositionalEmbedding("positions")));
        for (int i = 0; i < depth; i++) layers.addAll(Blocks.block("blocks." + i, d, heads, true, fn));
        layers.add(new LayerNorm("norm"));
        layers.add(new Dense("head", vocabulary, false, tied ? "tokens.weight" : ""));
        return layers;
    }
}

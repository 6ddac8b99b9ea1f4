package org.hesse.nn.builders;

import java.util.ArrayList;
import java.util.List;
import org.hesse.engine.op.Elementwise;
import org.hesse.engine.ops.Gelu;
import org.hesse.nn.Layer;
import org.hesse.nn.layers.Conv2d;
import org.hesse.nn.layers.Dense;
import org.hesse.nn.layers.LayerNorm;
import org.hesse.nn.layers.MeanTokens;
import org.hesse.nn.layers.PositionalEmbedding;
import org.hesse.nn.layers.Tokens;

/**
 * Vision transformers (Dosovitskiy et al., 2021), which classify by the mean over tokens, without a class token (Beyer,
 * Zhai, Kolesnikov, 2022). Immutable and thread-safe.
 *
 * <p>Patches become tokens by a convolution `patch_embed.proj`; positions are learnt; then blocks, a norm, the mean and
 * a dense layer `head`.
 *
 * @param depth how many blocks
 * @param d features of a token, a multiple of `heads`
 * @param patch height and width of a patch; it divides `size`
 * @param size height and width of an image
 * @param fn φ of the perceptrons
 */
public record Vit(int depth, int d, int heads, int patch, int classes, int channels, int size, Elementwise fn)
        implements
            Architecture {
    public Vit {
        if (patch < 1 || size % patch != 0)
            throw new IllegalArgumentException("vit: patches of " + patch + " do not divide images of " + size);
        if (depth < 1) throw new IllegalArgumentException("vit: depth must be at least 1, got " + depth);
    }

    /** Patches of 4 and GELU, for the ten classes of CIFAR-10, [3, 32, 32]. */
    public Vit(int depth, int d, int heads) { this(depth, d, heads, 4, 10, 3, 32, new Gelu()); }

    public Vit patch(int patch) { return new Vit(depth, d, heads, patch, classes, channels, size, fn); }

    public Vit classes(int classes) { return new Vit(depth, d, heads, patch, classes, channels, size, fn); }

    /** Images and the patches that divide them. */
    public Vit images(int channels, int size, int patch) {
        return new Vit(depth, d, heads, patch, classes, channels, size, fn);
    }

    public Vit fn(Elementwise fn) { return new Vit(depth, d, heads, patch, classes, channels, size, fn); }

    @Override
    public int[] input() { return new int[] {channels, size, size}; }

    @Override
    public List<Layer> layers() {
        List<Layer> layers = new ArrayList<>(List.of(new Conv2d("patch_embed.proj", d, patch, patch, 0), new Tokens(),
                new PositionalEmbedding("pos_embed")));
        for (int i = 0; i < depth; i++) layers.addAll(Blocks.block("blocks." + i, d, heads, false, fn));
        layers.addAll(List.of(new LayerNorm("norm"), new MeanTokens(), new Dense("head", classes)));
        return layers;
    }
}

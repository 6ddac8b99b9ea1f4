package org.hesse.nn.builders;

import java.util.List;
import org.hesse.engine.op.Elementwise;
import org.hesse.nn.Layer;
import org.hesse.nn.layers.Activation;
import org.hesse.nn.layers.Attention;
import org.hesse.nn.layers.Dense;
import org.hesse.nn.layers.LayerNorm;
import org.hesse.nn.layers.Residual;

/** The blocks of transformers on [tokens, d]. Stateless. */
final class Blocks {
    /** The inner width of a block's perceptron, in d. */
    private static final int WIDER = 4;

    private Blocks() {}

    /** `x + attention(norm(x))`, and of that `x + mlp(norm(x))`: norms before, not behind (Xiong et al., 2020). */
    static List<Layer> block(String name, int d, int heads, boolean causal, Elementwise fn) {
        return List.of(
                new Residual(
                        List.of(new LayerNorm(name + ".norm1"), new Attention(name + ".attn", heads, causal))),
                new Residual(List.of(new LayerNorm(name + ".norm2"), new Dense(name + ".mlp.fc1", WIDER * d),
                        new Activation(fn), new Dense(name + ".mlp.fc2", d))));
    }
}

package org.hesse.tests;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hesse.engine.array.Array;
import org.hesse.engine.ops.Gelu;
import org.hesse.engine.ops.Mse;
import org.hesse.engine.ops.SoftmaxCrossEntropy;
import org.hesse.engine.ops.Tanh;
import org.hesse.nn.Model;
import org.hesse.nn.layers.Activation;
import org.hesse.nn.layers.Attention;
import org.hesse.nn.layers.BatchNorm;
import org.hesse.nn.layers.Dense;
import org.hesse.nn.layers.Dropout;
import org.hesse.nn.layers.Embedding;
import org.hesse.nn.layers.GroupNorm;
import org.hesse.nn.layers.LayerNorm;
import org.hesse.nn.layers.MeanTokens;
import org.hesse.nn.layers.PositionalEmbedding;
import org.hesse.nn.layers.Residual;
import org.hesse.nn.layers.RmsNorm;

/** Seeded networks of norm layers, attention and tied weights, on which the laws are tried as on {@link Networks}. */
final class Blocks {
    private Blocks() {}

    static Stream<Networks.Case> all() { return Stream.of(language(), encoder(4, 3, 4, false), norms()); }

    /**
     * A causal transformer that predicts every next token with the table that it reads them by; some have no target.
     */
    private static Networks.Case language() {
        Model model = new Model(new int[] {4}, List.of(new Embedding("tok", 5, 4), new PositionalEmbedding("pos"),
                new Residual(List.of(new LayerNorm("n1"), new Attention("a1", 2, true))),
                new Residual(List.of(new RmsNorm("n2"), new Dense("up", 6), new Activation(new Gelu()),
                        new Dense("down", 4))),
                new Dense("head", 5, true, "tok.weight")), new SoftmaxCrossEntropy());
        SplittableRandom random = new SplittableRandom(11);
        Array y = integers(random, 5, 3, 4);
        y.set(1, SoftmaxCrossEntropy.IGNORED);
        y.set(7, SoftmaxCrossEntropy.IGNORED);
        return at(model, integers(random, 5, 3, 4), y, random);
    }

    /** Attention to all tokens, or to those up to its own place, and one class an example. */
    static Networks.Case encoder(int rows, int tokens, int width, boolean causal) {
        Model model = new Model(new int[] {tokens}, List.of(new Embedding("tok", 7, width),
                new Residual(List.of(new LayerNorm("n1"), new Attention("a1", 2, causal)),
                        List.of(new Dense("s", width))),
                new MeanTokens(), new LayerNorm("n2"), new Dense("out", 5)), new SoftmaxCrossEntropy(0.1));
        SplittableRandom random = new SplittableRandom(12);
        return at(model, integers(random, 7, rows, tokens), integers(random, 5, rows), random);
    }

    /** Batch norms of both kinds, a group norm and a mask. */
    private static Networks.Case norms() {
        Model model = new Model(new int[] {5}, List.of(new Dense("in", 6), new BatchNorm("b1"),
                new Activation(new Tanh()), new GroupNorm("g", 2), new Dense("fc", 4), new BatchNorm("b2", 1e-5, true),
                new Dropout(0.3, 4), new Activation(new Gelu()), new Dense("out", 3)), new Mse());
        SplittableRandom random = new SplittableRandom(13);
        Model statistics = model.withBuffers(new double[] {0.1, -0.2, 0.3, 0, 0.5, 1, 2, 4});
        return at(statistics, Array.of(Networks.normal(random, 8 * 5), 8, 5),
                Array.of(Networks.normal(random, 8 * 3), 8, 3), random);
    }

    private static Array integers(SplittableRandom random, int below, int... shape) {
        int n = IntStream.of(shape).reduce(1, (a, b) -> a * b);
        return Array.of(random.ints(n, 0, below).asDoubleStream().toArray(), shape);
    }

    private static Networks.Case at(Model model, Array x, Array y, SplittableRandom random) {
        int p = model.layout().size();
        return new Networks.Case(model, x, y, Networks.scaled(0.5, Networks.normal(random, p)),
                Networks.normal(random, p), Networks.normal(random, p));
    }
}

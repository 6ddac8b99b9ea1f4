package org.hesse.nn.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Arrays;
import java.util.stream.Stream;
import org.hesse.engine.array.Array;
import org.hesse.nn.Model;
import org.hesse.testkit.Numbers;
import org.hesse.testkit.Program;
import org.hesse.testkit.ProgramContract;
import org.junit.jupiter.api.Test;

class AttentionTest implements ProgramContract {
    @Override
    public Stream<Program> programs() {
        return Stream.of(Layers.program(new Attention("att", 2), 2, 3, 4),
                Layers.program(new Attention("causal", 1, true), 2, 4, 2));
    }

    /** q = k = 0, v = x, o = 1: every token is the mean of all, or of those so far. */
    @Test
    void withoutScoresItIsTheMean() {
        double[] theta = {0, 0, 0, 0, 1, 0, 1, 0};
        Array x = Array.of(new double[] {2, 4, 9}, 1, 3, 1);
        Model all = Layers.model(new int[] {3, 1}, new Attention("a", 1));
        assertEquals("[a.q.weight[1, 1], a.q.bias[1], a.k.weight[1, 1], a.k.bias[1], a.v.weight[1, 1], a.v.bias[1],"
                + " a.o.weight[1, 1], a.o.bias[1]]", all.layout().toString());
        assertArrayEquals(new double[] {5, 5, 5}, all.outputs(theta, x).toArray(), 1e-14);
        Model causal = Layers.model(new int[] {3, 1}, new Attention("a", 1, true));
        assertArrayEquals(new double[] {2, 3, 5}, causal.outputs(theta, x).toArray(), 1e-14);
    }

    /** What a token becomes does not depend on those behind it, to the bit, not even where scores are huge. */
    @Test
    void causalTokensDoNotSeeTheFuture() {
        Model model = Layers.model(new int[] {3, 4}, new Attention("a", 2, true));
        double[] theta = model.initialize(1);
        Array x = new Numbers(3).clear(1, 3, 4);
        double[] before = model.outputs(theta, x).toArray();
        for (int i = 8; i < 12; i++) x.set(i, 1e9 * x.get(i));
        double[] after = model.outputs(theta, x).toArray();
        assertArrayEquals(Arrays.copyOf(before, 8), Arrays.copyOf(after, 8));
        assertNotEquals(before[8], after[8]);
    }

    @Test
    void saysWhatDoesNotFit() {
        assertEquals("layers[0]: attention: needs [tokens, d] with d a multiple of 3 heads, the input is [2, 4]",
                Layers.refusal(() -> Layers.model(new int[] {2, 4}, new Attention("a", 3))));
        assertEquals("attention: heads must be at least 1, got 0", Layers.refusal(() -> new Attention("a", 0)));
    }
}

package org.hesse.engine.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.Stream;
import org.hesse.testkit.Numbers;
import org.hesse.testkit.OpContract;
import org.hesse.testkit.Sample;
import org.junit.jupiter.api.Test;

class AttentionMixTest implements OpContract {
    @Override
    public Stream<Sample> samples() {
        return Stream.of(sample(2, false, 2, 3, 4, 6), sample(1, false, 1, 2, 5, 3), sample(3, false, 1, 1, 1, 3),
                sample(2, true, 2, 4, 4, 4), sample(1, true, 1, 9, 9, 2), sample(4, true, 2, 1, 1, 4));
    }

    @Override
    public Stream<int[][]> badShapes() {
        return Stream.of(new int[][] {{2, 6}, {2, 6}}, new int[][] {{2, 2, 3, 4}, {2, 4, 5}},
                new int[][] {{2, 2, 3, 4}, {1, 4, 6}}, new int[][] {{2, 2, 3, 4}, {2, 3, 6}},
                new int[][] {{2, 5, 3, 4}, {2, 4, 6}});
    }

    private static Sample sample(int heads, boolean causal, int n, int t, int s, int d) {
        Numbers numbers = new Numbers(n + t + s);
        return Sample.of(new AttentionMix(heads, causal), x -> naive(heads, causal, n, t, s, d, x[0], x[1]), n + t + s,
                numbers.clear(n, heads, t, s), numbers.clear(n, s, d)).named(causal ? "causal" : "").polynomial();
    }

    private static double[] naive(int heads, boolean causal, int n, int t, int s, int d, double[] p, double[] v) {
        double[] y = new double[n * t * d];
        for (int e = 0; e < y.length; e++) {
            int i = e / d % t;
            int example = e / d / t;
            int h = e % d * heads / d;
            for (int j = 0; j < (causal ? i + 1 : s); j++)
                y[e] += p[((example * heads + h) * t + i) * s + j] * v[(example * s + j) * d + e % d];
        }
        return y;
    }

    @Test
    void saysWhatDoesNotFit() {
        assertEquals("attention_mix: needs p[n, 2, s, s] and v[n, s, d] with d a multiple of 2 heads,"
                + " got p[1, 2, 3, 2], v[1, 2, 4]",
                assertThrows(IllegalArgumentException.class,
                        () -> new AttentionMix(2, true).shape(new int[] {1, 2, 3, 2}, new int[] {1, 2, 4}))
                        .getMessage());
        assertEquals("attention_mix: heads must be at least 1, got -1",
                assertThrows(IllegalArgumentException.class, () -> new AttentionMix(-1, false)).getMessage());
    }
}

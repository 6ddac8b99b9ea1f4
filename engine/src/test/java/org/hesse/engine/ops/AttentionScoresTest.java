package org.hesse.engine.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.Stream;
import org.hesse.testkit.Numbers;
import org.hesse.testkit.OpContract;
import org.hesse.testkit.Sample;
import org.junit.jupiter.api.Test;

class AttentionScoresTest implements OpContract {
    @Override
    public Stream<Sample> samples() {
        return Stream.of(sample(2, false, 2, 3, 4, 6), sample(1, false, 1, 2, 5, 3), sample(3, false, 1, 1, 1, 3),
                sample(2, true, 2, 4, 4, 4), sample(1, true, 1, 9, 9, 2), sample(4, true, 2, 1, 1, 4));
    }

    @Override
    public Stream<int[][]> badShapes() {
        return Stream.of(new int[][] {{2, 6}, {2, 6}}, new int[][] {{2, 3, 5}, {2, 3, 5}},
                new int[][] {{2, 3, 6}, {1, 3, 6}}, new int[][] {{2, 3, 6}, {2, 3, 4}},
                new int[][] {{2, 3, 6}, {2, 3, 6, 1}});
    }

    private static Sample sample(int heads, boolean causal, int n, int t, int s, int d) {
        Numbers numbers = new Numbers(n + t + s);
        return Sample.of(new AttentionScores(heads, causal), x -> naive(heads, causal, n, t, s, d, x[0], x[1]),
                n + t + s, numbers.clear(n, t, d), numbers.clear(n, s, d)).named(causal ? "causal" : "").polynomial();
    }

    private static double[] naive(int heads, boolean causal, int n, int t, int s, int d, double[] q, double[] k) {
        double[] y = new double[n * heads * t * s];
        for (int e = 0; e < y.length; e++) {
            int j = e % s;
            int i = e / s % t;
            int h = e / s / t % heads;
            int example = e / s / t / heads;
            for (int c = h * d / heads; c < (h + 1) * d / heads && (j <= i || !causal); c++)
                y[e] += q[(example * t + i) * d + c] * k[(example * s + j) * d + c];
        }
        return y;
    }

    @Test
    void saysWhatDoesNotFit() {
        assertEquals("attention_scores: needs q[n, t, d] and k[n, t, d] with d a multiple of 2 heads,"
                + " got q[1, 3, 4], k[1, 2, 4]",
                assertThrows(IllegalArgumentException.class,
                        () -> new AttentionScores(2, true).shape(new int[] {1, 3, 4}, new int[] {1, 2, 4}))
                        .getMessage());
        assertEquals("attention_scores: heads must be at least 1, got 0",
                assertThrows(IllegalArgumentException.class, () -> new AttentionScores(0, true)).getMessage());
    }
}

package org.hesse.engine.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.Stream;
import org.hesse.testkit.Numbers;
import org.hesse.testkit.OpContract;
import org.hesse.testkit.Sample;
import org.junit.jupiter.api.Test;

class SplitHeadsTest implements OpContract {
    @Override
    public Stream<Sample> samples() {
        return Stream.of(sample(new SplitHeads(2, 0.25), 2, 3, 6), sample(new SplitHeads(1), 1, 2, 3),
                sample(new SplitHeads(4), 3, 1, 4));
    }

    @Override
    public Stream<int[][]> badShapes() { return Stream.of(new int[][] {{2, 6}}, new int[][] {{2, 3, 5}}); }

    private static Sample sample(SplitHeads op, int n, int tokens, int d) {
        return Sample.of(op, x -> naive(op, n, tokens, d, x[0]), n, new Numbers(n).clear(n, tokens, d))
                .named(op.toString()).polynomial();
    }

    private static double[] naive(SplitHeads op, int n, int tokens, int d, double[] x) {
        double[] y = new double[x.length];
        int width = d / op.heads();
        int e = 0;
        for (int i = 0; i < n; i++)
            for (int h = 0; h < op.heads(); h++)
                for (int t = 0; t < tokens; t++)
                    for (int c = 0; c < width; c++) y[e++] = op.factor() * x[(i * tokens + t) * d + h * width + c];
        return y;
    }

    @Test
    void saysWhatDoesNotFit() {
        Exception e = assertThrows(IllegalArgumentException.class, () -> new SplitHeads(4).shape(new int[] {2, 3, 6}));
        assertEquals("split_heads: needs x[n, tokens, d] with d a multiple of 4 heads, got x[2, 3, 6]",
                e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> new SplitHeads(0));
        assertThrows(IllegalArgumentException.class, () -> new SplitHeads(1, Double.NaN));
    }
}

package org.hesse.engine.ops;

import java.util.stream.Stream;
import org.hesse.testkit.Numbers;
import org.hesse.testkit.OpContract;
import org.hesse.testkit.Sample;

class MergeHeadsTest implements OpContract {
    @Override
    public Stream<Sample> samples() { return Stream.of(sample(2, 2, 3, 2), sample(1, 3, 1, 2), sample(2, 1, 2, 1)); }

    @Override
    public Stream<int[][]> badShapes() { return Stream.of(new int[][] {{2, 3, 6}}, new int[][] {{2}}); }

    private static Sample sample(int n, int heads, int tokens, int d) {
        return Sample.of(new MergeHeads(), x -> naive(n, heads, tokens, d, x[0]), n + heads,
                new Numbers(n + heads).clear(n, heads, tokens, d)).polynomial();
    }

    private static double[] naive(int n, int heads, int tokens, int d, double[] x) {
        double[] y = new double[x.length];
        int e = 0;
        for (int i = 0; i < n; i++)
            for (int h = 0; h < heads; h++)
                for (int t = 0; t < tokens; t++)
                    for (int c = 0; c < d; c++) y[((i * tokens + t) * heads + h) * d + c] = x[e++];
        return y;
    }
}

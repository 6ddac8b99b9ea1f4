package org.hesse.engine.ops;

import java.util.stream.Stream;
import org.hesse.testkit.Numbers;
import org.hesse.testkit.OpContract;
import org.hesse.testkit.Sample;

class MatmulTest implements OpContract {
    @Override
    public Stream<Sample> samples() { return Stream.of(sample(3, 5, 4), sample(3, 3, 3), sample(1, 7, 1)); }

    @Override
    public Stream<int[][]> badShapes() {
        return Stream.of(new int[][] {{3, 4}, {3, 4}}, new int[][] {{3, 4}, {4}}, new int[][] {{2, 3, 4}, {4, 5}});
    }

    /** `A[m,k] B[k,n]`. */
    private static Sample sample(int m, int k, int n) {
        Numbers numbers = new Numbers(m + k + n);
        return Sample.of(new Matmul(), x -> naive(m, k, n, x[0], x[1]), m + k + n, numbers.clear(m, k),
                numbers.clear(k, n)).polynomial();
    }

    private static double[] naive(int m, int k, int n, double[] a, double[] b) {
        double[] y = new double[m * n];
        for (int i = 0; i < m; i++)
            for (int j = 0; j < n; j++) for (int l = 0; l < k; l++) y[i * n + j] += a[i * k + l] * b[l * n + j];
        return y;
    }
}

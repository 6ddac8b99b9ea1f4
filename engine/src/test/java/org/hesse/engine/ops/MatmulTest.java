package org.hesse.engine.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.stream.Stream;
import org.hesse.engine.array.Kernels.Form;
import org.hesse.testkit.Numbers;
import org.hesse.testkit.OpContract;
import org.hesse.testkit.Sample;
import org.junit.jupiter.api.Test;

class MatmulTest implements OpContract {
    @Override
    public Stream<Sample> samples() {
        return Arrays.stream(Form.values())
                .flatMap(form -> Stream.of(sample(form, 3, 5, 4), sample(form, 3, 3, 3), sample(form, 1, 7, 1)));
    }

    @Override
    public Stream<int[][]> badShapes() {
        return Stream.of(new int[][] {{3, 4}, {3, 4}}, new int[][] {{3, 4}, {4}}, new int[][] {{2, 3, 4}, {4, 5}});
    }

    @Test
    void innerSizesAreThoseOfTheForm() {
        int[] a = {3, 4};
        int[] b = {4, 3};
        assertEquals("matmul: inner sizes differ: a[3, 4], b[4, 3] as NT",
                assertThrows(IllegalArgumentException.class, () -> new Matmul(Form.NT).shape(a, b)).getMessage());
        assertThrows(IllegalArgumentException.class, () -> new Matmul(Form.TN).shape(a, b));
        assertEquals("matmul: inner sizes differ: a[3, 4], b[3, 4]",
                assertThrows(IllegalArgumentException.class, () -> new Matmul().shape(a, a)).getMessage());
    }

    /** `A[m,k] B[k,n]`, stored as the form says. */
    private static Sample sample(Form form, int m, int k, int n) {
        Numbers numbers = new Numbers(m + k + n);
        int[] a = form == Form.TN ? new int[] {k, m} : new int[] {m, k};
        int[] b = form == Form.NT ? new int[] {n, k} : new int[] {k, n};
        return Sample.of(new Matmul(form), x -> naive(form, m, k, n, x[0], x[1]), m + k + n, numbers.clear(a),
                numbers.clear(b)).named(form.toString()).polynomial();
    }

    private static double[] naive(Form form, int m, int k, int n, double[] a, double[] b) {
        double[] y = new double[m * n];
        for (int i = 0; i < m; i++)
            for (int j = 0; j < n; j++)
                for (int l = 0; l < k; l++) {
                    double left = form == Form.TN ? a[l * m + i] : a[i * k + l];
                    double right = form == Form.NT ? b[j * k + l] : b[l * n + j];
                    y[i * n + j] += left * right;
                }
        return y;
    }
}

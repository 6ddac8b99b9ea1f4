package org.hesse.engine.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.stream.IntStream;
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
                .flatMap(form -> Stream.of(sample(form, 3, 5, 4), sample(form, 3, 3, 3), sample(form, 1, 7, 1),
                        sample(form, 3, 2, 4, 2), sample(form, 2, 2, 2, 2, 3)));
    }

    @Override
    public Stream<int[][]> badShapes() {
        return Stream.of(new int[][] {{3, 4}, {3, 4}}, new int[][] {{3, 4}, {4}}, new int[][] {{2, 3, 4}, {4, 5}},
                new int[][] {{2, 3, 4}, {3, 4, 5}}, new int[][] {{4}, {4}});
    }

    @Test
    void leadingAxesAreTheSame() {
        assertEquals("matmul: leading axes differ: a[2, 3, 4], b[3, 4, 5]",
                assertThrows(IllegalArgumentException.class,
                        () -> new Matmul().shape(new int[] {2, 3, 4}, new int[] {3, 4, 5})).getMessage());
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

    /** `A[m,k] B[k,n]`, stored as the form says, once for every place of the leading axes. */
    private static Sample sample(Form form, int m, int k, int n, int... leading) {
        Numbers numbers = new Numbers(m + k + n);
        int[] a = shape(leading, form == Form.TN ? new int[] {k, m} : new int[] {m, k});
        int[] b = shape(leading, form == Form.NT ? new int[] {n, k} : new int[] {k, n});
        int count = IntStream.of(leading).reduce(1, (x, y) -> x * y);
        return Sample.of(new Matmul(form), x -> naive(form, count, m, k, n, x[0], x[1]), m + k + n, numbers.clear(a),
                numbers.clear(b)).named(form.toString()).polynomial();
    }

    private static int[] shape(int[] leading, int... matrix) {
        return IntStream.concat(IntStream.of(leading), IntStream.of(matrix)).toArray();
    }

    private static double[] naive(Form form, int count, int m, int k, int n, double[] a, double[] b) {
        double[] y = new double[count * m * n];
        for (int c = 0; c < count; c++)
            for (int i = 0; i < m; i++)
                for (int j = 0; j < n; j++)
                    for (int l = 0; l < k; l++) {
                        double left = a[c * m * k + (form == Form.TN ? l * m + i : i * k + l)];
                        double right = b[c * k * n + (form == Form.NT ? j * k + l : l * n + j)];
                        y[(c * m + i) * n + j] += left * right;
                    }
        return y;
    }
}

package org.hesse.engine.array;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The plain provider. */
class KernelsTest implements KernelsContract {
    @Override
    public Kernels kernels() { return new PlainKernels(); }

    /** An odd k is filled up with a product of zeros: it must be −0, or the sign of a zero would depend on k. */
    @Test
    void sumOfNegativeZerosIsNegativeZero() {
        for (int n : new int[] {1, 20, 70}) {
            double[] c = new double[n];
            Arrays.fill(c, -0.0);
            kernels().gemm(Kernels.Form.NN, 1, n, 1, new double[] {-0.0}, 0, ones(n), 0, 1, c, 0);
            for (double element : c) assertEquals(-0.0, element);
        }
    }

    private static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }
}

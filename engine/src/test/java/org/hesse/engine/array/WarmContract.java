package org.hesse.engine.array;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.hesse.engine.array.Kernels.Role;
import org.junit.jupiter.api.Test;

/** What warm {@link Kernels} allocate where two threads share the work: nothing, in neither of them. */
public interface WarmContract {
    Kernels kernels();

    /** With all of k at a time and in blocks, and with a row. */
    @Test
    default void sharedProductsAllocateNothing() {
        Kernels kernels = kernels();
        // values() copies its array at every call.
        Kernels.Form[] forms = Kernels.Form.values();
        double[] a = new double[150 * 800];
        double[] b = new double[130 * 800];
        double[] c = new double[150 * 130];
        Array[] left = {Array.zeros(70, 300), Array.zeros(70, 300), Array.zeros(70, 300)};
        Array right = Array.zeros(300, 50);
        Accumulator[] sums = Stacked.sums(3, 70, 50);
        check(() -> {
            for (Kernels.Form form : forms) kernels.gemm(form, 150, 130, 200, a, 0, b, 0, 1, c, 0);
            for (Kernels.Form form : forms) kernels.gemm(form, 60, 70, 800, a, 0, b, 0, 1, c, 0);
            kernels.affine(150, 130, 200, a, 0, b, 0, b, 0, 0, c, 0);
            kernels.gemm(Kernels.Form.NN, 3, left, right, sums);
        });
    }

    /** 8 images of 14 × 14, in stride 1 and 2. */
    @Test
    default void sharedConvolutionsAllocateNothing() {
        Kernels kernels = kernels();
        Role[] roles = Role.values();
        Array x = Array.zeros(8, 16, 14, 14);
        Array w = Array.zeros(48, 16, 3, 3);
        Array b = Array.zeros(48);
        Array y = Array.zeros(8, 48, 14, 14);
        Array half = Array.zeros(8, 48, 7, 7);
        check(() -> {
            for (Role role : roles) kernels.convolve(role, 1, 1, x, w, b, y, 1);
            for (Role role : roles) kernels.convolve(role, 2, 1, x, w, b, half, 0);
            kernels.addChannels(8, 48, 196, b.data(), 0, 1, y.data(), 0);
            kernels.sumChannels(8, 48, 196, y.data(), 0, 0, b.data(), 0);
        });
    }

    @Test
    default void sharedLoopsAllocateNothing() {
        Kernels kernels = kernels();
        int n = 50_000;
        double[] a = new double[n];
        double[] b = new double[n];
        double[] y = new double[n];
        check(() -> {
            kernels.axpby(n, 2, a, 0, 1, y, 0);
            kernels.multiply(n, 2, a, 0, b, 0, 1, y, 0);
            kernels.multiply(n, 2, a, 0, b, 0, b, 0, 1, y, 0);
            y[0] = kernels.dot(n, a, 0, b, 0);
            kernels.addRow(50, 1000, a, 0, 1, y, 0);
            kernels.sumRows(50, 1000, y, 0, 0, a, 0);
            kernels.maxima(2, 2, 28, 14, 14, a, 0, y, 0, b, 0);
            kernels.maxima(3, 2, 28, 13, 13, a, 0, y, 0, b, 0);
        });
    }

    private static void check(Runnable call) {
        int before = Workers.shared().threads();
        Workers.shared().threads(2);
        try {
            assertEquals(0, Warm.shared(call));
        } finally {
            Workers.shared().threads(before);
        }
    }
}

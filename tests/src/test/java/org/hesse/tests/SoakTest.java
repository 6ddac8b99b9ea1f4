package org.hesse.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import org.hesse.engine.ops.SoftmaxCrossEntropy;
import org.hesse.engine.ops.Tanh;
import org.hesse.engine.tape.NonFiniteException;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.Operator;
import org.hesse.hessian.Split;
import org.hesse.nn.Model;
import org.junit.jupiter.api.Test;

/** Long runs leave the heap flat: it is measured after a collection, ten times on the way. */
class SoakTest {
    private static final int CHECKPOINTS = 10;
    private static final long MEBIBYTE = 1 << 20;

    private final Networks.Case c = Networks.of(
            Model.mlp(4, List.of(5, 5), 3, new Tanh(), new SoftmaxCrossEntropy()), 8, 3);

    /** 10⁵ products Hv at one point. */
    @Test
    void products() {
        double[] v = c.v().clone();
        double[] hv = new double[v.length];
        try (Curvature curvature = Curvature.at(c.objective(), c.theta())) {
            Operator hessian = curvature.hessian();
            double[] first = hessian.apply(c.v());
            soak("products", 100_000, i -> {
                v[i % v.length] = Math.sin(i);
                hessian.apply(v, hv);
            });
            assertArrayEquals(first, hessian.apply(c.v()));
        }
    }

    /** 10⁴ points, each recorded, used for every kind of product and closed. */
    @Test
    void points() {
        double[] theta = c.theta().clone();
        soak("points", 10_000, i -> {
            theta[i % theta.length] = Math.sin(i);
            try (Curvature curvature = Curvature.at(c.objective(), theta)) {
                Split split = curvature.fineSplit(c.v());
                curvature.quadratic(c.v());
                curvature.hessian().apply(c.v(), split.gradient());
            }
        });
    }

    /** 10⁴ recordings that end in an error. */
    @Test
    void failures() {
        double[] theta = c.theta().clone();
        soak("failures", 10_000, i -> {
            theta[i % theta.length] = Double.NaN;
            assertThrows(NonFiniteException.class, () -> Curvature.at(c.objective(), theta));
            theta[i % theta.length] = c.theta()[i % theta.length];
            Curvature.at(c.objective(), theta).close();
        });
    }

    private static void soak(String what, int n, IntConsumer work) {
        long start = System.nanoTime();
        long[] heap = new long[CHECKPOINTS];
        for (int k = 0; k < CHECKPOINTS; k++) {
            for (int i = 0; i < n / CHECKPOINTS; i++) work.accept(k * (n / CHECKPOINTS) + i);
            heap[k] = heapAfterCollection();
        }
        long seconds = (System.nanoTime() - start) / 1_000_000_000;
        System.out.println(n + " " + what + " in " + seconds + " s, heap in bytes: " + Arrays.toString(heap));
        // The first may still hold what loading and compiling left behind.
        long growth = heap[CHECKPOINTS - 1] - heap[1];
        assertTrue(growth < MEBIBYTE, "grew by " + growth + " bytes: " + Arrays.toString(heap));
    }

    private static long heapAfterCollection() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}

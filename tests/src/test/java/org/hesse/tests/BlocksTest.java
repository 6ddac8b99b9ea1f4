package org.hesse.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.hesse.engine.array.Kernels;
import org.hesse.engine.array.PlainKernels;
import org.hesse.engine.array.Providers;
import org.hesse.engine.array.Workers;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.Split;
import org.hesse.hessian.ThirdOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What blocks of norms and attention must keep to besides the laws: bits, memory, and where curvature is born. */
class BlocksTest {
    static Stream<Networks.Case> cases() { return Blocks.all(); }

    /** Large enough that every loop and every batch of products is shared: bit for bit as by one thread. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void bitsDoNotDependOnThreads(boolean causal) {
        Networks.Case c = Blocks.encoder(16, 48, 32, causal);
        int before = Workers.shared().threads();
        try {
            List<double[]> expected = products(1, c);
            for (int threads : new int[] {2, 3, 5}) {
                List<double[]> products = products(threads, c);
                for (int i = 0; i < expected.size(); i++)
                    assertArrayEquals(expected.get(i), products.get(i), threads + " threads, product " + i);
            }
        } finally {
            Workers.shared().threads(before);
        }
    }

    /** Heads of several tiles, by the provider of the process and in plain Java. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void providersAgree(boolean causal) {
        Networks.Case c = Blocks.encoder(16, 48, 32, causal);
        Kernels before = Providers.kernels();
        int threads = Workers.shared().threads();
        List<double[]> expected = products(threads, c);
        try {
            Providers.use(new PlainKernels());
            List<double[]> plain = products(threads, c);
            for (int i = 0; i < expected.size(); i++) assertClose(expected.get(i), plain.get(i));
        } finally {
            Providers.use(before);
        }
    }

    /** Within a part of the largest number. */
    private static void assertClose(double[] expected, double[] actual) {
        double most = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        assertArrayEquals(expected, actual, 1e-12 * most);
    }

    private static List<double[]> products(int threads, Networks.Case c) {
        Workers.shared().threads(threads);
        List<double[]> products = new ArrayList<>();
        try (Curvature curvature = Curvature.at(c.objective(), c.theta())) {
            Split split = curvature.fineSplit(c.v());
            products.addAll(List.of(split.gradient(), split.gaussNewton(), split.nmeActivation(), split.nmeCoupling()));
        }
        ThirdOrder third = ThirdOrder.at(c.objective(), c.theta(), c.v());
        products.addAll(List.of(third.gaussNewton(), third.nme()));
        return products;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void warmProductsAllocateNothing(Networks.Case c) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (Curvature curvature = Curvature.at(c.objective(), c.theta())) {
            Split split = Split.fine(curvature.layout());
            long least = Long.MAX_VALUE;
            // Until the compiler has come by: interpreted, every vector is an object.
            for (int i = 0; i < 50_000 && least > 0; i++) {
                long before = threads.getCurrentThreadAllocatedBytes();
                curvature.split(c.v(), split);
                least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
            }
            assertEquals(0, least);
        }
    }

    /** N has both parts here; a network whose only function is a frozen norm has no activation part at all. */
    @ParameterizedTest
    @MethodSource("cases")
    void bothPartsAreThere(Networks.Case c) {
        try (Curvature curvature = Curvature.at(c.objective(), c.theta())) {
            Split split = curvature.fineSplit(c.v());
            assertTrue(Vectors.largest(split.nmeActivation()) > 1e-4);
            assertTrue(Vectors.largest(split.nmeCoupling()) > 1e-4);
        }
    }
}

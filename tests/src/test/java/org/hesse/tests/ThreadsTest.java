package org.hesse.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.hesse.engine.ops.Gelu;
import org.hesse.engine.ops.SoftmaxCrossEntropy;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.Operator;
import org.hesse.hessian.Split;
import org.junit.jupiter.api.Test;

/** Points of one model share a pool: threads must not get into each other's buffers. All comparisons are to the bit. */
class ThreadsTest {
    private static final int PRODUCTS = 3000;

    private final Networks.Case c = Networks.of(new Gelu(), new SoftmaxCrossEntropy());

    /** What a thread does before every tenth product. */
    private interface Pause {
        void await() throws Exception;
    }

    private Curvature at(double scale) { return Curvature.at(c.objective(), Networks.scaled(scale, c.theta())); }

    /** Products along directions of their own: each operator in turn, then a split. */
    private List<double[]> products(Curvature curvature, Pause pause) throws Exception {
        List<Operator> operators = List.of(curvature.hessian(), curvature.gaussNewton(), curvature.nme(),
                curvature.nmeActivation(), curvature.nmeCoupling());
        List<double[]> products = new ArrayList<>();
        while (products.size() < PRODUCTS) {
            int i = products.size();
            double[] v = Vectors.plus(c.v(), i, c.u());
            if (i % 10 == 0) pause.await();
            if (i % 6 < 5) products.add(operators.get(i % 6).apply(v));
            else products.add(curvature.split(v).nme());
        }
        return products;
    }

    private static void assertSame(List<double[]> expected, List<double[]> actual) {
        assertEquals(PRODUCTS, actual.size());
        for (int i = 0; i < PRODUCTS; i++) assertArrayEquals(expected.get(i), actual.get(i), "product " + i);
    }

    /** Both points live all the time; the threads wait for each other, so that they run side by side to the end. */
    @Test
    void twoPointsInTwoThreads() throws Exception {
        List<List<double[]>> expected = new ArrayList<>();
        for (int i = 1; i <= 2; i++)
            try (Curvature alone = at(i)) {
                expected.add(products(alone, () -> {}));
            }
        CyclicBarrier together = new CyclicBarrier(2);
        Pause pause = () -> together.await(1, TimeUnit.MINUTES);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (Curvature one = at(1); Curvature two = at(2)) {
            Future<List<double[]>> first = threads.submit(() -> products(one, pause));
            Future<List<double[]>> second = threads.submit(() -> products(two, pause));
            assertSame(expected.get(0), first.get());
            assertSame(expected.get(1), second.get());
        } finally {
            threads.shutdownNow();
        }
    }

    /** The same in one thread, product by product. */
    @Test
    void twoPointsInTurns() {
        try (Curvature one = at(1); Curvature two = at(2); Curvature again = at(1)) {
            for (int i = 0; i < PRODUCTS; i++) {
                double[] v = Vectors.plus(c.v(), i, c.u());
                Split first = one.fineSplit(v);
                two.fineSplit(v);
                assertArrayEquals(first.hessian(), again.fineSplit(v).hessian());
            }
        }
    }

    /** Points come and go in four threads: buffers change hands. */
    @Test
    void pointsRecordedInManyThreads() throws Exception {
        List<double[]> expected = new ArrayList<>();
        List<Callable<double[]>> tasks = new ArrayList<>();
        for (int i = 0; i < 1500; i++) {
            double scale = 1 + i % 8 / 8.0;
            Callable<double[]> task = () -> {
                try (Curvature curvature = at(scale)) {
                    return curvature.split(c.v()).nme();
                }
            };
            expected.add(i < 8 ? task.call() : expected.get(i % 8));
            tasks.add(task);
        }
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<double[]>> results = threads.invokeAll(tasks);
            for (int i = 0; i < tasks.size(); i++) assertArrayEquals(expected.get(i), results.get(i).get());
        } finally {
            threads.shutdownNow();
        }
    }
}

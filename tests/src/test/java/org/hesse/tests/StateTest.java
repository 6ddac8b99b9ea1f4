package org.hesse.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hesse.engine.ops.Gelu;
import org.hesse.engine.ops.SoftmaxCrossEntropy;
import org.hesse.engine.sweep.Channel;
import org.hesse.engine.sweep.Pull;
import org.hesse.engine.sweep.Push;
import org.hesse.engine.tape.Point;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.Operator;
import org.hesse.hessian.Split;
import org.junit.jupiter.api.Test;

/** State and determinism: same bits, untouched inputs, independent points, no allocation once warm. */
class StateTest {
    private final Networks.Case c = Networks.of(new Gelu(), new SoftmaxCrossEntropy());

    @Test
    void sameDirectionSameBitsHoweverInterleaved() {
        try (Curvature curvature = Curvature.at(c.objective(), c.theta())) {
            double[] hv = curvature.hessian().apply(c.v());
            Split split = curvature.fineSplit(c.v());
            curvature.nme().apply(c.u());
            curvature.quadratic(c.u());
            assertArrayEquals(hv, curvature.hessian().apply(c.v()));
            assertArrayEquals(split.nmeCoupling(), curvature.nmeCoupling().apply(c.v()));
            assertEquals(curvature.quadratic(c.v()), curvature.quadratic(c.v()));
        }
        try (Curvature again = Curvature.at(c.objective(), c.theta())) {
            assertArrayEquals(again.split(c.v()).hessian(), again.split(c.v()).hessian());
        }
    }

    @Test
    void parametersDirectionAndDataAreUnchanged() {
        double[][] before = {c.theta().clone(), c.v().clone(), c.x().toArray(), c.y().toArray()};
        try (Curvature curvature = Curvature.at(c.objective(), c.theta())) {
            curvature.fineSplit(c.v());
            curvature.quadratic(c.v());
        }
        assertArrayEquals(before[0], c.theta());
        assertArrayEquals(before[1], c.v());
        assertArrayEquals(before[2], c.x().toArray());
        assertArrayEquals(before[3], c.y().toArray());
    }

    @Test
    void aProductCannotOverwriteItsDirection() {
        try (Curvature curvature = Curvature.at(c.objective(), c.theta())) {
            double[] v = c.v().clone();
            Operator h = curvature.hessian();
            Exception e = assertThrows(IllegalArgumentException.class, () -> h.apply(v, v));
            assertTrue(e.getMessage().contains("hessian"), e.getMessage());
            assertArrayEquals(c.v(), v);
        }
    }

    @Test
    void aPointSurvivesChangesOfTheCallersTheta() {
        double[] theta = c.theta().clone();
        try (Curvature curvature = Curvature.at(c.objective(), theta)) {
            double[] hv = curvature.hessian().apply(c.v());
            Arrays.fill(theta, 7);
            assertArrayEquals(hv, curvature.hessian().apply(c.v()));
        }
    }

    /** Buffers go back to a pool: what is used after closing would be somebody else's numbers. */
    @Test
    void whatIsClosedOrNotYetPushedSaysSo() {
        Point point = c.objective().record(c.theta(), 1);
        Push push = new Push(point, 1);
        Pull pull = new Pull(push, Channel.HESSIAN);
        assertThrows(IllegalStateException.class, pull::run, "nothing pushed");
        push.along(c.v());
        pull.run();
        push.close();
        assertThrows(IllegalStateException.class, pull::run, "push closed");
        push.along(c.v());
        point.close();
        assertThrows(IllegalStateException.class, pull::run, "point closed");
        assertThrows(IllegalStateException.class, () -> push.along(c.v()));
        assertThrows(IllegalStateException.class, () -> new Push(point, 1));
        assertThrows(IllegalStateException.class, point::gradient);
        assertThrows(IllegalStateException.class, point::loss);
    }

    @Test
    void channelsDoNotOverwriteEachOther() {
        try (Point point = c.objective().record(c.theta(), 1); Push push = new Push(point, 1)) {
            Pull pull = new Pull(push, Channel.GAUSS_NEWTON, Channel.NME);
            double[] same = new double[c.v().length];
            push.along(c.v());
            pull.into(Channel.GAUSS_NEWTON, same);
            pull.into(Channel.NME, same);
            assertThrows(IllegalArgumentException.class, pull::run);
        }
    }

    /** One model's points share a pool: threads must not get into each other's buffers. */
    @Test
    void pointsOfTwoThreadsDoNotDisturbEachOther() throws Exception {
        List<double[]> expected = new ArrayList<>();
        List<Callable<double[]>> tasks = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            double[] theta = Networks.scaled(1 + i % 8 / 8.0, c.theta());
            Callable<double[]> task = () -> {
                try (Curvature curvature = Curvature.at(c.objective(), theta)) {
                    return curvature.split(c.v()).nme();
                }
            };
            expected.add(task.call());
            tasks.add(task);
        }
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<double[]>> results = threads.invokeAll(tasks);
            for (int i = 0; i < tasks.size(); i++) assertArrayEquals(expected.get(i), results.get(i).get());
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void aWarmedProductAllocatesNothing() {
        try (Point point = c.objective().record(c.theta(), 2); Push push = new Push(point, 2)) {
            Pull pull = new Pull(push, Channel.HESSIAN, Channel.GAUSS_NEWTON, Channel.NME, Channel.NME_ACTIVATION,
                    Channel.NME_COUPLING, Channel.THIRD, Channel.THIRD_GAUSS_NEWTON, Channel.THIRD_NME);
            double[] births = new double[point.nodes().size()];
            assertEquals(0, allocated(() -> {
                push.along(c.v());
                pull.run();
                push.births(births);
            }));
        }
        try (Curvature curvature = Curvature.at(c.objective(), c.theta())) {
            Split out = Split.fine(curvature.layout());
            double[] product = new double[c.v().length];
            Operator nme = curvature.nme();
            assertEquals(0, allocated(() -> {
                curvature.split(c.v(), out);
                nme.apply(c.v(), product);
            }));
        }
    }

    /** Bytes that this thread allocates in ten runs, the quietest ten of a few tries, after warming up. */
    private static long allocated(Runnable work) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < 3000; i++) work.run();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int k = 0; k < 10; k++) work.run();
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }
}

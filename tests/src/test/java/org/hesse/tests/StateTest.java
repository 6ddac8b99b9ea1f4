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
import org.hesse.engine.objective.UpdateRule;
import org.hesse.engine.ops.Gelu;
import org.hesse.engine.ops.SoftmaxCrossEntropy;
import org.hesse.engine.sweep.Channel;
import org.hesse.engine.sweep.Pull;
import org.hesse.engine.sweep.Push;
import org.hesse.engine.tape.Point;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.Operator;
import org.hesse.hessian.Quadratic;
import org.hesse.hessian.Split;
import org.hesse.hessian.ThirdOrder;
import org.junit.jupiter.api.Test;

/** State and determinism: same bits, untouched inputs, no allocation once warm. */
class StateTest {
    private final Networks.Case c = Networks.of(new Gelu(), new SoftmaxCrossEntropy());

    /** Everything that a point gives along v. */
    private static List<double[]> products(Curvature curvature, double[] v) {
        List<double[]> products = new ArrayList<>();
        for (Operator operator : operators(curvature)) products.add(operator.apply(v));
        for (Split s : List.of(curvature.split(v), curvature.fineSplit(v)))
            products.addAll(List.of(s.gradient(), s.hessian(), s.gaussNewton(), s.nme()));
        Split fine = curvature.fineSplit(v);
        products.addAll(List.of(fine.nmeActivation(), fine.nmeCoupling()));
        Quadratic q = curvature.quadratic(v);
        products.add(new double[] {q.gaussNewton(), q.nmeActivation(), q.nmeCoupling()});
        products.add(curvature.quadraticByLayer(v).values().stream().mapToDouble(Quadratic::hessian).toArray());
        return products;
    }

    private static List<Operator> operators(Curvature c) {
        Channel first = Channel.births("first layer", node -> node.layer().equals("fc1"));
        return List.of(c.hessian(), c.gaussNewton(), c.nme(), c.nmeActivation(), c.nmeCoupling(), c.operator(first));
    }

    private static void assertSame(List<double[]> expected, List<double[]> actual) {
        assertEquals(18, actual.size());
        for (int i = 0; i < actual.size(); i++) assertArrayEquals(expected.get(i), actual.get(i), "product " + i);
    }

    @Test
    void sameDirectionSameBitsHoweverInterleaved() {
        List<double[]> v;
        List<double[]> u;
        try (Curvature curvature = Curvature.at(c.objective(), c.theta())) {
            v = products(curvature, c.v());
            u = products(curvature, c.u());
            assertSame(v, products(curvature, c.v()));
            List<Operator> operators = operators(curvature);
            for (int i = 0; i < operators.size(); i++) {
                assertArrayEquals(u.get(i), operators.get(i).apply(c.u()));
                curvature.quadratic(c.u());
                assertArrayEquals(v.get(i), operators.get(i).apply(c.v()));
            }
        }
        try (Curvature again = Curvature.at(c.objective(), c.theta())) {
            assertSame(u, products(again, c.u()));
            assertSame(v, products(again, c.v()));
        }
    }

    @Test
    void parametersDirectionAndDataAreUnchanged() {
        double[][] before = {c.theta().clone(), c.v().clone(), c.x().toArray(), c.y().toArray()};
        try (Curvature curvature = Curvature.at(c.objective(), c.theta())) {
            products(curvature, c.v());
            curvature.hessian().dense();
        }
        ThirdOrder.at(c.objective(), c.theta(), c.v());
        UpdateRule.GRADIENT.direction(c.objective(), c.theta(), new double[c.theta().length]);
        assertArrayEquals(before[0], c.theta());
        assertArrayEquals(before[1], c.v());
        assertArrayEquals(before[2], c.x().toArray());
        assertArrayEquals(before[3], c.y().toArray());
    }

    @Test
    void aProductCannotOverwriteItsDirection() {
        try (Curvature curvature = Curvature.at(c.objective(), c.theta())) {
            double[] v = c.v().clone();
            for (Operator operator : operators(curvature)) {
                Exception e = assertThrows(IllegalArgumentException.class, () -> operator.apply(v, v));
                assertTrue(e.getMessage().contains("would overwrite a direction"), e.getMessage());
                assertArrayEquals(c.v(), v);
                assertArrayEquals(operator.apply(c.v()), operator.apply(v), "it works again");
            }
        }
    }

    /** A split with the direction among its own vectors is refused, or right in all the others and in that one. */
    @Test
    void aSplitOverItsDirectionIsRefusedOrRight() {
        try (Curvature curvature = Curvature.at(c.objective(), c.theta())) {
            List<double[]> expected = vectors(curvature.fineSplit(c.v()));
            int refused = 0;
            for (int i = 0; i < 6; i++) {
                Split out = Split.fine(curvature.layout());
                double[] v = vectors(out).get(i);
                System.arraycopy(c.v(), 0, v, 0, v.length);
                try {
                    curvature.split(v, out);
                    for (int k = 0; k < 6; k++) assertArrayEquals(expected.get(k), vectors(out).get(k));
                } catch (IllegalArgumentException e) {
                    assertArrayEquals(c.v(), v);
                    refused++;
                }
            }
            assertTrue(refused >= 3, "Gv and both parts of Nv are written while v is still read: " + refused);
        }
    }

    private static List<double[]> vectors(Split s) {
        return List.of(s.gradient(), s.hessian(), s.gaussNewton(), s.nme(), s.nmeActivation(), s.nmeCoupling());
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
            double[] forms = new double[3];
            Operator nme = curvature.nme();
            assertEquals(0, allocated(() -> {
                curvature.split(c.v(), out);
                nme.apply(c.v(), product);
                curvature.quadratic(c.v(), forms);
            }));
        }
    }

    @Test
    void warmedLanesAllocateNothing() {
        try (Curvature curvature = Curvature.at(c.objective(), c.theta())) {
            double[][] lanes = {c.v(), c.theta(), new double[c.v().length]};
            Split[] coarse = new Split[lanes.length];
            Arrays.setAll(coarse, l -> Split.coarse(curvature.layout()));
            assertEquals(0, allocated(() -> curvature.split(lanes, coarse)));
        }
    }

    private static List<Operator> throughOutputs(Curvature c) {
        Operator j = c.jacobian();
        return List.of(j, j.transposed().times(c.lossHessian()).times(j), j.transposed().times(j), c.empiricalFisher(),
                c.monteCarloFisher(2, 1), c.attribution().operator("fc*"));
    }

    @Test
    void operatorsThroughTheOutputsAllocateNothingOnceWarm() {
        try (Curvature curvature = Curvature.at(c.objective(), c.theta())) {
            for (Operator a : throughOutputs(curvature)) {
                double[] out = new double[a.rows()];
                assertEquals(0, allocated(() -> a.apply(c.v(), out)), a.toString());
            }
        }
    }

    @Test
    void operatorsThroughTheOutputsKeepNothingOfADirection() {
        try (Curvature curvature = Curvature.at(c.objective(), c.theta())) {
            List<Operator> operators = throughOutputs(curvature);
            List<double[]> first = operators.stream().map(a -> a.apply(c.v())).toList();
            for (Operator a : operators) a.apply(c.u());
            curvature.split(c.u());
            for (int i = 0; i < first.size(); i++) {
                Operator a = operators.get(i);
                double[][] lanes = new double[2][a.rows()];
                a.apply(new double[][] {c.u(), c.v()}, lanes);
                assertArrayEquals(first.get(i), a.apply(c.v()), a.toString());
                assertArrayEquals(first.get(i), lanes[1], a + " in a lane");
            }
        }
    }

    /** Bytes that this thread allocates in 200 runs once warm; something else's may come in between, so in the best. */
    private static long allocated(Runnable work) {
        warm(work);
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5 && least > 0; i++) least = Math.min(least, allocated(200, work));
        return least;
    }

    /** For longer if ten runs are not quiet: a busy machine compiles late, what is not compiled yet boxes vectors. */
    private static void warm(Runnable work) {
        for (int i = 0; i < 3000; i++) work.run();
        for (int i = 0; i < 500 && allocated(10, work) > 0; i++) work.run();
    }

    private static long allocated(int runs, Runnable work) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int k = 0; k < runs; k++) work.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}

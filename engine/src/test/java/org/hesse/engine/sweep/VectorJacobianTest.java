package org.hesse.engine.sweep;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.hesse.engine.array.Array;
import org.hesse.engine.tape.Point;
import org.hesse.engine.tape.Var;
import org.hesse.testkit.Numbers;
import org.junit.jupiter.api.Test;

/** The transpose of the forward sweep, from any node. */
class VectorJacobianTest {
    private static final int P = TwoLayers.LAYOUT.size();

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) sum += a[i] * b[i];
        return sum;
    }

    private static double[] numbers(int seed, int n) { return new Numbers(seed).clear(n).data(); }

    private static double[] run(VectorJacobian sweep, double[] u) {
        double[] out = numbers(9, P);
        sweep.run(new double[][] {u}, new double[][] {out});
        return out;
    }

    /** z = abx: Jᵀu = u(bx, ax); of h = ax: u(x, 0). */
    @Test
    void byHand() {
        try (Point point = TwoFactors.record(0, true)) {
            double[] out = new double[2];
            new VectorJacobian(point, point.output(), 1).run(new double[][] {{-4}}, new double[][] {out});
            assertArrayEquals(new double[] {-4 * TwoFactors.B * TwoFactors.X, -4 * TwoFactors.A * TwoFactors.X}, out);
            Var h = point.output().inputs().get(0);
            new VectorJacobian(point, h, 1).run(new double[][] {{3}}, new double[][] {out});
            assertArrayEquals(new double[] {3 * TwoFactors.X, 0}, out);
        }
    }

    /** ⟨u, Jv⟩ = ⟨Jᵀu, v⟩ at every node, leaves too. */
    @Test
    void transposesTheForwardSweepAtEveryNode() {
        int checked = 0;
        try (Point point = TwoLayers.record(true); Push push = new Push(point, 1)) {
            double[] v = TwoLayers.direction(5);
            push.along(v);
            for (Var node : point.nodes()) {
                double[] u = numbers(20 + node.id(), node.value().size());
                Array moved = push.coefficient(node, 1);
                double expected = moved == null ? 0 : dot(u, moved.toArray());
                assertEquals(expected, dot(run(new VectorJacobian(point, node, 1), u), v), 1e-13, node.toString());
                checked++;
            }
        }
        assertTrue(checked >= 10, checked + " nodes");
    }

    /** From the loss, u = 1, it is ∇L, whose adjoints are left alone. */
    @Test
    void fromTheLossItIsTheGradient() {
        try (Point point = TwoLayers.record(true)) {
            double[] out = run(new VectorJacobian(point, point.lossNode(), 1), new double[] {1});
            assertTrue(point.lossNode().adjoint().isEmpty(), "the gradient is not there yet");
            assertArrayEquals(Pull.gradient(point), out);
        }
    }

    @Test
    void lanesHaveTheBitsOfOneAlone() {
        try (Point point = TwoLayers.record(true)) {
            int m = point.output().value().size();
            VectorJacobian lanes = new VectorJacobian(point, point.output(), 5);
            VectorJacobian one = new VectorJacobian(point, point.output(), 1);
            for (int used = 5; used > 0; used--) {
                double[][] u = new double[used][];
                for (int l = 0; l < used; l++) u[l] = numbers(30 + l, m);
                double[][] out = new double[used][P];
                lanes.run(u, out);
                for (int l = 0; l < used; l++) assertArrayEquals(run(one, u[l]), out[l]);
            }
        }
    }

    @Test
    void whatDoesNotFitIsRefused() {
        try (Point point = TwoLayers.record(true); Point other = TwoLayers.record(true)) {
            VectorJacobian sweep = new VectorJacobian(point, point.output(), 1);
            assertMessage("vector_jacobian: u has 3 numbers, second/affine has 8",
                    () -> sweep.run(new double[1][3], new double[1][P]));
            assertMessage("vector_jacobian: takes 1 to 1 vectors at a time, got 2 and places for 2",
                    () -> sweep.run(new double[2][8], new double[2][P]));
            assertMessage("vector_jacobian: second/affine was recorded at another point",
                    () -> new VectorJacobian(point, other.output(), 1));
            assertMessage("vector_jacobian: needs at least one lane, got 0",
                    () -> new VectorJacobian(point, point.output(), 0));
            assertThrows(IllegalArgumentException.class, () -> sweep.run(new double[1][8], new double[1][3]));
            VectorJacobian two = new VectorJacobian(point, point.output(), 2);
            double[] same = new double[P];
            assertMessage("vector_jacobian: one product would overwrite a vector or another",
                    () -> two.run(new double[2][8], new double[][] {same, same}));
        }
    }

    @Test
    void aClosedPointIsRefused() {
        Point point = TwoLayers.record(true);
        VectorJacobian sweep = new VectorJacobian(point, point.output(), 1);
        point.close();
        assertThrows(IllegalStateException.class, () -> sweep.run(new double[1][8], new double[1][P]));
    }

    private static void assertMessage(String expected, Runnable call) {
        assertEquals(expected, assertThrows(IllegalArgumentException.class, call::run).getMessage());
    }
}

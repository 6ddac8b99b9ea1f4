package org.hesse.engine.sweep;

import static org.hesse.engine.sweep.TwoFactors.A;
import static org.hesse.engine.sweep.TwoFactors.B;
import static org.hesse.engine.sweep.TwoFactors.R;
import static org.hesse.engine.sweep.TwoFactors.X;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Kernels;
import org.hesse.engine.array.Layout;
import org.hesse.engine.op.Linear;
import org.hesse.engine.ops.Add;
import org.hesse.engine.ops.Mse;
import org.hesse.engine.ops.Multiply;
import org.hesse.engine.ops.Square;
import org.hesse.engine.ops.Sum;
import org.hesse.engine.tape.NonFiniteException;
import org.hesse.engine.tape.Point;
import org.hesse.engine.tape.Tape;
import org.hesse.engine.tape.Var;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PullTest {
    private static final double[] V = {1, -2};
    /** `b v_a + a v_b`, so that z₁ = xs. */
    private static final double S = B * V[0] + A * V[1];

    /** ∇L = rx(b, a). */
    @Test
    void gradientIsPulledOnce() {
        try (Point point = TwoFactors.record(0, false)) {
            assertArrayEquals(new double[] {R * X * B, R * X * A}, Pull.gradient(point));
            assertSame(Pull.gradient(point), Pull.gradient(point));
        }
    }

    /** Gv = x²s(b, a), Nv = rx(v_b, v_a), all of it coupling. */
    @Test
    void curvature() {
        assertChannel(Channel.GAUSS_NEWTON, X * X * S * B, X * X * S * A);
        assertChannel(Channel.NME, R * X * V[1], R * X * V[0]);
        assertChannel(Channel.NME_COUPLING, R * X * V[1], R * X * V[0]);
        assertChannel(Channel.NME_ACTIVATION, 0, 0);
        assertChannel(Channel.HESSIAN, X * X * S * B + R * X * V[1], X * X * S * A + R * X * V[0]);
    }

    /** vᵀGv = x²s² and vᵀNv = 2rx v_a v_b: half of their gradients. */
    @Test
    void third() {
        double[] gn = {X * X * S * V[1], X * X * S * V[0]};
        double[] nme = {X * X * B * V[0] * V[1], X * X * A * V[0] * V[1]};
        assertChannel(Channel.THIRD_GAUSS_NEWTON, gn);
        assertChannel(Channel.THIRD_NME, nme);
        assertChannel(Channel.THIRD, gn[0] + nme[0], gn[1] + nme[1]);
    }

    private static void assertChannel(Channel channel, double... expected) {
        try (Point point = TwoFactors.record(2, true); Push push = new Push(point, channel.order())) {
            push.along(V);
            Pull pull = new Pull(push, channel);
            pull.run();
            assertArrayEquals(expected, pull.result(channel), channel.name());
            pull.run();
            assertArrayEquals(expected, pull.result(channel), channel.name() + " again");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gauss_newton", "nme", "nme_coupling", "nme_activation"})
    void splitNeedsAnOutput(String name) {
        Channel channel = switch (name) {
            case "gauss_newton" -> Channel.GAUSS_NEWTON;
            case "nme" -> Channel.NME;
            case "nme_coupling" -> Channel.NME_COUPLING;
            default -> Channel.NME_ACTIVATION;
        };
        try (Point point = TwoFactors.record(1, false); Push push = new Push(point, 1)) {
            String message = assertThrows(IllegalStateException.class, () -> new Pull(push, channel)).getMessage();
            assertEquals(name + ": the recording has no output(z) that tells the model from the loss", message);
        }
    }

    @Test
    void hessianNeedsNoOutput() {
        try (Point point = TwoFactors.record(1, false); Push push = new Push(point, 1)) {
            push.along(V);
            Pull pull = new Pull(push, Channel.HESSIAN);
            pull.run();
            assertArrayEquals(new double[] {X * X * S * B + R * X * V[1], X * X * S * A + R * X * V[0]},
                    pull.result(Channel.HESSIAN));
        }
    }

    @Test
    void thirdNeedsSecondOrderJets() {
        try (Point point = TwoFactors.record(2, true); Push push = new Push(point, 1)) {
            String message = assertThrows(IllegalArgumentException.class, () -> new Pull(push, Channel.THIRD))
                    .getMessage();
            assertEquals("third: needs jets of order 2, pushed were 1", message);
        }
    }

    @Test
    void channelThatIsNotPulledHasNoResult() {
        try (Point point = TwoFactors.record(1, true); Push push = new Push(point, 1)) {
            Pull pull = new Pull(push, Channel.NME);
            assertRefused("hessian: this pull has [nme]", () -> pull.result(Channel.HESSIAN));
        }
    }

    /** What only feeds a wanted channel, or lies with the point already, would never be written. */
    @Test
    void channelThatIsNotLeftAtTheParametersIsRefused() {
        try (Point point = TwoFactors.record(2, true); Push push = new Push(point, 2)) {
            Pull third = new Pull(push, Channel.THIRD);
            assertRefused("hessian: this pull has [third]", () -> third.into(Channel.HESSIAN, new double[2]));
            Pull both = new Pull(push, Channel.GRADIENT, Channel.HESSIAN);
            assertRefused("gradient: it lies with the point already", () -> both.into(Channel.GRADIENT, new double[2]));
            assertArrayEquals(Pull.gradient(point), both.result(Channel.GRADIENT));
        }
    }

    private static void assertRefused(String expected, Runnable call) {
        assertEquals(expected, assertThrows(IllegalArgumentException.class, call::run).getMessage());
    }

    /** `y = x`, whose first pull of the gradient and first pull along a direction fail. */
    private static final class Failing implements Linear {
        private int pulls;

        @Override
        public int[] shape(int[]... in) { return in[0].clone(); }

        @Override
        public void apply(Kernels k, int i, Array x, Accumulator y) { k.add(1, x, y); }

        @Override
        public void transpose(Kernels k, int i, Array ybar, Accumulator xbar) {
            if (pulls++ % 2 == 0) throw new IllegalStateException("this once");
            k.add(1, ybar, xbar);
        }
    }

    /** L = ½w², so ∇L = w and Hv = v: what a failed run left must not be added to by the next. */
    @Test
    void aRunAfterAFailedOneIsRight() {
        Tape tape = new Tape(Layout.builder().add("w", 1, 1).build(), new double[] {3}, 1);
        Var z = tape.output(tape.apply(new Failing(), tape.parameter("w")));
        try (Point point = tape.point(tape.apply(new Mse(), z, tape.constant(Array.zeros(1, 1))));
                Push push = new Push(point, 1)) {
            assertThrows(IllegalStateException.class, () -> Pull.gradient(point));
            assertArrayEquals(new double[] {3}, Pull.gradient(point));
            push.along(new double[] {1});
            Pull pull = new Pull(push, Channel.HESSIAN);
            assertThrows(IllegalStateException.class, pull::run);
            pull.run();
            assertArrayEquals(new double[] {1}, pull.result(Channel.HESSIAN));
        }
    }

    /** L = (wc)c: 1e100 at w = 1e-300, c = 1e200, but its slope c² overflows. */
    @Test
    void nonFiniteGradientNamesTheFirstNode() {
        Tape tape = new Tape(Layout.builder().add("w").build(), new double[] {1e-300}, 0);
        Var c = tape.constant(Array.scalar(1e200));
        Var product = tape.apply(new Multiply(), tape.apply(new Multiply(), tape.parameter("w"), c), c);
        try (Point point = tape.point(tape.apply(new Sum(), product))) {
            assertEquals("gradient: the first non-finite adjoint is that of w[0] = Infinity",
                    assertThrows(NonFiniteException.class, () -> Pull.gradient(point)).getMessage());
        }
    }

    /** L = u² + (wc)c: ∂L/∂w overflows; the curvature along u, fed by adjoints that are finite, is 2 all the same. */
    @Test
    void aGradientThatFailsLeavesOtherChannelsRight() {
        Tape tape = new Tape(Layout.builder().add("u").add("w").build(), new double[] {3, 1e-300}, 1);
        Var c = tape.constant(Array.scalar(1e200));
        Var product = tape.apply(new Multiply(), tape.apply(new Multiply(), tape.parameter("w"), c), c);
        Var sum = tape.apply(new Add(), tape.apply(new Square(), tape.parameter("u")), product);
        try (Point point = tape.point(tape.apply(new Sum(), sum)); Push push = new Push(point, 1)) {
            Pull pull = new Pull(push, Channel.HESSIAN);
            push.along(new double[] {1, 0});
            pull.run();
            assertArrayEquals(new double[] {2, 0}, pull.result(Channel.HESSIAN));
            assertThrows(NonFiniteException.class, () -> Pull.gradient(point));
            pull.run();
            assertArrayEquals(new double[] {2, 0}, pull.result(Channel.HESSIAN));
        }
    }
}

package org.hesse.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Layout;
import org.hesse.engine.array.Pool;
import org.hesse.engine.array.Selection;
import org.hesse.engine.ops.Affine;
import org.hesse.engine.ops.Gelu;
import org.hesse.engine.ops.SoftmaxCrossEntropy;
import org.hesse.engine.sweep.Channel;
import org.hesse.engine.sweep.Pull;
import org.hesse.engine.sweep.Push;
import org.hesse.engine.tape.Point;
import org.hesse.engine.tape.Tape;
import org.hesse.engine.tape.Var;
import org.junit.jupiter.api.Test;

/**
 * The multiply-adds of every product, in units of the layer's own GEMM, are those of the design's table, exactly.
 *
 * <p>Layers of very different widths tell the counts of the first, the inner and the last layer apart.
 */
class GemmCountTest {
    private static final int BATCH = 3;
    /** Sizes of the GEMMs of the layers 2→101→211→1: the first, an inner and the last one. */
    private static final int[] WIDTHS = {2, 101, 211, 1};

    private final CountingKernels counting = new CountingKernels();
    private final Layout layout = layout();
    private final double[] theta = IntStream.range(0, layout.size()).mapToDouble(Math::sin).toArray();
    private final double[] v = IntStream.range(0, layout.size()).mapToDouble(Math::cos).toArray();

    private static Layout layout() {
        Layout.Builder builder = Layout.builder();
        for (int l = 1; l < WIDTHS.length; l++) builder.add("w" + l, WIDTHS[l], WIDTHS[l - 1]).add("b" + l, WIDTHS[l]);
        return builder.build();
    }

    private Point record(int order) { return record(order, layout, theta); }

    private Point record(int order, Layout selected, double[] at) {
        Tape tape = new Tape(selected, at, order, counting, new Pool());
        tape.freeze(layout, theta);
        Var x = tape.constant(Array.of(new double[] {1, 2, 3, 4, 5, 6}, BATCH, 2));
        for (int l = 1; l < WIDTHS.length; l++) {
            x = tape.apply(new Affine(), x, tape.parameter("w" + l), tape.parameter("b" + l));
            if (l < WIDTHS.length - 1) x = tape.apply(new Gelu(), x);
        }
        tape.output(x);
        return tape.point(tape.apply(new SoftmaxCrossEntropy(), x, tape.constant(Array.zeros(BATCH))));
    }

    private static void assertCounts(String what, int first, int inner, int last, long counted) {
        long[] gemm = new long[3];
        for (int l = 0; l < 3; l++) gemm[l] = (long) BATCH * WIDTHS[l] * WIDTHS[l + 1];
        assertEquals(first * gemm[0] + inner * gemm[1] + last * gemm[2], counted, what);
    }

    private long pull(Push push, Channel... channels) {
        Pull pull = new Pull(push, channels);
        push.along(v);
        pull.run();
        return counting.take();
    }

    @Test
    void countsAreThoseOfTheDesign() {
        Point point = record(1);
        Pull.gradient(point);
        long gradient = counting.take();
        assertCounts("gradient", 2, 3, 3, gradient);
        Push push = new Push(point, 1);
        long product = pull(push, Channel.HESSIAN);
        assertCounts("Hv, stored", 2, 6, 6, product);
        assertCounts("∇L, Hv, nothing stored", 4, 9, 9, gradient + product);
        assertCounts("Gv, stored", 2, 4, 4, pull(push, Channel.GAUSS_NEWTON));
        assertCounts("Nv, stored", 2, 6, 4, pull(push, Channel.NME));
        long split = pull(push, Channel.GAUSS_NEWTON, Channel.NME);
        assertCounts("split, stored", 3, 8, 6, split);
        assertCounts("split, nothing stored", 5, 11, 9, gradient + split);
        assertCounts("fine split, nothing stored", 6, 13, 9,
                gradient + pull(push, Channel.GAUSS_NEWTON, Channel.NME_ACTIVATION, Channel.NME_COUPLING));
        push.along(v);
        push.births(new double[point.nodes().size()]);
        assertCounts("both quadratic forms, stored", 1, 3, 3, counting.take());
    }

    /** Other channels need the adjoints of inner nodes alone; ∇L asked for later is made of those, to the same bits. */
    @Test
    void theGradientIsNotPulledUnlessAskedFor() {
        Point early = record(1);
        double[] gradient = Pull.gradient(early);
        counting.take();
        Point point = record(1);
        Push push = new Push(point, 1);
        push.along(v);
        push.births(new double[point.nodes().size()]);
        assertCounts("both quadratic forms, nothing stored", 2, 5, 5, counting.take());
        assertCounts("Hv beside them", 1, 4, 4, pull(push, Channel.HESSIAN) - pushed(push));
        assertArrayEquals(gradient, Pull.gradient(point));
        assertCounts("∇L at last", 1, 1, 1, counting.take());
    }

    /** What the forward sweep of {@link #pull} takes. */
    private long pushed(Push push) {
        push.along(v);
        return counting.take();
    }

    /** Frozen layers are evaluated once and never again; nothing is pulled through those before the first selected. */
    @Test
    void frozenParametersCostNothingTheyNeedNot() {
        Selection last = layout.select("w3,b3");
        Point point = record(1, last.part(), last.gather(theta));
        assertCounts("recording", 1, 1, 1, counting.take());
        Pull.gradient(point);
        assertCounts("gradient of the last layer", 0, 0, 1, counting.take());
        Push push = new Push(point, 1);
        Pull pull = new Pull(push, Channel.HESSIAN);
        push.along(last.gather(v));
        pull.run();
        assertCounts("Hv of the last layer", 0, 0, 2, counting.take());

        Selection inner = layout.select("w2");
        point = record(1, inner.part(), inner.gather(theta));
        Pull.gradient(point);
        assertCounts("recording and gradient of the inner layer", 1, 2, 2, counting.take());
        push = new Push(point, 1);
        pull = new Pull(push, Channel.GAUSS_NEWTON, Channel.NME);
        push.along(inner.gather(v));
        pull.run();
        assertCounts("split of the inner layer", 0, 3, 2, counting.take());
    }

    /** Eight directions: eight times the product, one recording and one gradient. */
    @Test
    void lanesShareThePoint() {
        Point point = record(1);
        Pull.gradient(point);
        assertCounts("gradient", 2, 3, 3, counting.take());
        double[][] lanes = new double[8][];
        Arrays.fill(lanes, v);
        Push push = new Push(point, 1, 8);
        Pull pull = new Pull(push, Channel.HESSIAN);
        push.along(lanes);
        pull.run();
        assertCounts("eight Hv, stored", 8 * 2, 8 * 6, 8 * 6, counting.take());
    }

    @Test
    void thirdOrder() {
        Point point = record(2);
        Pull.gradient(point);
        long gradient = counting.take();
        Push push = new Push(point, 2);
        List<Channel> channels = new ArrayList<>(List.of(Channel.HESSIAN, Channel.THIRD));
        long third = pull(push, channels.toArray(Channel[]::new));
        assertCounts("∇L, Hv, ½∇(vᵀHv), nothing stored", 5, 16, 16, gradient + third);
    }

    /**
     * Recording and ∇L 3; x₁ by 2 GEMMs; ḡ by 1; s̄ at the inputs 2, at the parameters 2. In a first layer x₁ takes
     * one, nothing is pulled to the inputs, and one of the parameters' two has no tangent of the input.
     */
    @Test
    void thirdOrderOfGaussNewtonNeedsNoSecondCoefficientsInTheModel() {
        Point point = record(2);
        Pull.gradient(point);
        long gradient = counting.take();
        Push straight = Push.straight(point, 1);
        Pull pull = new Pull(straight, Channel.THIRD_GAUSS_NEWTON);
        straight.along(v);
        pull.run();
        assertCounts("∇L, ½∇(vᵀGv), nothing stored", 4, 10, 10, gradient + counting.take());

        Push full = new Push(point, 2);
        Pull same = new Pull(full, Channel.THIRD_GAUSS_NEWTON);
        full.along(v);
        same.run();
        assertCounts("the same with second coefficients", 4, 12, 12, gradient + counting.take());
        assertArrayEquals(same.result(Channel.THIRD_GAUSS_NEWTON), pull.result(Channel.THIRD_GAUSS_NEWTON));
        for (Channel channel : List.of(Channel.THIRD, Channel.THIRD_NME))
            assertThrows(IllegalArgumentException.class, () -> new Pull(straight, channel));
    }
}

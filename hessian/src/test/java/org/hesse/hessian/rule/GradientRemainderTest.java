package org.hesse.hessian.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CancellationException;
import org.hesse.engine.array.Layout;
import org.hesse.engine.objective.Batch;
import org.hesse.engine.objective.Progress;
import org.hesse.engine.op.Elementwise;
import org.hesse.engine.op.Replaced.Derivative;
import org.hesse.engine.ops.LeakyRelu;
import org.hesse.engine.ops.Power;
import org.hesse.engine.ops.Relu;
import org.hesse.engine.ops.Square;
import org.hesse.engine.ops.Sum;
import org.hesse.engine.tape.Var;
import org.junit.jupiter.api.Test;

/** The gradient's remainder where it can be written down, in both smooth and kinked losses. */
class GradientRemainderTest {
    private static final double[] RHO = {0.5, 0.25, 0.125, 0.0625};

    /** `L = Σ φ(x_i)`, with as many φ one after the other as are given. */
    private static Batch sum(int n, Elementwise... functions) {
        return new Batch(Layout.builder().add("x", n).build(), tape -> {
            Var x = tape.parameter("x");
            for (Elementwise function : functions) x = tape.apply(function, x);
            return tape.apply(new Sum(), x);
        });
    }

    private static GradientRemainder along(Batch batch, double[] theta, double... u) {
        return GradientRemainder.along(batch, theta, u, Progress.NONE, RHO);
    }

    /** L = Σ x³: ∇L(θ + ρu) − ∇L(θ) − ρHu = 3ρ²u∘u; u = (3, 4)/5, so that e = 3ρ²√(81 + 256)/25. */
    @Test
    void cubicIsKnown() {
        GradientRemainder remainder = along(sum(2, new Power(3)), new double[] {1, 2}, 30, 40);
        for (int i = 0; i < RHO.length; i++) {
            assertEquals(RHO[i], remainder.samples().get(i).rho());
            double expected = 3 * RHO[i] * RHO[i] * Math.sqrt(337) / 25;
            assertEquals(expected, remainder.samples().get(i).error(), 1e-13);
        }
        assertEquals(2, remainder.slope(), 1e-12);
        assertEquals(5, remainder.gradients());
    }

    /** At θ = (1, 2), g = (3, 12): u = (1, 4)/√17, e = 3ρ²√(1 + 256)/17. */
    @Test
    void alongTheGradient() {
        GradientRemainder remainder = GradientRemainder.alongGradient(sum(2, new Power(3)), new double[] {1, 2},
                Progress.NONE, RHO);
        assertEquals(3 * 0.25 * Math.sqrt(257) / 17, remainder.samples().get(0).error(), 1e-13);
    }

    /** A quadratic loss has none: what is left is rounding, of which no slope is taken. */
    @Test
    void quadraticHasNone() {
        GradientRemainder remainder = along(sum(3, new Square()), new double[] {1, -2, 0.3}, 1, 2, 3);
        remainder.samples().forEach(sample -> assertTrue(sample.error() <= remainder.rounding()));
        assertEquals(Double.NaN, remainder.slope());
    }

    /** L = Σ (0.3x)², x < 0. Near its minimum as well, where ‖∇L‖ says nothing of what is rounded at a distance. */
    @Test
    void quadraticHasNoneNearItsMinimum() {
        Batch quadratic = sum(3, new LeakyRelu(0.3), new Square());
        GradientRemainder remainder = along(quadratic, new double[] {-1e-9, -2e-9, -3e-10}, -1, -2, -3);
        remainder.samples().forEach(sample -> assertTrue(sample.error() <= remainder.rounding()));
        assertEquals(Double.NaN, remainder.slope());
    }

    /** L = relu(x)² at the kink 0: H = 0 there, ∇L(ρ) = 2ρ, so e = 2ρ to one side and 0 to the other. */
    @Test
    void kinkIsOfFirstOrder() {
        Batch kinked = sum(1, new Relu(), new Square());
        GradientRemainder right = along(kinked, new double[] {0}, 1);
        assertEquals(1, right.samples().get(0).error());
        assertEquals(1, right.slope(), 1e-12);
        assertEquals(0, along(kinked, new double[] {0}, -1).samples().get(0).error());
    }

    /** L = Σ φ(x), φ = x² with φ″ = 0 in place of 2: H = 0, e = 2ρ‖u‖. */
    @Test
    void aSecondDerivativeLeftOutIsOfFirstOrder() {
        Elementwise hat = new Square().withSecondDerivative(Derivative.ZERO, Derivative.ZERO);
        GradientRemainder remainder = along(sum(2, hat), new double[] {1, 2}, 3, 4);
        for (GradientRemainder.Sample sample : remainder.samples())
            assertEquals(2 * sample.rho(), sample.error(), 1e-14);
        assertEquals(1, remainder.slope(), 1e-12);
    }

    @Test
    void wrongUse() {
        Batch cubic = sum(2, new Power(3));
        assertEquals("gradient_remainder: rho must be positive, got 0.0",
                assertThrows(IllegalArgumentException.class, () -> GradientRemainder.along(cubic, new double[2],
                        new double[] {1, 0}, Progress.NONE, 0)).getMessage());
        assertEquals("gradient_remainder: the direction's length must be positive, got 0.0",
                assertThrows(IllegalArgumentException.class, () -> along(cubic, new double[2], 0, 0)).getMessage());
        assertThrows(IllegalArgumentException.class, () -> along(cubic, new double[2], 1));
        assertThrows(CancellationException.class, () -> GradientRemainder.along(cubic, new double[2],
                new double[] {1, 0}, (done, total) -> done < 2, RHO));
    }
}

package org.hesse.lab.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.hesse.engine.objective.Progress;
import org.hesse.engine.objective.UpdateRule;
import org.hesse.engine.ops.Abs;
import org.hesse.engine.ops.Gelu;
import org.hesse.engine.ops.LeakyRelu;
import org.hesse.engine.ops.Relu;
import org.hesse.engine.op.Elementwise;
import org.junit.jupiter.api.Test;

class NoiseTest {
    private static final double[] SIGMA = {0.1, 0.01, 0.001};

    private static Numbers measure(Elementwise fn) {
        return new NoiseMeter(Training.of(Tiny.SETTING, fn, UpdateRule.GRADIENT, 2), 200, SIGMA)
                .measure(Progress.NONE);
    }

    private static double factor(Numbers n, int k) {
        return n.all("rise_" + k)[0] / (SIGMA[k] * SIGMA[k] * n.get("trace_hessian"));
    }

    /** Each probe is ½σ²εᵀHε + O(σ⁴), the mean of which is ½σ² tr H; what is beyond falls 100 times as σ² does. */
    @Test
    void theFactorIsAHalfForSmoothActivations() {
        Numbers n = measure(new Gelu());
        double error = n.all("rise_2")[1] / Math.abs(1e-6 * n.get("trace_hessian"));
        assertEquals(0.5, factor(n, 2), 3 * error);
        double c = n.get("trace_hessian");
        assertEquals(0, n.all("beyond_2")[0] / (1e-6 * c), 1e-4);
        assertEquals(0.01, n.all("beyond_1")[0] / 1e-4 / (n.all("beyond_0")[0] / 1e-2), 0.005);
        assertEquals(c, n.get("trace_gauss_newton") + n.get("trace_nme"), 1e-10 * Math.abs(c));
    }

    /** tr N = 0 with ReLU; the rest of the rise is what kinks add, at the order of σ². */
    @Test
    void kinksAreTheRestForRelu() {
        Numbers n = measure(new Relu());
        assertEquals(0, n.get("trace_nme"), 0);
        double beyond = n.all("beyond_1")[0];
        double error = Math.hypot(n.all("beyond_1")[1], n.all("kinks_1")[1]);
        assertEquals(n.all("kinks_1")[0], beyond, 3 * error);
        assertTrue(Math.abs(beyond) > 3 * n.all("beyond_1")[1], "there are some: " + beyond);
    }

    /** φ′ of leaky ReLU jumps by 1 − slope, and a kink adds as much less. */
    @Test
    void kinksCountByTheirJump() {
        Numbers n = measure(new LeakyRelu(0.5));
        double error = Math.hypot(n.all("beyond_1")[1], n.all("kinks_1")[1]);
        assertEquals(n.all("kinks_1")[0], n.all("beyond_1")[0], 3 * error);
        assertTrue(Math.abs(n.all("kinks_1")[0]) > 3 * error, "twice as much would not do");
        assertEquals(0.5, NoiseMeter.jump(new LeakyRelu(0.5)));
        assertEquals(1, NoiseMeter.jump(new Relu()));
        assertEquals(2, NoiseMeter.jump(new Abs()));
        assertEquals(0, NoiseMeter.jump(new Gelu()), "smooth");
        assertEquals(0, measure(new Gelu()).all("kinks_0")[0]);
    }

    @Test
    void saysWhatItFound() {
        Findings findings = new Noise(Tiny.SETTING, 16).run(Contexts.of());
        assertEquals(List.of("gelu", "relu"), List.copyOf(findings.fields().keySet()));
        assertEquals(10, findings.tables().get(0).rows().rows().size(), "two activations at five σ");
        assertTrue(findings.comparisons().get(1).startsWith("ReLU"), findings.comparisons()::toString);
    }
}

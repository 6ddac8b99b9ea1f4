package org.hesse.lab.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OrderTest {
    private static Findings run(String... activations) {
        return new Order(Tiny.SETTING, 4).run(Contexts.of(activations));
    }

    private static double field(Findings findings, String activation, String name) {
        return (double) ((Map<?, ?>) findings.fields().get(activation)).get(name);
    }

    /** e = ½ρ²‖∇(uᵀHu)‖ + O(ρ³) with the true φ″, ρ‖N_activation u‖ + O(ρ²) without. */
    @Test
    void slopesAreTheOrdersOfTheRemainder() {
        Findings findings = run("gelu", "gelu_hat", "relu");
        assertEquals(2, field(findings, "gelu", "slope"), 0.01);
        assertEquals(2, field(findings, "gelu", "gradient_slope"), 0.01);
        assertEquals(1, field(findings, "gelu_hat", "slope"), 0.01);
        assertTrue(field(findings, "relu", "crossings_at_0.1") > 0);
        assertTrue(findings.comparisons().get(0).startsWith("Agrees"), findings.comparisons()::toString);
    }

    @Test
    void everyRadiusIsInTheTable() {
        Findings findings = run("relu");
        assertEquals(51, findings.tables().get(0).rows().rows().size(), "5 decades of 10, and the last end");
        assertEquals(List.of("relu"), List.copyOf(findings.fields().keySet()));
    }
}

package org.hesse.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.hesse.engine.ops.BetaGelu;
import org.hesse.engine.ops.Gelu;
import org.hesse.engine.ops.GeluHat;
import org.hesse.engine.ops.Identity;
import org.hesse.engine.ops.ReluHat;
import org.hesse.engine.ops.Tanh;
import org.junit.jupiter.api.Test;

class ActivationsTest {
    @Test
    void interventionsHaveNames() {
        assertEquals(new GeluHat(), Activations.parse("gelu_hat"));
        assertEquals(new ReluHat(100), Activations.parse("relu_hat"));
        assertEquals(new ReluHat(7), Activations.parse("relu_hat:7"));
        assertEquals(new ReluHat(7), Activations.parse(" relu_hat:beta=7"));
    }

    @Test
    void anyHasTheSecondDerivativeOfAnyOther() {
        assertEquals(new Gelu().withSecondDerivativeOf(new Identity()), Activations.parse("gelu/identity"));
        assertEquals(new Tanh().withSecondDerivativeOf(new ReluHat(10)), Activations.parse("tanh/relu_hat:10"));
        assertEquals(new BetaGelu(4).withSecondDerivativeOf(new BetaGelu(2)),
                Activations.parse("beta_gelu:4/beta_gelu:beta=2"));
    }

    @Test
    void whatIsUnknownNamesAll() {
        String message = assertThrows(IllegalArgumentException.class, () -> Activations.parse("gelu/zero"))
                .getMessage();
        assertTrue(message.startsWith("--activation: unknown 'zero', there are "), message);
        assertTrue(message.contains(" gelu_hat, ") && message.contains(" relu_hat:beta, "), message);
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Activations.parse("gelu/relu_hat:-1"))
                .getMessage().contains("beta must be finite and positive, it is -1.0"));
    }
}

package org.hesse.engine.op;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class OpTest {
    @Test
    void namesAreClassNamesInSnakeCase() {
        assertEquals("tanh", Op.snakeCase("Tanh"));
        assertEquals("beta_gelu", Op.snakeCase("BetaGelu"));
        assertEquals("conv2d", Op.snakeCase("Conv2d"));
        assertEquals("softmax_cross_entropy", Op.snakeCase("SoftmaxCrossEntropy"));
    }
}

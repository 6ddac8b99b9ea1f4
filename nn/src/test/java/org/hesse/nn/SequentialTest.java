package org.hesse.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.hesse.engine.array.Array;
import org.hesse.engine.ops.Mse;
import org.hesse.engine.ops.Tanh;
import org.hesse.engine.tape.Point;
import org.hesse.nn.layers.Activation;
import org.hesse.nn.layers.Dense;
import org.hesse.nn.layers.Residual;
import org.junit.jupiter.api.Test;

class SequentialTest {
    private static final Layer TANH = new Activation(new Tanh());

    @Test
    void namesEveryNode() {
        Residual block = new Residual(List.of(new Dense("inner", 3), TANH), List.of(TANH));
        Model model = new Model(new int[] {3}, List.of(new Dense("fc", 3), TANH, block), new Mse());
        try (Point point = model.objective(Array.zeros(2, 3), Array.zeros(2, 3)).record(model.initialize(1), 0)) {
            List<String> ops = point.nodes().stream().filter(node -> node.op() != null)
                    .map(node -> node.layer() + "=" + node.op().name()).toList();
            assertEquals(List.of("fc=affine", "1:tanh=tanh", "2:residual/inner=affine", "2:residual/1:tanh=tanh",
                    "2:residual/shortcut/0:tanh=tanh", "2:residual=add", "loss=mse"), ops);
            assertEquals("2:residual", point.output().layer());
        }
    }

    @Test
    void saysWhichLayerDoesNotFit() {
        Residual block = new Residual(List.of(TANH, new Dense("", 2)));
        List<Layer> layers = List.of(TANH, block);
        Exception e = assertThrows(IllegalArgumentException.class, () -> new Model(new int[] {3}, layers, new Mse()));
        assertEquals("layers[1]: residual: layers[1]: parameter name '.weight' must be of A-Z, a-z, 0-9,"
                + " '_', '.' and '-', and not start with the last two", e.getMessage());
    }
}

package org.hesse.nn.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.hesse.engine.array.Array;
import org.hesse.engine.ops.Mse;
import org.hesse.engine.ops.Relu;
import org.hesse.engine.ops.Tanh;
import org.hesse.nn.Model;
import org.hesse.testkit.Program;
import org.hesse.testkit.ProgramContract;
import org.junit.jupiter.api.Test;

class ActivationTest implements ProgramContract {
    @Override
    public Stream<Program> programs() {
        return Stream.of(Layers.program(new Activation(new Tanh()), 5, 4),
                Layers.program(new Activation(new Relu()), 3, 2, 4));
    }

    @Test
    void keepsTheShapeAndHasNoParameters() {
        Model model = new Model(new int[] {2, 2}, List.of(new Activation(new Relu())), new Mse());
        assertEquals(0, model.layout().size());
        Array z = model.outputs(new double[0], Array.of(new double[] {-1, 2, -3, 4}, 1, 2, 2));
        assertArrayEquals(new double[] {0, 2, 0, 4}, z.toArray());
        assertArrayEquals(new int[] {1, 2, 2}, z.shape());
    }

    @Test
    void isCalledByPlaceAndFunction() { assertEquals("3:relu", new Activation(new Relu()).label(3)); }
}

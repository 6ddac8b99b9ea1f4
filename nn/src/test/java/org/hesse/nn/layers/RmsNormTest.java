package org.hesse.nn.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Stream;
import org.hesse.engine.array.Array;
import org.hesse.nn.Model;
import org.hesse.testkit.Program;
import org.hesse.testkit.ProgramContract;
import org.junit.jupiter.api.Test;

class RmsNormTest implements ProgramContract {
    @Override
    public Stream<Program> programs() {
        return Stream.of(Layers.program(new RmsNorm("rms"), 3, 5), Layers.program(new RmsNorm("eps", 0.1), 2, 3, 4));
    }

    /** The row 1, 7 has the mean square 25. */
    @Test
    void dividesByTheRootOfTheMeanSquare() {
        Model model = Layers.model(new int[] {2}, new RmsNorm("rms", 1e-300));
        assertEquals("[rms.weight[2]]", model.layout().toString());
        Array z = model.outputs(new double[] {10, 100}, Array.of(new double[] {1, 7}, 1, 2));
        assertArrayEquals(new double[] {2, 140}, z.toArray(), 1e-13);
    }
}

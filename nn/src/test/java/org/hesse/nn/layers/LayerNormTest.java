package org.hesse.nn.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Stream;
import org.hesse.engine.array.Array;
import org.hesse.nn.Model;
import org.hesse.testkit.Program;
import org.hesse.testkit.ProgramContract;
import org.junit.jupiter.api.Test;

class LayerNormTest implements ProgramContract {
    @Override
    public Stream<Program> programs() {
        return Stream.of(Layers.program(new LayerNorm("ln"), 3, 5), Layers.program(new LayerNorm("eps", 0.1), 2, 3, 4));
    }

    /** Rows 1, 3 and 2, 6: means 2 and 4, variances 1 and 4, and eps 0 beside a variance that is as small as none. */
    @Test
    void isTheNormalizedRowTimesWeightPlusBias() {
        Model model = Layers.model(new int[] {2}, new LayerNorm("ln", 1e-300));
        assertEquals("[ln.weight[2], ln.bias[2]]", model.layout().toString());
        assertArrayEquals(new double[] {1, 1, 0, 0}, model.initialize(1));
        Array z = model.outputs(new double[] {10, 20, 1, 2}, Array.of(new double[] {1, 3, 2, 6}, 2, 2));
        assertArrayEquals(new double[] {-9, 22, -9, 22}, z.toArray());
    }

    @Test
    void refusesAnEpsilonThatIsNotPositive() {
        for (double eps : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
            assertEquals("layer_norm: eps must be finite and above 0, got " + eps,
                    Layers.refusal(() -> new LayerNorm("ln", eps)));
    }
}

package org.hesse.nn.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.hesse.engine.array.Array;
import org.hesse.engine.ops.Add;
import org.hesse.nn.Model;
import org.hesse.testkit.Program;
import org.hesse.testkit.ProgramContract;
import org.junit.jupiter.api.Test;

class EmbeddingTest implements ProgramContract {
    private static final Array IDS = Array.of(new double[] {1, 0, 1, 3}, 2, 2);

    /** Ids do not move: the input is added to the rows. */
    @Override
    public Stream<Program> programs() {
        Embedding layer = new Embedding("tok", 4, 3);
        return Stream.of(Program.of("embedding", Layers.model(new int[] {2}, layer).layout(),
                (tape, x) -> tape.apply(new Add(), layer.apply(tape, tape.constant(IDS)), x), 2, 2, 3).output(2, 2, 3));
    }

    @Test
    void looksRowsUp() {
        Model model = Layers.model(new int[] {2}, new Embedding("tok", 4, 2));
        assertEquals("[tok.weight[4, 2]]", model.layout().toString());
        assertArrayEquals(new int[] {2, 2}, model.output());
        Array z = model.outputs(new double[] {1, 2, 3, 4, 5, 6, 7, 8}, IDS);
        assertArrayEquals(new double[] {3, 4, 1, 2, 3, 4, 7, 8}, z.toArray());
    }

    @Test
    void saysWhichIdHasNoRow() {
        Model model = Layers.model(new int[] {2}, new Embedding("tok", 3, 2));
        Array y = Array.zeros(2, 2, 2);
        assertEquals("tok: x[3] = 3.0 is not one of 0..2", Layers.refusal(() -> model.check(IDS, y)));
        Model two = Layers.model(new int[] {2},
                new Residual(List.of(new Embedding("a", 4, 2)), List.of(new Embedding("b", 3, 2))));
        assertEquals("b: x[3] = 3.0 is not one of 0..2", Layers.refusal(() -> two.check(IDS, y)));
        assertEquals("embedding: count and dim must be at least 1, got 0 and 2",
                Layers.refusal(() -> new Embedding("tok", 0, 2)));
    }

    /** One segment, whose gradient is that of both uses: `z = E Eᵀ` of one id, `L = ½‖z − y‖²`. */
    @Test
    void tiedItIsOneParameterOfTwoLayers() {
        Model model = Layers.model(new int[] {1}, new Embedding("tok", 2, 1),
                new Dense("head", 2, false, "tok.weight"));
        assertEquals("[tok.weight[2, 1]]", model.layout().toString());
        double[] e = {2, 3};
        Array y = Array.of(new double[] {1, 1}, 1, 1, 2);
        double[] gradient = new double[2];
        // z = (e0², e0 e1) = (4, 6), r = (3, 5): dL/de0 = 3·2e0 + 5e1, dL/de1 = 5e0.
        model.objective(Array.zeros(1, 1), y).gradient(e, gradient);
        assertArrayEquals(new double[] {27, 10}, gradient);
    }

    @Test
    void saysWhyATieDoesNotHold() {
        assertEquals("layers[1]: head.weight[5, 2] is tied to tok.weight[4, 2]: the shapes differ",
                Layers.refusal(() -> Layers.model(new int[] {3}, new Embedding("tok", 4, 2),
                        new Dense("head", 5, true, "tok.weight"))));
        assertEquals("layers[1]: head.weight is tied to emb.weight, which no layer before declares; there are"
                + " [tok.weight]",
                Layers.refusal(() -> Layers.model(new int[] {3}, new Embedding("tok", 4, 2),
                        new Dense("head", 4, true, "emb.weight"))));
    }
}

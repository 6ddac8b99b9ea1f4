package org.hesse.nn.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.hesse.engine.array.Array;
import org.hesse.engine.ops.Multiply;
import org.hesse.engine.ops.Normalize;
import org.hesse.engine.ops.Reshape;
import org.hesse.engine.ops.Transpose;
import org.hesse.engine.tape.Tape;
import org.hesse.engine.tape.Var;
import org.hesse.nn.Layer;
import org.hesse.nn.Model;
import org.hesse.nn.Parameters;
import org.hesse.testkit.Program;
import org.hesse.testkit.ProgramContract;
import org.junit.jupiter.api.Test;

class BatchNormTest implements ProgramContract {
    @Override
    public Stream<Program> programs() {
        return Stream.of(Layers.program(new BatchNorm("features"), 4, 3),
                Layers.program(new BatchNorm("space", 0.1), 3, 2, 2, 2),
                Layers.program(new BatchNorm("frozen", 0.1, true), 3, 2, 2));
    }

    /** Channel 0 has 1, 3, 1, 3 in two examples of two places, channel 1 has 20, 60, 60, 20. */
    @Test
    void statisticsAreThoseOfBatchAndSpace() {
        Model model = Layers.model(new int[] {2, 2}, new BatchNorm("bn", 1e-300));
        assertEquals("[bn.weight[2], bn.bias[2]]", model.layout().toString());
        assertEquals("[]", model.buffers().toString());
        Array x = Array.of(new double[] {1, 3, 20, 60, 1, 3, 60, 20}, 2, 2, 2);
        Array z = model.outputs(new double[] {1, 2, 10, 20}, x);
        assertArrayEquals(new double[] {9, 11, 18, 22, 9, 11, 22, 18}, z.toArray());
    }

    /** `(x − 1)/√(3 + 1)·10 + 5`. */
    @Test
    void frozenItTakesTheBuffers() {
        Model fresh = Layers.model(new int[] {1}, new BatchNorm("bn", 1, true));
        assertEquals("[bn.running_mean[1], bn.running_var[1]]", fresh.buffers().toString());
        assertEquals("[bn.weight[1], bn.bias[1], bn.running_mean[1], bn.running_var[1]]", fresh.saved().toString());
        assertArrayEquals(new double[] {0, 1}, fresh.bufferValues());
        Model model = fresh.withBuffers(new double[] {1, 3});
        Array x = Array.of(new double[] {3, 1}, 2, 1);
        assertArrayEquals(new double[] {15, 5}, model.outputs(new double[] {10, 5}, x).toArray());
        assertArrayEquals(new double[] {0, 1}, fresh.bufferValues(), "the first model keeps its own");
        assertEquals("bn.running_var[0] = -3.0 must be at least 0.0",
                Layers.refusal(() -> fresh.withBuffers(new double[] {1, -3})));
        assertTrue(Layers.refusal(() -> fresh.withBuffers(new double[3])).startsWith("buffers: has 3 numbers"));
    }

    /** A batch is not cut where examples depend on each other; the layer that couples them is named. */
    @Test
    void microBatchesAreRefusedUnlessFrozen() {
        Array x = Array.of(new double[] {1, 2, 3, 4, 5, 7, 9, 8}, 4, 2);
        Residual inner = new Residual(List.of(new Dense("fc", 2), new BatchNorm("bn")));
        Model model = Layers.model(new int[] {2}, new Dense("in", 2), inner);
        assertEquals("model: 4 examples cannot be cut into micro-batches of 3: layer 1:residual/bn gives an example"
                + " other outputs in another batch", Layers.refusal(() -> model.objective(x, x, 3)));
        assertEquals(1, model.objective(x, x, 4).parts().size());
        Residual shortcut = new Residual(List.of(new Dense("fc", 2)), List.of(new BatchNorm("bn")));
        Model other = Layers.model(new int[] {2}, shortcut);
        assertTrue(Layers.refusal(() -> other.objective(x, x, 2)).contains("layer 0:residual/shortcut/bn gives"));
        Model frozen = Layers.model(new int[] {2}, new BatchNorm("bn", 1e-5, true));
        assertEquals(2, frozen.objective(x, x, 3).parts().size());
    }

    /** A layer of one op, which does not say whether it couples examples. */
    private record Silent(BiFunction<Tape, Var, Var> of) implements Layer {
        @Override
        public int[] declare(Parameters parameters, int[] in) { return in; }

        @Override
        public Var apply(Tape tape, Var x) { return of.apply(tape, x); }
    }

    /** By batch statistics, though the first two examples are equal; by the place in the batch. */
    @Test
    void microBatchesAreRefusedWhereALayerIsSeenToCoupleThem() {
        Array x = Array.of(new double[] {1, 2, 1, 2, 5, 7, 9, 8}, 4, 2);
        for (BiFunction<Tape, Var, Var> coupling : List.<BiFunction<Tape, Var, Var>>of(
                (tape, y) -> tape.apply(new Normalize(1e-5, 0), y),
                (tape, y) -> tape.apply(new Multiply(), y, tape.constant(places(y.value(), 2))),
                (tape, y) -> tape.apply(new Multiply(), y, tape.constant(places(y.value(), Double.NaN))))) {
            Model model = Layers.model(new int[] {2}, new Dense("in", 2), new Silent(coupling), new Dense("out", 2));
            String refusal = Layers.refusal(() -> model.objective(x, x, 3));
            assertTrue(refusal.contains("layer 1:silent gives an example other outputs in another batch"), refusal);
            assertEquals(1, model.objective(x, x, 4).parts().size());
        }
    }

    /** 1 for all numbers of the first example, another number for those of the others. */
    private static Array places(Array y, double other) {
        Array places = Array.zeros(y.shape());
        for (int i = 0; i < places.size(); i++) places.set(i, i < y.size() / y.dim(0) ? 1 : other);
        return places;
    }

    /** Where the first axis is for a while not that of the examples, what comes behind is still looked at. */
    @Test
    void examplesThatAreFoldedIntoRowsCanBeCut() {
        Array x = Array.of(new double[] {1, 2, 3, 4, 5, 7, 9, 8}, 4, 2);
        Silent fold = new Silent((tape, y) -> tape.apply(new Reshape(y.value().size(), 1), y));
        Silent turn = new Silent((tape, y) -> tape.apply(new Transpose(1, 0), y));
        Silent unfold = new Silent((tape, y) -> tape.apply(new Reshape(y.value().size() / 2, 2), y));
        assertEquals(2, Layers.model(new int[] {2}, fold, unfold).objective(x, x, 3).parts().size());
        assertEquals(2, Layers.model(new int[] {2}, turn, turn).objective(x, x, 3).parts().size());
    }
}

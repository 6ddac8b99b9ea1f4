package org.hesse.nn.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hesse.engine.array.Array;
import org.hesse.nn.Model;
import org.hesse.testkit.Program;
import org.hesse.testkit.ProgramContract;
import org.junit.jupiter.api.Test;

class DropoutTest implements ProgramContract {
    @Override
    public Stream<Program> programs() {
        return Stream.of(Layers.program(new Dropout(0.4, 1), 3, 4), Layers.program(new Dropout(0, 1), 2, 3));
    }

    /** One mask a seed: so many numbers are 0 as the rate says, to six standard deviations, the others 1/(1 − rate). */
    @Test
    void maskIsThatOfTheSeed() {
        int n = 10_000;
        double rate = 0.3;
        Array ones = Array.zeros(n, 1);
        for (int i = 0; i < n; i++) ones.set(i, 1);
        Model model = Layers.model(new int[] {1}, new Dropout(rate, 5));
        double[] z = model.outputs(new double[0], ones).toArray();
        assertArrayEquals(z, model.outputs(new double[0], ones).toArray());
        long dropped = Arrays.stream(z).filter(y -> y == 0).count();
        assertEquals(rate * n, (double) dropped, 6 * Math.sqrt(n * rate * (1 - rate)));
        assertEquals(n - dropped, Arrays.stream(z).filter(y -> y == 1 / (1 - rate)).count());
        Model other = Layers.model(new int[] {1}, new Dropout(rate, 6));
        assertFalse(Arrays.equals(z, other.outputs(new double[0], ones).toArray()));
    }

    /** In each step another one, within a residual block too; none where nothing is trained. */
    @Test
    void masksOfATraining() {
        int n = 1000;
        Array ones = Array.zeros(n, 1);
        for (int i = 0; i < n; i++) ones.set(i, 1);
        Model model = inBlock(5);
        Set<List<Double>> seen = new HashSet<>();
        seen.add(outputs(model, ones));
        for (int step = 0; step < 20; step++) seen.add(outputs(model.training(step), ones));
        for (int seed = 6; seed < 9; seed++)
            seen.add(outputs(inBlock(seed).training(3), ones));
        assertEquals(24, seen.size());
        assertEquals(outputs(model.training(7), ones), outputs(model.training(7), ones));
        long dropped = outputs(model.training(7), ones).stream().filter(y -> y == 1).count();
        assertEquals(0.5 * n, (double) dropped, 6 * Math.sqrt(n * 0.25));
        assertEquals(Set.of(2.0), Set.copyOf(outputs(model.evaluation(), ones)));
        assertEquals(outputs(model.training(7), ones), outputs(model.training(3).training(7), ones));
        assertEquals(outputs(model.evaluation(), ones), outputs(model.training(3).evaluation(), ones));
        String refusal = Layers.refusal(() -> model.training(7).objective(ones, ones, 2));
        assertTrue(refusal.contains("layer 0:residual/0:dropout gives"), refusal);
        assertEquals(500, model.evaluation().objective(ones, ones, 2).parts().size());
        Model without = Layers.model(new int[] {1}, new Dropout(0, 5));
        assertSame(without, without.training(1));
        assertSame(without, without.evaluation());
    }

    private static Model inBlock(int seed) {
        return Layers.model(new int[] {1}, new Residual(List.of(new Dropout(0.5, seed))));
    }

    private static List<Double> outputs(Model model, Array x) {
        return Arrays.stream(model.outputs(new double[0], x).toArray()).boxed().toList();
    }

    @Test
    void cannotBeCutIntoMicroBatches() {
        Array x = Array.zeros(4, 1);
        Model model = Layers.model(new int[] {1}, new Dropout(0.5, 1));
        assertEquals("model: 4 examples cannot be cut into micro-batches of 2: layer 0:dropout gives an example other"
                + " outputs in another batch", Layers.refusal(() -> model.objective(x, x, 2)));
        assertEquals(2, Layers.model(new int[] {1}, new Dropout(0, 1)).objective(x, x, 2).parts().size());
        assertEquals("dropout: rate must be in [0, 1), got 1.0", Layers.refusal(() -> new Dropout(1, 0)));
    }
}

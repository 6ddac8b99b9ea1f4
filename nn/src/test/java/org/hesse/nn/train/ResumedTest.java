package org.hesse.nn.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An optimiser that takes over another's state goes on to the same bits. */
class ResumedTest {
    static Stream<Supplier<Optimizer>> optimizers() {
        return Stream.of(() -> new Sgd(0.9, 0.01), () -> new Nesterov(0.9, 0.01), () -> new Adam(0.01));
    }

    private static void steps(Optimizer optimizer, double[] theta, int from, int to) {
        for (int step = from; step < to; step++) {
            double[] direction = new SplittableRandom(step).doubles(theta.length, -1, 1).toArray();
            for (int i = 0; i < theta.length; i++) direction[i] += theta[i];
            optimizer.step(theta, direction, 0.1);
        }
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void sameBits(Supplier<Optimizer> settings) {
        double[] straight = {1, -2, 3};
        steps(settings.get(), straight, 0, 20);

        Optimizer before = settings.get();
        double[] theta = {1, -2, 3};
        steps(before, theta, 0, 9);
        Map<String, double[]> saved = before.state();
        double[] forgetful = theta.clone();
        steps(settings.get(), forgetful, 9, 20);
        Optimizer after = settings.get();
        after.restore(saved);
        steps(after, theta, 9, 20);
        assertArrayEquals(straight, theta);
        assertFalse(Arrays.equals(straight, forgetful), "the memory shows");
    }

    /** Later steps of either do not reach into the saved arrays, nor these into them. */
    @ParameterizedTest
    @MethodSource("optimizers")
    void statesAreCopies(Supplier<Optimizer> settings) {
        Optimizer optimizer = settings.get();
        steps(optimizer, new double[3], 0, 2);
        Map<String, double[]> saved = optimizer.state();
        Map<String, double[]> copy = copy(saved);
        Optimizer other = settings.get();
        other.restore(saved);
        steps(optimizer, new double[3], 2, 4);
        steps(other, new double[3], 2, 4);
        copy.forEach((name, array) -> assertArrayEquals(array, saved.get(name)));
        assertEquals(copy.keySet(), saved.keySet());
        saved.values().forEach(array -> Arrays.fill(array, Double.NaN));
        other.state().values().forEach(array -> assertFalse(Double.isNaN(array[0])));
    }

    private static Map<String, double[]> copy(Map<String, double[]> state) {
        Map<String, double[]> copy = new LinkedHashMap<>();
        state.forEach((name, array) -> copy.put(name, array.clone()));
        return copy;
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void beforeTheFirstStepThereIsNothingToSave(Supplier<Optimizer> settings) {
        Optimizer used = settings.get();
        assertEquals(Map.of(), used.state());
        double[] first = {1, -2, 3};
        steps(used, first, 0, 3);
        used.restore(Map.of());
        assertEquals(Map.of(), used.state());
        double[] again = {1, -2, 3};
        steps(used, again, 0, 3);
        assertArrayEquals(first, again);
    }

    /** A first step of wrong sizes is none: the optimiser is as new, and takes θ of another size. */
    @ParameterizedTest
    @MethodSource("optimizers")
    void aRefusedStepLeavesNothing(Supplier<Optimizer> settings) {
        Optimizer optimizer = settings.get();
        message(() -> optimizer.step(new double[2], new double[3], 0.1));
        assertEquals(Map.of(), optimizer.state());
        optimizer.step(new double[3], new double[3], 0.1);
        optimizer.state().values().stream().filter(array -> array.length > 1)
                .forEach(array -> assertEquals(3, array.length));
    }

    @Test
    void statesOfOtherKindsAreRefused() {
        assertEquals("sgd: its state is [momentum], not [step]",
                message(() -> new Sgd(0).restore(Map.of("step", new double[1]))));
        assertEquals("adam: its state has a number of steps, not [momentum]",
                message(() -> new Adam().restore(Map.of("momentum", new double[1]))));
        assertEquals("adam: its state is [first, second], not [first]",
                message(() -> new Adam().restore(Map.of("first", new double[2], "step", new double[] {3}))));
        assertEquals("adam: sizes differ in its state: first 2, second 3", message(() -> new Adam()
                .restore(Map.of("first", new double[2], "second", new double[3], "step", new double[] {3}))));
        for (double step : new double[] {0, 2.5, Double.NaN})
            assertEquals("adam: step must be a whole number, 1 or more, got " + step, message(() -> new Adam().restore(
                    Map.of("first", new double[2], "second", new double[2], "step", new double[] {step}))));
        Optimizer plain = (theta, direction, learningRate) -> {};
        assertEquals(Map.of(), plain.state());
        message(() -> plain.restore(Map.of("momentum", new double[1])));
    }

    private static String message(Runnable call) {
        return assertThrows(IllegalArgumentException.class, call::run).getMessage();
    }
}

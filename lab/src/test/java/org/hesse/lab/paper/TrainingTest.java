package org.hesse.lab.paper;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.hesse.engine.array.Array;
import org.hesse.engine.objective.Progress;
import org.hesse.engine.objective.UpdateRule;
import org.hesse.engine.ops.Gelu;
import org.hesse.nn.data.Dataset;
import org.hesse.nn.data.Digits;
import org.junit.jupiter.api.Test;

class TrainingTest {
    private static Training training(Setting setting) {
        return Training.of(setting, new Gelu(), UpdateRule.GRADIENT, 3);
    }

    @Test
    void theSameBitsTwice() {
        Trained one = training(Tiny.SETTING).run(Progress.NONE);
        Trained two = training(Tiny.SETTING).run(Progress.NONE);
        assertArrayEquals(one.theta(), two.theta());
        assertEquals(one.testAccuracy(), two.testAccuracy());
        assertEquals(30, one.steps());
    }

    /** Of the labels that are drawn anew one in ten stays what it was, on average. */
    @Test
    void labelsOfTheTrainingPartAreReplaced() {
        Dataset.Split clean = Digits.load().split(600, 5);
        Dataset.Split noisy = Setting.DIGITS.data(5);
        int changed = (int) IntStream.range(0, 600)
                .filter(i -> clean.train().y().get(i) != noisy.train().y().get(i)).count();
        assertTrue(changed > 90 && changed <= 120, "changed " + changed + " of 120 drawn");
        assertArrayEquals(clean.train().x().toArray(), noisy.train().x().toArray());
        assertArrayEquals(clean.test().y().toArray(), noisy.test().y().toArray());
        assertEquals(1197, noisy.test().size());
    }

    @Test
    void aDivergenceIsAResult() {
        Trained trained = training(Tiny.SETTING.learningRate(1e200)).run(Progress.NONE);
        assertTrue(trained.diverged(), trained.message());
        assertTrue(trained.steps() < 30);
        assertTrue(trained.testAccuracy() <= 1, "there is one, of whatever θ is left");
        assertEquals(1, trained.numbers().get("diverged"));
    }

    @Test
    void observersSeeTheStartAndEverySoManySteps() {
        List<Integer> steps = new ArrayList<>();
        training(Tiny.SETTING).run(Progress.NONE, 10, (step, theta) -> steps.add(step));
        assertEquals(List.of(0, 10, 20, 30), steps);
    }

    @Test
    void stepsAreWholeEpochs() {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Tiny.SETTING.steps(31)).getMessage()
                .contains("31 steps are no whole epochs, of 3 steps"));
    }

    @Test
    void accuracyOfEqualsAndNaN() {
        Array z = Array.of(new double[] {1, 1, 0, 1, Double.NaN, 0}, 3, 2);
        assertEquals(1.0 / 3, Trained.accuracy(z, Array.of(new double[] {0, 0, 1}, 3)), 0,
                "of equals the first; 0 < 1 is a miss; NaN is one");
        assertEquals(1.0 / 3, Trained.accuracy(z, Array.of(new double[] {1, 0, 1, 0, 0, 1}, 3, 2)));
        assertFalse(Trained.accuracy(z, Array.of(new double[] {1, 1, 0}, 3)) > 1.0 / 3);
    }
}

package org.hesse.nn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.DoubleStream;
import org.hesse.engine.array.Array;
import org.junit.jupiter.api.Test;

class DatasetTest {
    private final Dataset two = new Dataset(Array.of(new double[] {1, 2, 3, 4}, 2, 2), Array.of(new double[] {0, 1}, 2),
            2);

    @Test
    void takesRowsInOrder() {
        Dataset taken = two.take(1, 0, 1);
        assertEquals(3, taken.size());
        assertEquals(2, taken.classes());
        assertArrayEquals(new int[] {3, 2}, taken.x().shape());
        assertArrayEquals(new double[] {3, 4, 1, 2, 3, 4}, taken.x().toArray());
        assertArrayEquals(new double[] {1, 0, 1}, taken.y().toArray());
    }

    @Test
    void takesFromAWindowAndOfAnyShape() {
        double[] data = {9, 1, 2, 3, 4, 5, 6, 7, 8};
        Dataset images = new Dataset(Array.view(data, 1, 2, 2, 2), Array.view(data, 5, 2, 1, 2));
        assertArrayEquals(new double[] {5, 6, 7, 8}, images.take(1).x().toArray());
        assertArrayEquals(new double[] {7, 8}, images.take(1).y().toArray());
        assertArrayEquals(new int[] {1, 2, 2}, images.take(1).x().shape());
        assertEquals(0, images.classes());
    }

    @Test
    void copies() {
        two.take(0).x().set(0, 99);
        assertEquals(1, two.x().get(0));
    }

    @Test
    void splitsIntoTwoPartsOfTheWhole() {
        Dataset all = numbered(100);
        Dataset.Split split = all.split(30, 4);
        assertEquals(30, split.train().size());
        assertEquals(70, split.test().size());
        double[] both = DoubleStream.concat(numbers(split.train()), numbers(split.test())).sorted().toArray();
        assertArrayEquals(numbers(all).toArray(), both);
    }

    @Test
    void aSplitIsDeterminedByItsSeed() {
        Dataset all = numbered(100);
        assertEquals(all.split(30, 4).train().sha256(), all.split(30, 4).train().sha256());
        assertNotEquals(all.split(30, 4).train().sha256(), all.split(30, 5).train().sha256());
    }

    @Test
    void aPartMayBeEmpty() {
        assertEquals(0, two.split(0, 1).train().size());
        assertEquals(0, two.split(2, 1).test().size());
    }

    /** From Python: sha256(pack('>iii4d', 2,2,2, 1,2,3,4) + pack('>ii2d', 1,2, 0,1) + pack('>i', 2)). */
    @Test
    void hashesItsContents() {
        assertEquals("527c9ad3e93be4b2beeac502e1c2001e2d7d4ed6f30b43bd38d7f0f44264b0ce", two.sha256());
        assertEquals(two.sha256(), two.take(0, 1).sha256());
        assertNotEquals(two.sha256(), two.take(1, 0).sha256());
        assertNotEquals(two.sha256(), new Dataset(two.x(), two.y()).sha256());
    }

    @Test
    void namesWhatDoesNotFit() {
        assertEquals("dataset: needs one target an example, got x[2, 2], y[3]",
                message(() -> new Dataset(Array.zeros(2, 2), Array.zeros(3))));
        assertEquals("dataset: needs one target an example, got x[], y[2]",
                message(() -> new Dataset(Array.scalar(0), Array.zeros(2))));
        assertEquals("dataset: label y[1] = 1.0 is not one of 0..0", message(() -> new Dataset(two.x(), two.y(), 1)));
        assertEquals("dataset: label y[0] = NaN is not one of 0..1",
                message(() -> new Dataset(Array.zeros(1), Array.of(new double[] {Double.NaN}, 1), 2)));
        assertEquals("dataset: class numbers are y[n], got y[2, 2]", message(() -> new Dataset(two.x(), two.x(), 5)));
        assertEquals("dataset: no example 2, there are 2", message(() -> two.take(0, 2)));
        assertEquals("dataset: cannot train on 3 examples, there are 2", message(() -> two.split(3, 1)));
    }

    private static Dataset numbered(int n) {
        Array numbers = Array.of(DoubleStream.iterate(0, i -> i + 1).limit(n).toArray(), n);
        return new Dataset(numbers, numbers);
    }

    private static DoubleStream numbers(Dataset data) { return DoubleStream.of(data.x().toArray()); }

    private static String message(Runnable call) {
        return assertThrows(IllegalArgumentException.class, call::run).getMessage();
    }
}

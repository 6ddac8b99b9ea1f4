package org.hesse.lab.timing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Kernels;
import org.hesse.engine.array.PlainKernels;
import org.hesse.engine.array.Providers;
import org.hesse.engine.array.Strided;
import org.hesse.engine.ops.Mse;
import org.hesse.engine.ops.Tanh;
import org.hesse.nn.Model;
import org.junit.jupiter.api.Test;

class CountsTest {
    private static final RandomCase CASE = RandomCase.draw(Model.mlp(3, List.of(4), 2, new Tanh(), new Mse()), 5, 1, 0);

    /** The forward products are 5·3·4 and 5·4·2; pulled are both weights and the inner input. */
    @Test
    void productsOfTheGradient() {
        Counts counts = Counts.of(Entry.all(1).get(0), CASE);
        assertEquals(5, counts.gemms());
        assertEquals(2 * 60 + 3 * 40, counts.multiplyAdds());
        // At least the values of all layers and ∇L: 4 + 4 + 2 for 5 examples, 26 parameters.
        assertTrue(counts.peakBytes() >= 8 * (50 + 26), counts.toString());
        assertTrue(counts.peakBytes() < 8 * 1000, counts.toString());
    }

    @Test
    void kernelsAreRestoredAfterAFailureToo() {
        Kernels before = Providers.kernels();
        Entry failing = new Entry("failing", 1, bench -> {
            throw new IllegalStateException("this once");
        });
        assertThrows(IllegalStateException.class, () -> Counts.of(failing, CASE));
        assertSame(before, Providers.kernels());
        Counts.of(Entry.all(1).get(1), CASE);
        assertSame(before, Providers.kernels());
    }

    /** By vectors or by arrays, a product counts once, and is computed. */
    @Test
    void countsOnce() {
        CountingKernels counting = new CountingKernels(new PlainKernels());
        double[] c = new double[4];
        counting.kernels().gemm(Kernels.Form.NN, 2, 2, 1, new double[] {1, 2}, 0, new double[] {3, 4}, 0, 0, c, 0);
        assertArrayEquals(new double[] {3, 4, 6, 8}, c);
        assertEquals(1, counting.gemms());
        counting.clear();
        Accumulator sum = Accumulator.holding(Array.of(c, 2, 2));
        counting.kernels().gemm(Kernels.Form.NT, Array.zeros(2, 3), Array.zeros(2, 3), sum);
        assertEquals(1, counting.gemms());
        assertEquals(12, counting.multiplyAdds());
        assertEquals("plain", counting.kernels().name());
    }

    /** Without what is left out: of two by three, what lies on the diagonal and on one side of it. */
    @Test
    void partsCountAsWhatIsLeft() {
        CountingKernels counting = new CountingKernels(new PlainKernels());
        Strided a = new Strided().aim(new double[6], 0, 3, 1);
        Strided b = new Strided().aim(new double[12], 0, 4, 1);
        Strided c = new Strided().aim(new double[8], 0, 4, 1);
        Map<Kernels.Part, Integer> expected = Map.of(Kernels.Part.WHOLE, 2 * 3 * 4, Kernels.Part.LOWER_LEFT, 3 * 4,
                Kernels.Part.UPPER_LEFT, 5 * 4, Kernels.Part.LOWER_RESULT, 3 * 3);
        for (Kernels.Part part : Kernels.Part.values()) {
            counting.clear();
            counting.kernels().gemm(part, 2, 4, 3, a, b, 0, c);
            assertEquals(1, counting.gemms());
            assertEquals((long) expected.get(part), counting.multiplyAdds(), part.name());
        }
    }

    /** 2·3 images and outputs of 4·5 places, each of which sees 2 channels of 3·3 weights. */
    @Test
    void convolutionsCountAsOneProduct() {
        CountingKernels counting = new CountingKernels(new PlainKernels());
        Array x = Array.zeros(2, 2, 4, 5);
        Array w = Array.zeros(3, 2, 3, 3);
        Array y = Array.zeros(2, 3, 4, 5);
        for (Kernels.Role role : Kernels.Role.values()) counting.kernels().convolve(role, 1, 1, x, w, null, y, 0);
        assertEquals(3, counting.gemms());
        assertEquals(3 * 2 * 3 * 20 * 18, counting.multiplyAdds());
    }

    /** Passed on as they are, without what reflection wraps around them. */
    @Test
    void errorsAreThoseOfTheKernels() {
        CountingKernels counting = new CountingKernels(new PlainKernels());
        assertThrows(IndexOutOfBoundsException.class,
                () -> counting.kernels().dot(3, new double[2], 0, new double[3], 0));
    }
}

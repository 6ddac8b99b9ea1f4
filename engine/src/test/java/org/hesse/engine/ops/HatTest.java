package org.hesse.engine.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.hesse.engine.array.Providers;
import org.hesse.engine.op.Elementwise;
import org.hesse.engine.op.Hat;
import org.hesse.testkit.OpContract;
import org.hesse.testkit.Sample;
import org.hesse.testkit.Sample.Row;
import org.junit.jupiter.api.Test;

/** Another's φ″ contradicts φ′: two rows of differences fall away. φ‴ belongs to φ″, and all else holds. */
class HatTest implements OpContract {
    @Override
    public Stream<Sample> samples() {
        Elementwise curved = new Tanh().withSecondDerivativeOf(new Gelu());
        Elementwise flat = new Tanh().withSecondDerivativeOf(new Identity());
        return Stream.of(curved, flat).flatMap(hat -> Sample.elementwise(hat, Math::tanh)
                .map(s -> s.skip(Row.FORWARD_2, Row.PULL_1).named("of " + ((Hat) hat).second().name())));
    }

    private static double[][] derivatives(Elementwise op, int m, double... x) {
        double[][] d = new double[m + 1][x.length];
        op.fill(Providers.kernels(), m, x.length, x, d, new double[4][x.length]);
        return d;
    }

    /** φ and φ′ are the bits of the one, φ″ and φ‴ those of the other. */
    @Test
    void bitsAreThoseOfBoth() {
        double[] x = {-3, -0.5, 0, 0.2, 4};
        for (Elementwise first : List.of(new Relu(), new Tanh(), new BetaGelu(3)))
            for (Elementwise second : List.of(new Sin(), new ReluHat(10), new Softplus())) {
                double[][] d = derivatives(new Hat(first, second), 3, x);
                double[][] of = derivatives(first, 1, x);
                double[][] replaced = derivatives(second, 3, x);
                for (int k = 0; k < 4; k++) assertArrayEquals(k < 2 ? of[k] : replaced[k], d[k]);
            }
    }

    @Test
    void gelusHatIsThatOfAnyFlatFunction() {
        double[] x = {-3, -0.5, 0, 0.2, 4};
        Elementwise hat = new Gelu().withSecondDerivativeOf(new Relu());
        assertFalse(hat.curved());
        assertEquals(1, hat.highest());
        assertEquals(Arrays.deepToString(derivatives(new GeluHat(), 1, x)),
                Arrays.deepToString(derivatives(hat, 1, x)));
    }

    @Test
    void hatsOfHatsAreWhatIsSeenOfThem() {
        Elementwise a = new Tanh().withSecondDerivativeOf(new Gelu());
        assertEquals(new Hat(new Tanh(), new Sin()), a.withSecondDerivativeOf(new Sin()));
        assertEquals(new Hat(new Sin(), new Gelu()), new Sin().withSecondDerivativeOf(a));
        assertEquals("tanh_hat", a.name());
    }
}

package org.hesse.engine.op;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.hesse.engine.array.Layout;
import org.hesse.engine.ops.Square;
import org.hesse.engine.ops.Sum;
import org.hesse.engine.sweep.Pull;
import org.hesse.engine.tape.Point;
import org.hesse.engine.tape.Tape;
import org.hesse.engine.tape.Var;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlopesTest {
    /** At the ends of blocks of 512, and about 15 blocks, from where on several threads share them. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 511, 512, 513, 7679, 7680, 7681, 8191, 8192, 10247})
    void everyNumberHasItsValueAndSlope(int n) {
        double[] x = new double[n];
        for (int i = 0; i < n; i++) x[i] = i + 1;
        Tape tape = new Tape(Layout.builder().add("x", n).build(), x, 0);
        Var y = tape.apply(new Square(), tape.parameter("x"));
        try (Point point = tape.point(tape.apply(new Sum(), y))) {
            double[] gradient = Pull.gradient(point);
            assertEquals(n, gradient.length);
            for (int i = 0; i < n; i++) {
                assertEquals(x[i] * x[i], y.value().get(i), "value " + i);
                assertEquals(2 * x[i], gradient[i], "slope " + i);
            }
        }
    }
}

package org.hesse.testkit;

import java.util.Arrays;
import org.hesse.engine.array.Array;
import org.hesse.engine.op.Op;
import org.junit.jupiter.api.Assertions;

/** The law that shapes which do not fit throw, and say which op and which shapes. */
final class BadShapes {
    private BadShapes() {}

    static void check(Op op, int[]... shapes) {
        String inputs = op.name() + Arrays.deepToString(shapes);
        String message = Assertions.assertThrows(IllegalArgumentException.class, () -> op.shape(shapes), inputs)
                .getMessage();
        Assertions.assertTrue(message.contains(op.name()), () -> inputs + ": the op is not named: " + message);
        long named = Arrays.stream(shapes).filter(shape -> message.contains(Array.text(shape))).count();
        Assertions.assertTrue(named >= Math.min(2, shapes.length),
                () -> inputs + ": the message does not show both shapes: " + message);
    }
}

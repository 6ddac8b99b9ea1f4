package org.hesse.engine.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.hesse.engine.array.Array;
import org.hesse.engine.array.Layout;
import org.hesse.engine.objective.Derivatives;
import org.hesse.engine.op.Birth;
import org.hesse.engine.tape.Tape;
import org.hesse.engine.tape.Var;
import org.junit.jupiter.api.Test;

class DivideTest {
    /** f = a/b at (3, 2): ∇f = (1/b, −a/b²), ∇²f = ((0, −1/b²), (−1/b², 2a/b³)). */
    @Test
    void quotientRule() {
        Derivatives f = Derivatives.of(
                (tape, x) -> Divide.apply(tape, part(tape, x, 0), part(tape, x, 1)), 2);
        double[] x = {3, 2};
        assertArrayEquals(new double[] {1.5}, f.value(x), 1e-15);
        assertArrayEquals(new double[] {0.5, -0.75}, f.gradient(x), 1e-15);
        assertArrayEquals(new double[] {0, -0.25, -0.25, 0.75}, f.hessian(x).toArray(), 1e-15);
    }

    private static Var part(Tape tape, Var x, int i) { return tape.apply(new Slice(0, i, i + 1), x); }

    @Test
    void curvatureIsBornAtBothOps() {
        Tape tape = new Tape(Layout.builder().add("x", 2).build(), new double[] {3, 2}, 1);
        Var y = Divide.apply(tape, tape.constant(Array.scalar(1)), tape.constant(Array.scalar(4)));
        assertEquals(0.25, y.value().get(0));
        assertEquals(Birth.PRODUCT, y.op().birth());
        assertEquals(Birth.FUNCTION, y.inputs().get(1).op().birth());
    }
}

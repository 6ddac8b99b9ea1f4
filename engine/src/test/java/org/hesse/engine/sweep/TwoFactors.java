package org.hesse.engine.sweep;

import org.hesse.engine.array.Array;
import org.hesse.engine.array.Layout;
import org.hesse.engine.ops.Affine;
import org.hesse.engine.ops.Mse;
import org.hesse.engine.tape.Point;
import org.hesse.engine.tape.Tape;
import org.hesse.engine.tape.Var;

/** `L = ½(abx − y)²` at a = 2, b = 3, x = 5, y = 28: small enough to differentiate by hand; the residual r is 2. */
final class TwoFactors {
    static final double A = 2;
    static final double B = 3;
    static final double X = 5;
    static final double R = 2;

    private TwoFactors() {}

    static Point record(int order, boolean marked) {
        Layout layout = Layout.builder().add("a", 1, 1).add("b", 1, 1).build();
        Tape tape = new Tape(layout, new double[] {A, B}, order);
        Var h = tape.apply(new Affine(), tape.constant(Array.of(new double[] {X}, 1, 1)), tape.parameter("a"));
        Var z = tape.apply(new Affine(), h, tape.parameter("b"));
        if (marked) tape.output(z);
        return tape.point(tape.apply(new Mse(), z, tape.constant(Array.of(new double[] {A * B * X - R}, 1, 1))));
    }
}

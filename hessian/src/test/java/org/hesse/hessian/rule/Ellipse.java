package org.hesse.hessian.rule;

import org.hesse.engine.array.Array;
import org.hesse.engine.array.Layout;
import org.hesse.engine.objective.Batch;
import org.hesse.engine.objective.UpdateRule;
import org.hesse.engine.ops.Multiply;
import org.hesse.engine.ops.Scale;
import org.hesse.engine.ops.Sum;
import org.hesse.engine.tape.Tape;
import org.hesse.engine.tape.Var;

/** `L = ½ Σ a_i x_i²` as loss of the model z = x: g = a∘x, H = G = diag(a), N = 0. */
final class Ellipse {
    private Ellipse() {}

    static Batch of(double... a) {
        return new Batch(Layout.builder().add("x", a.length).build(), tape -> record(tape, a));
    }

    private static Var record(Tape tape, double... a) {
        Var z = tape.output(tape.parameter("x"));
        Var square = tape.apply(new Multiply(), z, z);
        Var weighted = tape.apply(new Multiply(), square, tape.constant(Array.of(a, a.length)));
        return tape.apply(new Scale(0.5), tape.apply(new Sum(), weighted));
    }

    /** The rule's direction at x on the ellipse of a. */
    static double[] direction(UpdateRule rule, double[] a, double... x) {
        double[] direction = new double[x.length];
        rule.direction(of(a), x, direction);
        return direction;
    }
}

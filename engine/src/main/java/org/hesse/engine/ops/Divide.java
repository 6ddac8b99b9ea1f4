package org.hesse.engine.ops;

import org.hesse.engine.tape.Tape;
import org.hesse.engine.tape.Var;

/**
 * `y = a/b` entry by entry, shapes equal: `a∘(1/b)`, two ops, for an op has one kind of birth and a quotient has both.
 * The {@link Reciprocal} is a nonlinear function, the {@link Multiply} a product. Stateless and thread-safe.
 */
public final class Divide {
    private Divide() {}

    /** Records both ops. */
    public static Var apply(Tape tape, Var a, Var b) {
        return tape.apply(new Multiply(), a, tape.apply(new Reciprocal(), b));
    }
}

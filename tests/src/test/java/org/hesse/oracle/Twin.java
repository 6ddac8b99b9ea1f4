package org.hesse.oracle;

import java.util.Random;
import java.util.function.Function;
import org.hesse.engine.array.Layout;
import org.hesse.engine.array.Segment;
import org.hesse.engine.tape.Point;
import org.hesse.engine.tape.Tape;
import org.hesse.engine.tape.Var;

/**
 * One program written twice, for the engine and for the oracle, with a θ and a direction to compare them at.
 *
 * @param program records the program on a tape, marks its output and returns its loss
 */
record Twin(String name, Layout layout, Matrix theta, Matrix v, Function<Tape, Var> program, NestedOracle oracle) {
    /** Both at a random θ and along a random direction. */
    static Twin random(String name, Random random, Layout layout, Function<Tape, Var> program, NestedOracle oracle) {
        Matrix v = Matrix.gaussian(random, 1, layout.size());
        return new Twin(name, layout, initial(random, layout), v, program, oracle);
    }

    /** Weights of variance 1/in: of a saturated softmax, with p = 1 − 1e-9, neither side knows H_z to 11 digits. */
    private static Matrix initial(Random random, Layout layout) {
        Matrix theta = Matrix.gaussian(random, 1, layout.size());
        for (Segment s : layout.segments())
            for (int k = 0; k < s.size() && s.shape().length > 1; k++)
                theta.data()[s.offset() + k] /= Math.sqrt(s.shape()[1]);
        return theta;
    }

    /** The engine's side, for jets up to order 2. */
    Point point() {
        Tape tape = new Tape(layout, theta.data(), 2);
        return tape.point(program.apply(tape));
    }
}

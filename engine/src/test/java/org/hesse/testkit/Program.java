package org.hesse.testkit;

import java.util.function.BiFunction;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Layout;
import org.hesse.engine.array.Segment;
import org.hesse.engine.ops.Mse;
import org.hesse.engine.ops.Multiply;
import org.hesse.engine.tape.Tape;
import org.hesse.engine.tape.Var;

/**
 * A layer, or a whole model, `z = f(θ; x)`, and a loss of z: squared error to random targets, unless told.
 *
 * <p>Parameters, input and directions are drawn from the seed. The input is a product of two parameters more, x = p∘q,
 * so that it too has derivatives, and moves along a curved path. The options, chained, return this program.
 */
public final class Program {
    private final String name;
    private final BiFunction<Tape, Var, Var> body;
    private final Layout layout;
    private final int[] input;
    private BiFunction<Tape, Var, Var> loss = this::squaredError;
    private boolean convex = true;
    private int[] output;
    private double step = 1e-3;
    private int order = 2;
    private long seed = 1;

    private Program(String name, Layout parameters, BiFunction<Tape, Var, Var> body, int... input) {
        this.name = name;
        this.body = body;
        this.input = input;
        Layout.Builder all = Layout.builder();
        for (Segment segment : parameters.segments()) all.add(segment.name(), segment.shape());
        this.layout = all.add("x/p", input).add("x/q", input).build();
    }

    /**
     * A program of the tape and of x, which leaves `tape.output` to the laws.
     *
     * @param parameters those that it asks the tape for
     * @param input the shape of x, the batch axis first
     */
    public static Program of(String name, Layout parameters, BiFunction<Tape, Var, Var> body, int... input) {
        return new Program(name, parameters, body, input);
    }

    /** Another loss, a program of z that gives one number; say {@link #convex} if it is. */
    public Program loss(BiFunction<Tape, Var, Var> ofOutput) {
        loss = ofOutput;
        convex = false;
        return this;
    }

    /** The loss is convex in z, so G must be positive semidefinite. */
    public Program convex() {
        convex = true;
        return this;
    }

    /** The shape that z is to have, the batch axis first. */
    public Program output(int... shape) {
        output = shape.clone();
        return this;
    }

    /** The step of the differences, 1e-3 unless told. */
    public Program step(double length) {
        step = length;
        return this;
    }

    /** The highest order of jets that its ops know. */
    public Program order(int highest) {
        order = highest;
        return this;
    }

    /** Other parameters, inputs, targets and directions: 1 unless told. */
    public Program seed(long other) {
        seed = other;
        return this;
    }

    /** Its own parameters, then p and q. */
    Layout layout() { return layout; }

    /** The shape that z is to have, null if none was told. */
    int[] output() { return output == null ? null : output.clone(); }

    boolean isConvex() { return convex; }

    double step() { return step; }

    int order() { return order; }

    /** Parameters in ±[0.1, 0.9), q in [0.5, 1.5) and x clear of 0. */
    double[] theta() {
        Numbers numbers = new Numbers(seed);
        double[] theta = numbers.clear(0.4, layout.size()).data();
        Array q = layout.segment("x/q").of(theta);
        System.arraycopy(numbers.uniform(0.5, 1.5, q.size()), 0, theta, q.offset(), q.size());
        return theta;
    }

    double[] direction(int branch) { return new Numbers(31 * seed + branch).uniform(-1, 1, layout.size()); }

    /** z, not marked yet. */
    Var body(Tape tape) {
        return body.apply(tape, tape.apply(new Multiply(), tape.parameter("x/p"), tape.parameter("x/q")));
    }

    Var loss(Tape tape, Var z) { return loss.apply(tape, z); }

    private Var squaredError(Tape tape, Var z) {
        return tape.apply(new Mse(), z, tape.constant(new Numbers(~seed).clear(z.shape())));
    }

    /** Name, shape of the input and seed, as tests are named. */
    @Override
    public String toString() { return name + " " + Array.text(input) + ", seed " + seed; }
}

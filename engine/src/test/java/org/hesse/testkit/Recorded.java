package org.hesse.testkit;

import java.util.function.BiFunction;
import java.util.function.Function;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Layout;
import org.hesse.engine.ops.Multiply;
import org.hesse.engine.ops.Sum;
import org.hesse.engine.sweep.Channel;
import org.hesse.engine.sweep.Pull;
import org.hesse.engine.sweep.Push;
import org.hesse.engine.tape.Point;
import org.hesse.engine.tape.Tape;
import org.hesse.engine.tape.Var;

/** A program recorded at one θ, with one direction pushed, and what the sweeps make of it. */
final class Recorded implements AutoCloseable {
    private final Program program;
    private final Point point;
    private final Push push;

    Recorded(Program program, double[] theta, double[] v) {
        this.program = program;
        Tape tape = new Tape(program.layout(), theta, program.order());
        point = tape.point(program.loss(tape, tape.output(program.body(tape))));
        push = new Push(point, program.order());
        push.along(v);
    }

    /** The answer to a question about one recording, which is closed again. */
    static double[] ask(Program program, double[] theta, double[] v, Function<Recorded, double[]> question) {
        try (Recorded recorded = new Recorded(program, theta, v)) {
            return question.apply(recorded);
        }
    }

    Point point() { return point; }

    void along(double[] v) { push.along(v); }

    double[] loss() { return new double[] {point.loss()}; }

    /** `z_k`, zeros where it is a structural zero. */
    double[] z(int k) {
        Array zk = push.coefficient(point.output(), k);
        return zk == null ? new double[point.output().value().size()] : zk.toArray();
    }

    double[] gradient() { return Pull.gradient(point).clone(); }

    double[] pull(Channel channel) {
        Pull pull = new Pull(push, channel);
        pull.run();
        return pull.result(channel);
    }

    /** `{vᵀGv, vᵀNv}` by the forward sweep alone. */
    double[] forms() {
        double[] births = new double[point.nodes().size()];
        push.births(births);
        double[] forms = new double[2];
        for (Var node : point.nodes()) forms[node.isLoss() ? 0 : 1] += births[node.id()];
        return forms;
    }

    /** All coefficients and products, in one order. */
    double[][] everything() {
        boolean third = program.order() == 2;
        return new double[][] {loss(), z(1), third ? z(2) : loss(), gradient(), pull(Channel.HESSIAN),
                pull(Channel.GAUSS_NEWTON), pull(Channel.NME), forms(), third ? pull(Channel.THIRD) : loss()};
    }

    /** `J(θ)ᵀu`, as the gradient of ⟨u, z⟩. */
    static double[] transposed(Program program, double[] theta, double... u) {
        return gradient(program.layout(), theta, program::body, (tape, z) -> tape.apply(new Sum(),
                tape.apply(new Multiply(), z, tape.constant(Array.of(u, z.shape())))));
    }

    /** `ρ(z) = ∂ℓ/∂z`, as the gradient of a program whose only parameter is z. */
    double[] residual(double... z) {
        Layout layout = Layout.builder().add("z", point.output().shape()).build();
        return gradient(layout, z, tape -> tape.parameter("z"), program::loss);
    }

    private static double[] gradient(Layout layout, double[] theta, Function<Tape, Var> body,
            BiFunction<Tape, Var, Var> loss) {
        Tape tape = new Tape(layout, theta, 0);
        try (Point point = tape.point(loss.apply(tape, tape.output(body.apply(tape))))) {
            return Pull.gradient(point).clone();
        }
    }

    @Override
    public void close() {
        push.close();
        point.close();
    }
}

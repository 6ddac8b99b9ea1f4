package org.hesse.micro;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** Seeing it. */
final class Lesson7 {
    private Lesson7() {}

    /** Exercise 1. `φ(x) = xΦ(βx)` and its two derivatives, of those of {@link Fn#GELU}, which is xΦ(x). */
    static Fn betaGelu(double beta) {
        // xΦ(βx) = GELU(βx)/β.
        return new Fn(x -> Fn.GELU.f().applyAsDouble(beta * x) / beta, x -> Fn.GELU.d().applyAsDouble(beta * x),
                x -> beta * Fn.GELU.dd().applyAsDouble(beta * x));
    }

    /** Exercise 2. `Σ ȳφ″(a)a₁²` over the functions of the model: the activation part of `vᵀNv`, without a walk back. */
    static double activationForm(Program p, double... v) {
        Sweep s = p.along(v);
        double sum = 0;
        for (Node y : p.loss().tape().nodes) {
            if (y.op() != Node.Op.FUNCTION || p.isLoss(y)) continue;
            double a1 = s.x1()[y.a().id()];
            sum += s.bar()[y.id()] * y.fn().dd().applyAsDouble(y.a().value()) * a1 * a1;
        }
        return sum;
    }

    /** Exercise 3. `L = 1/(2n) Σ (z − y)²` of n examples x[n], y[n]. */
    static Program squares(Net net, double[][] x, double[][] y) {
        // First all outputs, then the loss: the border lies between.
        List<Node> z = new ArrayList<>();
        for (double[] example : x) z.addAll(net.outputs(example));
        double[] targets = Stream.of(y).flatMapToDouble(DoubleStream::of).toArray();
        Node loss = net.tape().leaf(0);
        for (int i = 0; i < targets.length; i++) {
            Node r = z.get(i).plus(net.tape().leaf(-targets[i]));
            loss = loss.plus(r.times(r).times(0.5 / x.length));
        }
        return new Program(net.theta(), z, loss);
    }
}

package org.hesse.micro;

import java.util.List;
import java.util.function.Predicate;

/** A recorded program along `θ + εv`: tangents x₁ forward, and back what is born of them. */
record Sweep(Tape tape, List<Node> theta, double[] x1, double[] bar) {
    static Sweep of(Tape tape, List<Node> theta, Node loss, double... v) {
        double[] x1 = new double[tape.nodes.size()];
        for (int i = 0; i < v.length; i++) x1[theta.get(i).id()] = v[i];
        for (Node y : tape.nodes)
            if (y.op() != Node.Op.LEAF) x1[y.id()] = y.da() * x1[y.a().id()] + y.db() * x1[y.b().id()];
        return new Sweep(tape, theta, x1, tape.adjoints(loss));
    }

    double[] gradient() { return theta.stream().mapToDouble(x -> bar[x.id()]).toArray(); }

    /** `h̄ = J₀ᵀh̄ + J₁ᵀx̄` at θ; the second term only at steps where curvature may be `born`. */
    double[] pull(Predicate<Node> born) {
        double[] h = new double[x1.length];
        for (int i = x1.length - 1; i >= 0; i--) {
            Tape.pass(tape.nodes.get(i), h);
            if (born.test(tape.nodes.get(i))) bear(tape.nodes.get(i), h);
        }
        return theta.stream().mapToDouble(x -> h[x.id()]).toArray();
    }

    /** `J₁ᵀȳ`: how fast the slopes of y change along v, times ȳ. */
    private void bear(Node y, double[] h) {
        if (y.op() == Node.Op.FUNCTION)
            h[y.a().id()] += y.fn().dd().applyAsDouble(y.a().value()) * x1[y.a().id()] * bar[y.id()];
        if (y.op() == Node.Op.PRODUCT) {
            h[y.a().id()] += x1[y.b().id()] * bar[y.id()];
            h[y.b().id()] += x1[y.a().id()] * bar[y.id()];
        }
    }
}

package org.hesse.engine.sweep;

import java.util.List;
import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Segment;
import org.hesse.engine.tape.Point;
import org.hesse.engine.tape.Var;

/** The adjoints of one channel: one accumulator a node; those of the parameters lie in the channel's result vector. */
final class Adjoints {
    private final Accumulator[] bars;
    /** In the order of the layout; those of parameters that no node uses stay empty. */
    private final Accumulator[] parameters;
    private double[] result;
    /** True if adjoints are passed on to inner nodes; false if only those of parameters are left to compute. */
    private final boolean passed;

    /** @param read false if nobody reads this channel at the parameters: it then has no adjoints there */
    private Adjoints(Point point, boolean read, boolean passed) {
        this.passed = passed;
        bars = new Accumulator[point.nodes().size()];
        List<Segment> segments = read ? point.layout().segments() : List.of();
        parameters = segments.stream().map(Accumulator::segment).toArray(Accumulator[]::new);
        for (Var node : point.nodes())
            if (read && node.parameter() != null) bars[node.id()] = parameters[segments.indexOf(node.parameter())];
    }

    /** Adjoints that live for one sweep. */
    static Adjoints of(Point point, boolean read) {
        Adjoints adjoints = new Adjoints(point, read, true);
        for (Var node : point.nodes()) {
            if (node.op() != null && node.isActive())
                adjoints.bars[node.id()] = Accumulator.pooled(point.pool(), node.shape());
        }
        return adjoints;
    }

    /**
     * The gradient channel's, which the point keeps.
     *
     * @param passed false if the inner ones lie with the point already
     */
    static Adjoints gradient(Point point, boolean read, boolean passed) {
        Adjoints adjoints = new Adjoints(point, read, passed);
        for (Var node : point.nodes())
            if (node.op() != null && node.isActive()) adjoints.bars[node.id()] = node.adjoint();
        return adjoints;
    }

    /** The adjoint of a node, null where none is wanted. */
    Accumulator bar(Var node) { return bars[node.id()]; }

    /** Where a node's rule adds to the adjoints of its inputs. */
    Accumulator[] ofInputs(Var node) {
        List<Var> inputs = node.inputs();
        Accumulator[] xbar = new Accumulator[inputs.size()];
        for (int i = 0; i < xbar.length; i++)
            if (passed || inputs.get(i).parameter() != null) xbar[i] = bar(inputs.get(i));
        return xbar;
    }

    void into(double[] vector) { result = vector; }

    double[] result() { return result; }

    void begin(int size) {
        if (result == null && parameters.length > 0) result = new double[size];
        for (Accumulator parameter : parameters) parameter.aim(result, false);
    }

    /** Parameters that no term reached have the adjoint zero. */
    void end() {
        for (Accumulator parameter : parameters) if (parameter.isEmpty()) parameter.add();
    }
}

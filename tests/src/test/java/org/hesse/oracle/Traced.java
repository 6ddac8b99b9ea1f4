package org.hesse.oracle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reverse mode: a value that remembers on a tape where it came from, `primal = p(x)`. */
record Traced(Tape tape, int id, Value primal, Primitive p, List<Value> x) implements Value {
    /** The nodes of one reverse transformation in order of evaluation. */
    record Tape(int level, List<Traced> nodes) {
        Tape(int level) { this(level, new ArrayList<>()); }

        Traced add(Value primal, Primitive p, Value... x) {
            nodes.add(new Traced(this, nodes.size(), primal, p, List.of(x)));
            return nodes.get(nodes.size() - 1);
        }
    }

    @Override
    public int level() { return tape.level; }

    @Override
    public Value through(Primitive q, Value... inputs) {
        return tape.add(q.of(Value.below(level(), inputs)), q, inputs);
    }

    /**
     * The adjoint of the first node of the tape, given that of this one; written in values, so differentiable in turn.
     *
     * @param frozen the kind whose backward rules hold the values they captured fixed: no curvature is born there
     */
    Value pull(Value ybar, Primitive.Kind frozen) {
        Value[] bars = new Value[tape.nodes.size()];
        bars[id] = ybar;
        for (int n = id; n > 0; n--) if (bars[n] != null) tape.nodes.get(n).pullNode(bars, frozen);
        return bars[0];
    }

    private void pullNode(Value[] bars, Primitive.Kind frozen) {
        Value[] captured = Value.below(level(), x.toArray(Value[]::new));
        if (p.kind() == frozen) Arrays.setAll(captured, i -> captured[i].number());
        for (int i = 0; i < captured.length; i++)
            if (x.get(i) instanceof Traced input && input.level() == level())
                bars[input.id] = Nested.add(bars[input.id], p.pull(i, bars[id], captured));
    }
}

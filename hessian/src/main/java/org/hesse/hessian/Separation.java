package org.hesse.hessian;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hesse.engine.op.Birth;
import org.hesse.engine.op.Elementwise;
import org.hesse.engine.tape.Point;
import org.hesse.engine.tape.Var;

/**
 * Which parameters meet themselves at a product, by the recording alone.
 *
 * <p>Curvature born at `y = B(a, b)` couples the parameters of a with those of b. Where they have none in common, it
 * leaves the diagonal of N alone; attention, tied weights and squares made by multiplying do not. Thread-safe.
 */
final class Separation {
    private final Point point;
    /** By node, the parameters that it depends on. */
    private final List<Set<String>> reach;

    Separation(Point point) {
        this.point = point;
        this.reach = new ArrayList<>();
        for (Var node : point.nodes()) reach.add(reach(node));
    }

    private Set<String> reach(Var node) {
        if (node.parameter() != null) return Set.of(node.parameter().name());
        Set<String> all = new HashSet<>();
        for (Var x : node.inputs()) all.addAll(reach.get(x.id()));
        return all;
    }

    /** The parameters that meet themselves at a product of the model. */
    Set<String> meeting() {
        Set<String> meeting = new HashSet<>();
        for (Var node : point.nodes())
            if (isBorn(node) && node.op().birth() == Birth.PRODUCT) meeting.addAll(twice(node.inputs()));
        return meeting;
    }

    private Set<String> twice(List<Var> inputs) {
        Set<String> once = new HashSet<>();
        Set<String> twice = new HashSet<>();
        for (Var x : inputs) for (String each : reach.get(x.id())) if (!once.add(each)) twice.add(each);
        return twice;
    }

    /** The first node of the model that is a nonlinear function, and not one entry by entry; null if there is none. */
    Var mixing() {
        return point.nodes().stream().filter(node -> isBorn(node) && node.op().birth() == Birth.FUNCTION
                && !(node.op() instanceof Elementwise)).findFirst().orElse(null);
    }

    static boolean isBorn(Var node) { return node.op() != null && node.isActive() && !node.isLoss(); }
}

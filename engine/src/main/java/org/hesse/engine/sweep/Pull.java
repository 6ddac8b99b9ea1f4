package org.hesse.engine.sweep;

import org.hesse.engine.array.Array;
import org.hesse.engine.tape.NonFiniteException;
import org.hesse.engine.tape.Point;
import org.hesse.engine.tape.Var;

/** The reverse sweep: `ā = J₀ᵀā` from the loss back to the parameters. Stateless. */
public final class Pull {
    private Pull() {}

    /** ∇L, by the gradient channel; computed once for a point, which keeps it and all its adjoints ā. */
    public static double[] gradient(Point point) {
        if (point.gradient() != null) return point.gradient();
        Adjoints adjoints = Adjoints.gradient(point);
        adjoints.into(point.pool().shelf(point.layout().size()).take());
        adjoints.begin(point.layout().size());
        point.lossNode().adjoint().add().set(0, 1);
        for (int i = point.nodes().size() - 1; i >= 0; i--) pull(point.nodes().get(i), adjoints);
        adjoints.end();
        point.gradient(adjoints.result());
        checkFinite(point);
        return point.gradient();
    }

    private static void pull(Var node, Adjoints adjoints) {
        if (node.op() == null || !node.isActive() || node.adjoint().isEmpty()) return;
        node.op().pull(0, node.frame(), node.adjoint().value(), adjoints.ofInputs(node));
    }

    private static void checkFinite(Point point) {
        double[] g = point.gradient();
        if (Double.isFinite(point.kernels().dot(g.length, g, 0, g, 0))) return;
        for (int i = point.nodes().size() - 1; i >= 0; i--) {
            Var node = point.nodes().get(i);
            Array a = node.isActive() ? node.adjoint().value() : null;
            for (int e = 0; a != null && e < a.size(); e++)
                if (!Double.isFinite(a.get(e)))
                    throw new NonFiniteException("gradient: the first non-finite adjoint is that of " + node + "[" + e
                            + "] = " + a.get(e));
        }
    }
}

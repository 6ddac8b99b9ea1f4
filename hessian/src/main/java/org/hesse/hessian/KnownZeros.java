package org.hesse.hessian;

import java.util.LinkedHashSet;
import java.util.Set;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Segment;
import org.hesse.engine.op.Birth;
import org.hesse.engine.op.Elementwise;
import org.hesse.engine.tape.Point;
import org.hesse.engine.tape.Var;

/** Diagonal blocks of N that are exactly zero, as the recordings show. Stateless and thread-safe. */
final class KnownZeros {
    private KnownZeros() {}

    /** The layers whose parameters meet themselves at no product, if φ″ is 0 at every value; else none. */
    static Set<String> of(Products products) {
        Set<String> layers = new LinkedHashSet<>();
        for (Segment segment : products.layout().segments()) layers.add(segment.layer());
        products.forEach((i, weight, sweeps) -> {
            Forms.checkSplit(sweeps.point());
            if (isCurved(sweeps.point())) layers.clear();
            else layers.removeAll(new Separation(sweeps.point(), Segment::layer).meeting());
        });
        return layers;
    }

    private static boolean isCurved(Point point) {
        for (Var node : point.nodes()) {
            if (!Separation.isBorn(node) || node.op().birth() != Birth.FUNCTION) continue;
            if (!(node.op() instanceof Elementwise function) || !isZero(function.derivative(2, node.frame())))
                return true;
        }
        return false;
    }

    private static boolean isZero(Array x) {
        for (int i = 0; x != null && i < x.size(); i++) if (x.get(i) != 0) return false;
        return true;
    }
}

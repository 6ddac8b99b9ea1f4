package org.hesse.hessian;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hesse.engine.array.Layout;
import org.hesse.engine.tape.Var;
import org.hesse.hessian.algebra.Layers;

/**
 * Diagonal blocks of N that are exactly zero: along a random direction within the layer no node of the model gives
 * birth to anything, so `⟨ā, B(x₁, x₁)⟩`, a quadratic form, is zero node by node. Stateless and thread-safe.
 */
final class KnownZeros {
    private KnownZeros() {}

    static Set<String> of(Products products, long seed) {
        List<String> all = Layers.of(products.layout());
        Set<String> layers = new LinkedHashSet<>(all);
        for (String layer : all) {
            double[][] v = {within(layer, products.layout(), seed)};
            products.births(v, (i, weight, point, births) -> {
                Forms.checkSplit("known_zeros", point);
                for (Var node : point.nodes())
                    if (node.op() != null && !node.isLoss() && births[0][node.id()] != 0) layers.remove(layer);
            });
        }
        return layers;
    }

    private static double[] within(String layer, Layout layout, long seed) {
        double[] z = new double[layout.size()];
        double[] v = new double[z.length];
        Probes.gaussian(seed, 0, z);
        Layers.copy(layout, layer, z, v);
        return v;
    }
}

package org.hesse.hessian;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.hesse.engine.array.Glob;
import org.hesse.engine.op.Birth;
import org.hesse.engine.sweep.Channel;
import org.hesse.engine.tape.Var;

/**
 * The curvature by the layer where it is born: `H = Σ_l A_l`, `A_l` the operator whose births are those of layer l
 * alone. G is born in the layer `loss`, N in the others.
 *
 * <p>Not by the layer whose parameters it couples: that is a {@linkplain Operator#block block}. Shares its curvature's
 * sweeps: one thread at a time.
 */
public final class Attribution {
    private final Curvature curvature;
    private final List<String> layers;

    private Attribution(Curvature curvature, List<String> layers) {
        this.curvature = curvature;
        this.layers = layers;
    }

    static Attribution of(Curvature curvature, Products products) {
        Set<String> layers = new LinkedHashSet<>();
        products.forEach((i, weight, sweeps) -> {
            for (Var node : sweeps.point().nodes())
                if (node.isActive() && node.op() != null && node.op().birth() != Birth.NONE) layers.add(node.layer());
        });
        return new Attribution(curvature, List.copyOf(layers));
    }

    /** The layers where curvature can be born, in the order in which they run. */
    public List<String> layers() { return layers; }

    /**
     * What is born in the layers whose names fit `pattern`, where `*` stands for any characters and `?` for one.
     *
     * @throws IllegalArgumentException if none does; the message has the layers there are
     */
    public Operator operator(String pattern) { return born(pattern, pattern, node -> true); }

    /** The part of it that is born at nonlinear functions alone, or at products alone. */
    public Operator operator(String pattern, Birth birth) {
        return born(pattern, pattern + " " + birth, node -> node.op().birth() == birth);
    }

    /** One operator for each layer; their sum is the Hessian. */
    public Map<String, Operator> byLayer() {
        Map<String, Operator> operators = new LinkedHashMap<>();
        for (String layer : layers)
            operators.put(layer, curvature.operator(Channel.births(layer, node -> node.layer().equals(layer))));
        return operators;
    }

    private Operator born(String pattern, String name, Predicate<Var> where) {
        Glob glob = new Glob(pattern);
        if (layers.stream().noneMatch(glob))
            throw new IllegalArgumentException("attribution: '" + pattern + "' fits no layer, there are " + layers);
        Predicate<Var> within = node -> glob.test(node.layer());
        return curvature.operator(Channel.births(name, within.and(where)));
    }
}

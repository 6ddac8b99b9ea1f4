package org.hesse.hessian;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    /** A sweep is kept for every channel there ever was, and a channel equals itself alone: the same ones again. */
    private final Map<Where, Channel> channels = new HashMap<>();

    /** A pattern and a kind, null for any; or a layer's own name. */
    private record Where(String layer, Birth birth, boolean isPattern) {}

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
    public Operator operator(String pattern) { return born(pattern, null); }

    /**
     * The part of it that is born at nonlinear functions alone, or at products alone: zero if the layers have none.
     *
     * @throws IllegalArgumentException if no layer fits, or for {@link Birth#NONE}
     */
    public Operator operator(String pattern, Birth birth) {
        if (birth == Birth.NONE)
            throw new IllegalArgumentException("attribution: nothing is born of kind " + Birth.NONE + ", there are "
                    + Birth.FUNCTION + " and " + Birth.PRODUCT);
        return born(pattern, Objects.requireNonNull(birth, "birth"));
    }

    /** One operator for each layer; their sum is the Hessian. */
    public Map<String, Operator> byLayer() {
        Map<String, Operator> operators = new LinkedHashMap<>();
        for (String layer : layers)
            operators.put(layer, operator(new Where(layer, null, false), node -> node.layer().equals(layer)));
        return operators;
    }

    private Operator born(String pattern, Birth birth) {
        Glob glob = new Glob(pattern);
        if (layers.stream().noneMatch(glob))
            throw new IllegalArgumentException("attribution: '" + pattern + "' fits no layer, there are " + layers);
        return operator(new Where(pattern, birth, true),
                node -> glob.test(node.layer()) && (birth == null || node.op().birth() == birth));
    }

    private Operator operator(Where where, Predicate<Var> predicate) {
        String name = where.birth == null ? where.layer : where.layer + " " + where.birth;
        return curvature.operator(channels.computeIfAbsent(where, w -> Channel.births(name, predicate)));
    }
}

package org.hesse.lab.explain;

import java.util.ArrayList;
import java.util.List;
import org.hesse.engine.sweep.Channel;

/**
 * What is told of every node: a coefficient of its jet, or its adjoint in a channel. Immutable and thread-safe.
 *
 * @param key its name in JSON; of a channel, the channel's
 * @param heading in tables
 * @param mark what tells the adjoint ā of this channel from others, `H` in āᴴ; null for a coefficient
 * @param meaning what it is at the variables
 */
public record Column(String key, String heading, String mark, String meaning) {
    static final Column VALUE = new Column("value", "value", null, "the number itself");
    static final Column TANGENT = new Column("tangent", "tangent", null, "how fast it changes along v");
    static final Column SECOND = new Column("second", "second", null, "half its second derivative along v");
    static final Column GRADIENT = of(Channel.GRADIENT, "gradient", "", "∇L");

    private static final List<Column> CURVATURES = List.of(of(Channel.HESSIAN, "H", "H", "Hv"),
            of(Channel.GAUSS_NEWTON, "G", "G", "Gv, curvature of the loss"),
            of(Channel.NME, "N", "N", "Nv, curvature of the model"),
            of(Channel.NME_ACTIVATION, "N act.", "Nφ", "part of Nv born at nonlinear functions"),
            of(Channel.NME_COUPLING, "N coup.", "N×", "part of Nv born at products"));
    private static final List<Column> THIRDS = List.of(of(Channel.THIRD, "third", "T", "½∇(vᵀHv)"),
            of(Channel.THIRD_GAUSS_NEWTON, "third G", "TG", "½∇(vᵀGv)"),
            of(Channel.THIRD_NME, "third N", "TN", "½∇(vᵀNv)"));
    private static final List<Channel> ALL = List.of(Channel.HESSIAN, Channel.GAUSS_NEWTON, Channel.NME,
            Channel.NME_ACTIVATION, Channel.NME_COUPLING, Channel.THIRD, Channel.THIRD_GAUSS_NEWTON,
            Channel.THIRD_NME);

    private static Column of(Channel channel, String heading, String mark, String meaning) {
        return new Column(channel.name(), heading, mark, meaning);
    }

    /** All there are at an order, coefficients first. */
    static List<Column> all(int order) {
        List<Column> all = new ArrayList<>(List.of(VALUE, TANGENT));
        if (order == 2) all.add(SECOND);
        all.add(GRADIENT);
        all.addAll(CURVATURES);
        if (order == 2) all.addAll(THIRDS);
        return all;
    }

    /** That of a coefficient of a jet. */
    static Column coefficient(int k) { return k == 0 ? VALUE : k == 1 ? TANGENT : SECOND; }

    /** The channels beside the gradient, as far as this order has them. */
    static Channel[] channels(int order) {
        return ALL.stream().filter(channel -> channel.order() <= order).toArray(Channel[]::new);
    }

    /** True for a channel. */
    boolean isAdjoint() { return mark != null; }
}

package org.hesse.oracle;

import java.util.List;
import java.util.stream.Stream;
import org.hesse.engine.op.Op;

/**
 * An op of the engine as random graphs have it.
 *
 * @param draw adds it to a graph, with inputs that suit it and with its twin
 */
record OpTwin(Class<? extends Op> op, Draw draw) {
    /** One more node. */
    @FunctionalInterface
    interface Draw {
        Node addTo(Draft d);
    }

    /** All of them. */
    static final List<OpTwin> ALL = Stream.of(ElementwiseTwins.ALL, LinearTwins.ALL, ProductTwins.ALL, RowTwins.ALL,
            ImageTwins.ALL, AttentionTwins.ALL)
            .flatMap(List::stream).toList();
}

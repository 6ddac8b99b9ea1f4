package org.hesse.hessian.algebra;

import java.util.List;
import org.hesse.engine.array.Layout;
import org.hesse.engine.array.Segment;

/** The layers that a layout's names tell, and the parts of vectors that are theirs. Stateless and thread-safe. */
public final class Layers {
    private Layers() {}

    /** Their names, in the layout's order. */
    public static List<String> of(Layout layout) {
        return layout.segments().stream().map(Segment::layer).distinct().toList();
    }

    /** `y[layer] = x[layer]`; the rest of y is left as it is. */
    public static void copy(Layout layout, String layer, double[] x, double[] y) {
        for (Segment each : layout.segments())
            if (each.layer().equals(layer)) System.arraycopy(x, each.offset(), y, each.offset(), each.size());
    }
}

package org.hesse.engine.objective;

import java.util.List;
import org.hesse.engine.array.Layout;
import org.hesse.engine.array.Selection;

/**
 * A loss over a data set as the weighted sum of its parts, `L(θ) = Σ_i w_i L_i(θ)`: memory is that of one part, sums
 * are added in the order of the parts.
 *
 * <p>For a mean over examples w_i is part i's share of them. Immutable and thread-safe.
 */
public record MicroBatches(List<Part> parts) implements Objective {
    public MicroBatches {
        parts = List.copyOf(parts);
        if (parts.isEmpty()) throw new IllegalArgumentException("micro_batches: there are none");
        Layout layout = parts.get(0).batch().layout();
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            if (!Double.isFinite(part.weight()))
                throw new IllegalArgumentException("micro_batches: weight[" + i + "] = " + part.weight()
                        + " is not finite");
            if (!part.batch().layout().equals(layout))
                throw new IllegalArgumentException("micro_batches: part " + i + " has the parameters "
                        + part.batch().layout() + ", part 0 has " + layout);
        }
    }

    @Override
    public Layout layout() { return parts.get(0).batch().layout(); }

    @Override
    public MicroBatches select(Selection selection, double[] theta) {
        layout().check("theta", theta);
        double[] all = theta.clone();
        return new MicroBatches(parts.stream()
                .map(part -> new Part(part.weight(), part.batch().freeze(selection, all))).toList());
    }
}

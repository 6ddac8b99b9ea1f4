package org.hesse.engine.objective;

import java.util.List;
import org.hesse.engine.array.Layout;
import org.hesse.engine.array.Selection;
import org.hesse.engine.sweep.Pull;
import org.hesse.engine.tape.NonFiniteException;
import org.hesse.engine.tape.Point;

/**
 * A loss as a function of θ: `L(θ) = Σ_i w_i L_i(θ)` over its parts, each of them recorded by itself.
 *
 * <p>A {@link Batch} is its own only part; {@link MicroBatches} have many and are never in memory together. Gradients,
 * curvature and update rules take either. Implementations are immutable and thread-safe.
 */
public interface Objective {
    /** One summand, `weight · L_i`. */
    record Part(double weight, Batch batch) {}

    /** What is done with part i, recorded. */
    @FunctionalInterface
    interface Use {
        void part(int i, double weight, Point point);
    }

    /** How θ is laid out. */
    Layout layout();

    /** The summands, in the order in which everything is summed over them. */
    List<Part> parts();

    /** `out = ∇L(θ)`, summed part by part. Returns L(θ); a part that is not finite is a NonFiniteException. */
    default double gradient(double[] theta, double[] out) { return gradient(theta, out, Progress.NONE); }

    /** The same, watched. */
    default double gradient(double[] theta, double[] out, Progress progress) {
        layout().check("gradient", out);
        if (out == theta) throw new IllegalArgumentException("gradient: it would overwrite the theta it is taken at");
        double[] loss = new double[1];
        forEach(theta, 0, progress, (i, weight, point) -> {
            loss[0] += weight * point.loss();
            point.kernels().axpby(out.length, weight, Pull.gradient(point), 0, i == 0 ? 0 : 1, out, 0);
        });
        return loss[0];
    }

    /**
     * Records the parts at θ in order, each closed before the next, and uses them.
     *
     * @param order as in {@link Batch#record}
     * @throws java.util.concurrent.CancellationException if `progress` asks to stop
     */
    default void forEach(double[] theta, int order, Progress progress, Use use) {
        layout().check("theta", theta);
        List<Part> parts = parts();
        for (int i = 0; i < parts.size(); i++) {
            try (Point point = parts.get(i).batch().record(theta, order)) {
                use.part(i, parts.get(i).weight(), point);
            } catch (NonFiniteException e) {
                if (parts.size() == 1) throw e;
                throw new NonFiniteException("part " + (i + 1) + " of " + parts.size() + ": " + e.getMessage());
            }
            progress.report(i + 1, parts.size());
        }
    }

    /**
     * This loss as a function of some of its parameters alone; the others are constants.
     *
     * @param theta all parameters, the frozen ones at their values; copied
     */
    Objective select(Selection selection, double[] theta);
}

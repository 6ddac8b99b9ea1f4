package org.hesse.lab;

import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.hesse.engine.array.Layout;
import org.hesse.engine.array.Selection;
import org.hesse.engine.objective.Batch;
import org.hesse.engine.objective.Objective;
import org.hesse.nn.Model;
import org.hesse.nn.data.Dataset;
import org.hesse.nn.file.Data;

/**
 * What a command computes on: `L(θ)` of a model on examples, as a function of the selected parameters alone. As
 * immutable as its arrays are left alone.
 *
 * @param theta all parameters
 * @param isWhole true if nothing was selected: the loss is a function of them all
 * @param microBatch examples that are recorded at a time, at most
 */
record Problem(Model model, Data data, double[] theta, Selection selection, boolean isWhole, int microBatch) {
    /** The same loss at other weights of the same model. */
    Problem at(Model other, double[] weights) {
        return new Problem(other, data, weights, selection, isWhole, microBatch);
    }

    Objective objective() { return select(model.objective(data.x(), data.y(), microBatch)); }

    /** The variables where the curvature is taken. */
    double[] variables() { return selection.gather(theta); }

    /** How the variables lie. */
    Layout layout() { return selection.part(); }

    /** SHA-256 of examples and targets. */
    String dataHash() { return new Dataset(data.x(), data.y()).sha256(); }

    /**
     * Throws if the heap has no room for what the run takes.
     *
     * @param vectors as long as the variables, that the run holds beside its buffers
     */
    void checkMemory(long vectors, Consumer<Objective> run) {
        IntFunction<Batch> first = Rehearsal.of(model, data);
        new Rehearsal(layout(), n -> select(first.apply(n)).parts().get(0).batch(),
                Math.min(data.rows(), microBatch), vectors, run).check("lower --micro-batch or --batch");
    }

    private Objective select(Objective all) { return isWhole ? all : all.select(selection, theta); }
}

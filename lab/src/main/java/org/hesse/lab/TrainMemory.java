package org.hesse.lab;

import java.util.List;
import java.util.function.Consumer;
import org.hesse.engine.objective.Objective;
import org.hesse.engine.objective.Progress;
import org.hesse.engine.tape.NonFiniteException;
import org.hesse.lab.train.Meter;
import org.hesse.nn.Model;
import org.hesse.nn.file.Data;
import org.hesse.nn.train.Trainer;

/**
 * What a run of `hesse train` will take of memory, told before its first step. As thread-safe as its array is left
 * alone.
 *
 * @param theta where the run starts
 */
record TrainMemory(Model model, double[] theta) {
    /** As long as θ, that rule, optimiser and trainer hold. */
    static final int VECTORS = 6;

    /**
     * Throws if the heap has no room for a step on so many examples.
     *
     * @param rehearsing a trainer of the run's settings that serves no run
     */
    void checkStep(Data data, int batch, Trainer rehearsing) {
        rehearsal(model, data, Math.min(batch, data.rows()), VECTORS,
                objective -> rehearsing.rule().direction(objective, theta, new double[theta.length]))
                .check("lower --batch");
    }

    /**
     * Throws if the heap has no room for an evaluation on these examples.
     *
     * @param course of their curvature, null for losses alone
     */
    void checkEvaluation(Data data, Meter meter, Course course) {
        evaluation(data, meter, course).check("lower --micro-batch, or evaluate fewer examples");
    }

    /** Of what an evaluation takes, beside what the run holds. */
    Rehearsal evaluation(Data data, Meter meter, Course course) {
        boolean isCurved = course != null && !course.measures().isEmpty();
        long vectors = VECTORS + (isCurved ? course.vectors() : 0);
        List<Sweep> sweeps = isCurved ? course.sweeps() : List.of();
        return rehearsal(model.evaluation(), data, meter.rows(), vectors, few -> rehearse(few, sweeps));
    }

    private void rehearse(Objective few, List<Sweep> sweeps) {
        if (sweeps.isEmpty()) few.forEach(theta, 0, Progress.NONE, (i, weight, point) -> {});
        else Sweep.rehearse(sweeps, few, theta);
    }

    private Rehearsal rehearsal(Model of, Data data, int examples, long vectors, Consumer<Objective> run) {
        return new Rehearsal(of.layout(), Rehearsal.of(of, data), examples, vectors, objective -> {
            try {
                run.accept(objective);
            } catch (NonFiniteException diverged) {
                // That is a result of the run, not of its rehearsal.
                return;
            }
        });
    }
}

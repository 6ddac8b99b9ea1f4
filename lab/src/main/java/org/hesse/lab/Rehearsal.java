package org.hesse.lab;

import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.hesse.engine.array.Layout;
import org.hesse.engine.array.Pool;
import org.hesse.engine.array.Workers;
import org.hesse.engine.objective.Batch;
import org.hesse.engine.objective.Objective;
import org.hesse.nn.Model;
import org.hesse.nn.file.Data;

/**
 * A run on few examples that shows what one on many takes of memory: buffers grow with the examples recorded at a time
 * as `constant + examples · slope`, and two small runs show both numbers. Vectors are known without.
 *
 * @param layout of θ
 * @param first the loss of so many examples
 * @param examples as many as will be recorded at a time
 * @param vectors as long as θ that the run holds beside its buffers
 * @param run what will be done, on one thread here
 */
record Rehearsal(Layout layout, IntFunction<Batch> first, int examples, long vectors, Consumer<Objective> run) {
    private static final int FEW = 2;
    private static final int MORE = 4;
    /** As long as θ, that every curvature has among its buffers: a copy of θ, and ∇L. */
    private static final int ALWAYS = 2;

    /** The losses of some examples in a row, one among them that counts: without it there is no mean over them. */
    static IntFunction<Batch> of(Model model, Data data) {
        int counts = 0;
        while (counts < data.rows() - 1 && !(model.loss().weight(data.y().slice(counts, counts + 1)) > 0)) counts++;
        int last = counts;
        return n -> {
            int from = Math.min(last, data.rows() - n);
            return model.objective(data.x().slice(from, from + n), data.y().slice(from, from + n));
        };
    }

    /**
     * Throws if the heap has no room for the run; nothing is run if it has none for what is known.
     *
     * @param remedy what to do about it: `lower --batch`
     */
    void check(String remedy) { check(remedy, 0); }

    /**
     * The same, where examples are yet to be made.
     *
     * @param numbers of each of them
     */
    void check(String remedy, long numbers) {
        long room = Forecast.room();
        Forecast.checkVectors(ALWAYS + vectors, layout.size(), room);
        forecast().and((double) numbers * examples).check(room, remedy);
    }

    /** So few examples as a rehearsal has are none: what they take is what is known. */
    Forecast forecast() {
        return examples <= MORE ? Forecast.of((double) (ALWAYS + vectors) * layout.size(), examples) : measured();
    }

    /** The same by rehearsals, for any number of examples. */
    Forecast measured() {
        double constant;
        double slope;
        int threads = Workers.shared().threads();
        // What several threads hold at a time is a matter of chance.
        Workers.shared().threads(1);
        try {
            constant = buffers(FEW);
            slope = (buffers(MORE) - constant) / (MORE - FEW);
        } finally {
            Workers.shared().threads(threads);
        }
        return Forecast.of(constant + slope * (examples - FEW) + (double) vectors * layout.size(), examples);
    }

    private long buffers(int some) {
        Batch objective = first.apply(some);
        Pool pool = new Pool();
        run.accept(new Batch(objective.layout(), pool, objective.program()));
        return pool.mostInUse();
    }
}

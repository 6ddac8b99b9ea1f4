package org.hesse.lab;

import java.io.IOException;
import java.nio.file.Path;
import org.hesse.engine.objective.Objective;
import org.hesse.nn.Model;
import org.hesse.nn.data.Dataset;
import org.hesse.nn.data.MiniBatches;
import org.hesse.nn.file.Data;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of which examples make a loss, `--limit`, `--batch`, `--micro-batch`: each at least 1. */
final class Examples {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    private int limit;
    private int batch;
    private int microBatch = Integer.MAX_VALUE;

    @Option(names = "--limit", paramLabel = "N", description = "Use the first N examples only (default: all).")
    void setLimit(int n) { limit = atLeastOne("--limit", n); }

    @Option(names = "--batch", paramLabel = "N", description = "Examples of a mini-batch, drawn by the seed,"
            + " all if there are fewer (default: 64 to train on; else no mini-batch, all examples).")
    void setBatch(int n) { batch = atLeastOne("--batch", n); }

    @Option(names = "--micro-batch", paramLabel = "N", //
            description = "Record at most N examples at a time: in less memory, the same numbers up to rounding"
                    + " (default: all).")
    void setMicroBatch(int n) { microBatch = atLeastOne("--micro-batch", n); }

    private int atLeastOne(String option, int n) {
        if (n < 1)
            throw new ParameterException(command.commandLine(), option + ": must be at least 1, got " + n);
        return n;
    }

    /** How many examples to use, if no limit was given this. */
    int limitOr(int usual) { return limit > 0 ? limit : usual; }

    /** The size of a mini-batch, if none was given this. */
    int batchOr(int usual) { return batch > 0 ? batch : usual; }

    boolean isBatch() { return batch > 0; }

    int microBatch() { return microBatch; }

    /** The examples of a file within the limit; with `--batch`, the first mini-batch of them in the seed's order. */
    Data read(Path file, Model model, long seed) throws IOException {
        Data all = Data.read(file, model, limitOr(Integer.MAX_VALUE));
        if (batch == 0) return all;
        Dataset drawn = new Dataset(all.x(), all.y()).take(new MiniBatches(all.rows(), batch, seed).epoch(0).get(0));
        return new Data(drawn.x(), drawn.y());
    }

    /** Their loss, in micro-batches if those are smaller. */
    Objective objective(Model model, Data data) { return model.objective(data.x(), data.y(), microBatch); }
}

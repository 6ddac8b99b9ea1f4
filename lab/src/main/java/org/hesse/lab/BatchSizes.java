package org.hesse.lab;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of how many examples make a loss, `--limit`, `--batch`, `--micro-batch`: each at least 1. */
class BatchSizes {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    private int limit;
    private int batch;
    private int microBatch;

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
        if (n < 1) throw wrong(option + ": must be at least 1, got " + n);
        return n;
    }

    /** What to throw for options that do not fit. */
    final ParameterException wrong(String message) { return new ParameterException(command.commandLine(), message); }

    /** How many examples to use, if no limit was given this. */
    final int limitOr(int usual) { return limit > 0 ? limit : usual; }

    /** The size of a mini-batch, if none was given this. */
    final int batchOr(int usual) { return batch > 0 ? batch : usual; }

    final boolean isBatch() { return batch > 0; }

    final boolean isMicroBatch() { return microBatch > 0; }

    final int microBatch() { return isMicroBatch() ? microBatch : Integer.MAX_VALUE; }
}

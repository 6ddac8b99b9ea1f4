package org.hesse.lab;

import org.hesse.engine.array.Providers;
import org.hesse.engine.array.Workers;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of what computes, `--kernels` and `--threads`, in force once they are parsed. */
final class Compute {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--kernels", paramLabel = "NAME", //
            description = "Compute with these kernels: plain, or others on the class path (default: the fastest).")
    void kernels(String name) { set("--kernels", name, () -> Providers.use(name)); }

    @Option(names = "--threads", paramLabel = "N", //
            description = "Threads to compute with; results do not depend on it (default: all processors).")
    void threads(int n) { set("--threads", n, () -> Workers.shared().threads(n)); }

    private void set(String option, Object value, Runnable setting) {
        try {
            setting.run();
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new ParameterException(command.commandLine(), option + " " + value + ": " + e.getMessage(), e);
        }
    }
}

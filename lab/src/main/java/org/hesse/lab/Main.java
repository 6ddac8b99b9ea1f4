package org.hesse.lab;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The command line `hesse`: exit code 0 if done, 1 if it failed, 2 if it was called wrongly. Stateless.
 *
 * <p>A command is a class of its own, listed below: it declares `mixinStandardHelpOptions`, `versionProvider` and
 * `@Mixin Console`, throws what goes wrong, and never exits the JVM.
 */
@Command(name = "hesse", mixinStandardHelpOptions = true, versionProvider = Version.class, //
        header = "Exact curvature of neural networks: the Hessian's two parts, H = G + N.", //
        footer = {"", "Examples:", "  hesse describe model.json weights.npz",
                "  hesse split model.json weights.npz batch.npz --out split.npz",
                "  hesse spectrum model.json weights.npz batch.npz --eigen 10 --traces --out spectrum",
                "  hesse digits", "  hesse train model.json train.npz --rule psam:rho=0.1 --out run",
                "  hesse time model.json --batch 256", "",
                "Exit codes: 0 done, 1 failed, 2 wrong usage.",
                "HESSE_OPTS holds more options for the JVM, for example HESSE_OPTS=-Xmx8g.",
                "@|bold hesse COMMAND --help|@ explains a command and shows examples."}, //
        subcommands = {DescribeCommand.class, SplitCommand.class, TraceCommand.class, SpectrumCommand.class,
                EigenCommand.class, BlocksCommand.class, VerifyCommand.class, TrajectoryCommand.class,
                SharpnessCommand.class, TrainCommand.class, DigitsCommand.class, TimeCommand.class})
public final class Main {
    private static final int WIDTH = 110;

    private Main() {}

    public static void main(String... args) {
        PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(args, out, err));
    }

    /** Runs one command and returns its exit code; nothing else is printed than through these writers. */
    static int run(String[] args, PrintWriter out, PrintWriter err) {
        Failures failures = new Failures(err);
        int code = failures.guard(() -> commandLine(failures, out, err).execute(args));
        out.flush();
        if (code == 0 && out.checkError()) code = failures.report("standard output: cannot be written");
        err.flush();
        return code;
    }

    private static CommandLine commandLine(Failures failures, PrintWriter out, PrintWriter err) {
        return new CommandLine(new Main()).setOut(out).setErr(err).setUsageHelpWidth(WIDTH)
                .setParameterExceptionHandler(failures::wrongUsage).setExecutionExceptionHandler(failures::failed);
    }
}

package org.hesse.lab;

import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The options `--json` and `--quiet`, and where a command's lines go: with the first, standard output gets one line of
 * JSON and no other; with the second, there are no lines but that one and errors.
 *
 * <p>A command declares `@Mixin Console console`. Used by the thread that runs the command, and by its interrupt.
 */
public final class Console {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--json", description = "Print the result as one line of JSON; all else goes to standard error.")
    private boolean json;

    @Option(names = "--quiet", description = "Print nothing but errors, and with --json the result.")
    private boolean quiet;

    public boolean json() { return json; }

    /** The command that this belongs to. */
    public CommandSpec command() { return command; }

    /** A line of the result as people read it: on standard output, with --json on standard error. */
    public void say(String line) {
        if (json) note(line);
        else if (!quiet) command.commandLine().getOut().println(line);
    }

    /** A line beside the result, progress or a warning: on standard error. */
    public void note(String line) {
        if (!quiet) command.commandLine().getErr().println(line);
    }

    /** A bar for so many steps, where people would see it. */
    ProgressLine progress(String task, long steps) {
        return new ProgressLine(task, steps, command.commandLine().getErr(), quiet);
    }

    /** The result as a whole, printed with --json only. Call it once, at the end. */
    public void result(Map<String, ?> fields) {
        if (json) command.commandLine().getOut().println(Json.line(fields));
    }
}

package org.hesse.lab;

import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The option `--json`, and where a command's lines go: with it standard output gets one line of JSON and no other.
 *
 * <p>A command declares `@Mixin Console console`. Once the command line is parsed, any thread may print.
 */
public final class Console {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--json", description = "Print the result as one line of JSON; all else goes to standard error.")
    private boolean json;

    public boolean json() { return json; }

    /** The command that this belongs to. */
    public CommandSpec command() { return command; }

    /** A line of the result as people read it: on standard output, with --json on standard error. */
    public void say(String line) {
        if (json) note(line);
        else command.commandLine().getOut().println(line);
    }

    /** A line beside the result, progress or a warning: on standard error. */
    public void note(String line) { command.commandLine().getErr().println(line); }

    /** The result as a whole, printed with --json only. Call it once, at the end. */
    public void result(Map<String, ?> fields) {
        if (json) command.commandLine().getOut().println(Json.line(fields));
    }
}

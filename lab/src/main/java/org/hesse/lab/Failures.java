package org.hesse.lab;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.function.IntSupplier;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Turns whatever goes wrong into one line `hesse: …` and an exit code.
 *
 * <p>`-Dhesse.trace=true` (in HESSE_OPTS) adds the stack trace, for reports of bugs.
 */
final class Failures {
    private final PrintWriter err;

    Failures(PrintWriter err) { this.err = err; }

    /** Picocli's handler of arguments that do not fit: exit code 2. */
    int wrongUsage(ParameterException e, String... args) {
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        report(e.getMessage() + suggestion(e) + " (see " + command + " --help)");
        return ExitCode.USAGE;
    }

    private static String suggestion(ParameterException e) {
        if (!(e instanceof UnmatchedArgumentException unmatched) || unmatched.getSuggestions().isEmpty()) return "";
        return ", did you mean " + String.join(" or ", unmatched.getSuggestions()) + "?";
    }

    /** Picocli's handler of what a command throws: exit code 1. */
    int failed(Exception e, CommandLine command, ParseResult parsed) { return report(e); }

    /** Runs a command; what even picocli lets through becomes a line too. */
    int guard(IntSupplier command) {
        try {
            return command.getAsInt();
        } catch (OutOfMemoryError e) {
            return report("out of memory: the heap holds " + (Runtime.getRuntime().maxMemory() >> 20)
                    + " MB, HESSE_OPTS=-Xmx… gives more");
        } catch (LinkageError | RuntimeException e) {
            return report(e);
        }
    }

    /** Prints `hesse: message` on one line, without what could steer a terminal. */
    int report(String message) {
        String line = message.strip().replaceAll("\\s*\\R\\s*", " ").replaceAll("\\p{Cntrl}", "?");
        err.println("hesse: " + line.replaceFirst("^Error: ", ""));
        return ExitCode.SOFTWARE;
    }

    private int report(Throwable e) {
        if (Boolean.getBoolean("hesse.trace")) e.printStackTrace(err);
        return report(message(e));
    }

    /** What to say about it: the message alone where it was written for people, else its kind too. */
    static String message(Throwable e) {
        if (e instanceof UncheckedIOException) return message(e.getCause());
        if (e instanceof NoSuchFileException missing) return missing.getFile() + ": no such file or directory";
        if (e instanceof AccessDeniedException denied) return denied.getFile() + ": permission denied";
        if (e instanceof FileSystemException other && other.getReason() == null)
            return other.getFile() + ": " + e.getClass().getSimpleName();
        if (e.getMessage() == null || isBug(e)) return "internal error: " + e + place(e);
        return e.getMessage();
    }

    private static boolean isBug(Throwable e) {
        return e instanceof NullPointerException || e instanceof IndexOutOfBoundsException
                || e instanceof ClassCastException || e instanceof LinkageError;
    }

    private static String place(Throwable e) {
        return e.getStackTrace().length == 0 ? "" : " at " + e.getStackTrace()[0];
    }
}

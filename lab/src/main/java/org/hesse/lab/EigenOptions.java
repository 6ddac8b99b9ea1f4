package org.hesse.lab;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.hesse.hessian.spectrum.ThickRestart;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of searches for eigenpairs: `--tol` and `--budget`. */
final class EigenOptions {
    private static final int USUAL = 200;
    /** Of all vectors together, 512 MB. */
    private static final int NUMBERS = 1 << 26;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--tol", paramLabel = "X", defaultValue = "1e-6", //
            description = "Residuals of eigenpairs to reach, relative to the term's norm (default ${DEFAULT-VALUE}).")
    private double tolerance;

    @Option(names = "--budget", paramLabel = "N", defaultValue = "10000", //
            description = "Products for each end of each spectrum, at most (default ${DEFAULT-VALUE}); what has not"
                    + " converged then says so.")
    private int budget;

    @Option(names = "--basis", paramLabel = "M", //
            description = "Vectors that a search keeps at a time: more of them take memory, and find eigenvalues in a"
                    + " crowd by fewer products (default: " + USUAL + ", fewer above "
                    + NUMBERS / USUAL + " parameters).")
    private Integer basis;

    /** Throws if one of these options, or of `also`, was given: what is given is used, or refused. */
    void refuse(String unless, String... also) {
        for (String option : Stream.concat(Stream.of("--tol", "--budget", "--basis"), Stream.of(also)).toList())
            if (command.commandLine().getParseResult().hasMatchedOption(option))
                throw wrong(option + ": is for " + unless);
    }

    /** Throws unless the budget is enough for so many pairs at an end. */
    void check(int pairs) {
        if (!(tolerance > 0 && tolerance < 1)) throw wrong("--tol: must be above 0 and below 1, got " + tolerance);
        if (budget < 2 * pairs)
            throw wrong("--budget: " + pairs + " eigenpairs need at least " + 2 * pairs + " products, got " + budget);
        if (basis != null && basis < ThickRestart.leastRoom(pairs))
            throw wrong("--basis: " + pairs + " eigenpairs need at least " + ThickRestart.leastRoom(pairs)
                    + " vectors, got " + basis);
    }

    /** Throws if there are not so many pairs. */
    void checkSize(int pairs, int parameters) {
        if (pairs > parameters)
            throw new IllegalArgumentException(
                    "eigen: " + pairs + " eigenpairs asked for, there are " + parameters + " parameters");
    }

    Ends ends(int top, int bottom, int parameters, long seed) {
        int room = basis == null ? room(parameters) : basis;
        int least = ThickRestart.leastRoom(Math.max(top, bottom));
        return new Ends(top, bottom, tolerance, budget, Math.max(least, room), seed);
    }

    private static int room(int parameters) { return Math.min(USUAL, NUMBERS / parameters); }

    /** What the numbers depend on. */
    Map<String, String> key(Ends ends) {
        Map<String, String> key = new LinkedHashMap<>();
        key.put("--top", String.valueOf(ends.top()));
        key.put("--bottom", String.valueOf(ends.bottom()));
        key.put("--tol", String.valueOf(tolerance));
        key.put("--budget", String.valueOf(budget));
        key.put("--basis", String.valueOf(ends.room()));
        return key;
    }

    private ParameterException wrong(String message) { return new ParameterException(command.commandLine(), message); }
}

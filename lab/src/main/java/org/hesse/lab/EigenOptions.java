package org.hesse.lab;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of searches for eigenpairs: `--tol` and `--budget`. */
final class EigenOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--tol", paramLabel = "X", defaultValue = "1e-6", //
            description = "Residuals of eigenpairs to reach, relative to the term's norm (default ${DEFAULT-VALUE}).")
    private double tolerance;

    @Option(names = "--budget", paramLabel = "N", defaultValue = "5000", //
            description = "Products for each end of each spectrum, at most (default ${DEFAULT-VALUE}); what has not"
                    + " converged then says so.")
    private int budget;

    /** Throws unless the budget is enough for so many pairs at an end. */
    void check(int pairs) {
        if (!(tolerance > 0 && tolerance < 1)) throw wrong("--tol: must be above 0 and below 1, got " + tolerance);
        if (budget < 2 * pairs)
            throw wrong("--budget: " + pairs + " eigenpairs need at least " + 2 * pairs + " products, got " + budget);
    }

    /** Throws if there are not so many pairs. */
    void checkSize(int pairs, int parameters) {
        if (pairs > parameters)
            throw new IllegalArgumentException(
                    "eigen: " + pairs + " eigenpairs asked for, there are " + parameters + " parameters");
    }

    Ends ends(int top, int bottom, long seed) { return new Ends(top, bottom, tolerance, budget, seed); }

    /** What the numbers depend on. */
    Map<String, String> key(Ends ends) {
        Map<String, String> key = new LinkedHashMap<>();
        key.put("--top", String.valueOf(ends.top()));
        key.put("--bottom", String.valueOf(ends.bottom()));
        key.put("--tol", String.valueOf(tolerance));
        key.put("--budget", String.valueOf(budget));
        return key;
    }

    private ParameterException wrong(String message) { return new ParameterException(command.commandLine(), message); }
}

package org.hesse.lab;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hesse.engine.objective.Objective;
import org.hesse.hessian.Term;
import org.hesse.hessian.verify.Check;
import org.hesse.hessian.verify.Verification;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** `hesse verify`: the laws of curvature, tried on a model and data of one's own. */
@Command(name = "verify", mixinStandardHelpOptions = true, versionProvider = Version.class, sortOptions = false, //
        header = "Tries the laws of curvature on your model and data: is every derivative right?", //
        customSynopsis = "hesse verify MODEL.json WEIGHTS DATA [OPTIONS]", //
        description = {"",
                "Symmetry, scaling, determinism of H, G, N and N's parts, H = G + N, quadratic forms,"
                        + " Jacobian and its transpose, blocks of N known to be zero, and Hv against finite"
                        + " differences of gradients, along two random directions. Exit code 1 if a law does not"
                        + " hold.",
                ""}, //
        footer = {"", "File in DIR of --out: verify.json.", "", "Examples:",
                "  hesse verify model.json weights.npz batch.npz",
                "  hesse verify model.json weights.npz batch.npz --seed 7 --json",
                "  hesse verify relu.json weights.npz batch.npz --no-differences"})
final class VerifyCommand extends CurvatureCommand {
    /** As long as θ, that the checks hold at a time. */
    private static final int VECTORS = 20;

    @Option(names = "--no-differences", description = "Leave out finite differences, which a kink (ReLU) within their"
            + " step misleads.")
    private boolean noDifferences;

    @Override
    void check() {}

    @Override
    int run(Problem problem, Results results) throws IOException {
        checkMemory(problem, Sweep.each(List.of(Term.values()), 1), VECTORS);
        Verification verification = verify(problem.objective(), problem.variables());
        for (String line : verification.report().split("\n")) console().say(line);
        Map<String, Object> fields = fields(problem, verification);
        results.json("verify", fields);
        console().result(fields);
        if (verification.passed()) return ExitCode.OK;
        console().note("hesse: " + verification.failures().size() + " of " + verification.checks().size()
                + " laws do not hold");
        return ExitCode.SOFTWARE;
    }

    private Verification verify(Objective objective, double[] theta) {
        return noDifferences
                ? Verification.ofExactLaws(objective, theta, seed())
                : Verification.of(objective, theta, seed());
    }

    private Map<String, Object> fields(Problem problem, Verification verification) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("command", "verify");
        fields.put("passed", verification.passed());
        fields.put("parameters", problem.layout().size());
        fields.put("examples", problem.data().rows());
        fields.put("checks", verification.checks().stream().map(VerifyCommand::fields).toList());
        return fields;
    }

    private static Map<String, Object> fields(Check check) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", check.name());
        fields.put("measured", check.measured());
        fields.put("bound", check.bound());
        fields.put("passed", check.passed());
        return fields;
    }
}

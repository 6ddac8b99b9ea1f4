package org.hesse.hessian.verify;

import java.util.List;
import java.util.stream.Collectors;
import org.hesse.engine.objective.Objective;
import org.hesse.engine.objective.Progress;

/**
 * The laws of curvature, tried on an objective of one's own at one θ: symmetry, scaling, determinism, `H = G + N`,
 * quadratic forms, positivity, J and its transpose, known zeros, and finite differences of gradients.
 *
 * <p>They find rules that are wrong in an op or a layer, whose Hessians are silently zero or asymmetric otherwise.
 * Immutable and thread-safe.
 *
 * @param checks in the order in which they ran
 * @param seed of the random directions
 */
public record Verification(List<Check> checks, long seed) {
    public Verification { checks = List.copyOf(checks); }

    /** All checks, along two random directions of the seed. */
    public static Verification of(Objective objective, double[] theta, long seed) {
        return of(objective, theta, seed, Progress.NONE);
    }

    /**
     * The same, watched: reported are the sums over parts.
     *
     * @throws java.util.concurrent.CancellationException if `progress` asks to stop
     */
    public static Verification of(Objective objective, double[] theta, long seed, Progress progress) {
        return new Verification(new Laws(objective, theta, seed, progress).run(true), seed);
    }

    /**
     * Without finite differences, which contradict a replaced φ″ on purpose, and are misled where a kink lies within
     * their step.
     */
    public static Verification ofExactLaws(Objective objective, double[] theta, long seed) {
        return new Verification(new Laws(objective, theta, seed, Progress.NONE).run(false), seed);
    }

    /** True if all laws hold. */
    public boolean passed() { return checks.stream().allMatch(Check::passed); }

    /** Those that do not hold. */
    public List<Check> failures() { return checks.stream().filter(check -> !check.passed()).toList(); }

    /** A line for each check, and one that sums them up. */
    public String report() {
        String lines = checks.stream().map(Check::toString).collect(Collectors.joining("\n"));
        return lines + "\n" + (checks.size() - failures().size()) + " of " + checks.size() + " laws hold, seed " + seed;
    }

    @Override
    public String toString() { return report(); }
}

package org.hesse.hessian.verify;

import java.util.Locale;

/**
 * One law: what was measured, and how much there may be at most. Immutable and thread-safe.
 *
 * @param measured a relative error, or a count of numbers that differ; NaN fails
 * @param bound 0 for laws that hold bit for bit
 */
public record Check(String name, double measured, double bound) {
    /** True if the law holds. */
    public boolean passed() { return measured <= bound; }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%-6s %-52s %9.2e  (at most %.0e)", passed() ? "ok" : "FAILED", name,
                measured, bound);
    }
}

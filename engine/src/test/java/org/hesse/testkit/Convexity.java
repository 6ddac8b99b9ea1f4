package org.hesse.testkit;

import org.hesse.engine.array.Array;
import org.hesse.engine.op.Loss;

/** The law that a loss which says it is convex curves upwards: `⟨z₁, ρ₁⟩ = z₁ᵀH_z z₁ ≥ 0`. */
final class Convexity {
    private static final int DIRECTIONS = 16;
    private static final double ROUNDING = 1e-12;

    private Convexity() {}

    static boolean isDeclared(Sample s) { return s.order() >= 1 && s.op() instanceof Loss loss && loss.convex(); }

    /** Along directions that move all outputs, and along each output alone, where the others cannot make up for it. */
    static void check(Sample s, Tally tally) {
        for (int branch = 0; branch < DIRECTIONS; branch++) check(s, Curve.of(s, branch).v(0), tally);
        int outputs = s.x(0).length;
        for (int i = 0; i < outputs; i++) {
            double[] alone = new double[outputs];
            alone[i] = 1;
            check(s, alone, tally);
        }
    }

    private static void check(Sample s, double[] z1, Tally tally) {
        Harness harness = new Harness(s, Curve.straight(s, z1).at(0));
        double[] form = Calculus.dot(z1, harness.adjoints(1, Array.scalar(1))[0]);
        tally.atLeast("⟨z₁, ρ₁⟩", 0, form[0], ROUNDING * form[1]);
    }
}

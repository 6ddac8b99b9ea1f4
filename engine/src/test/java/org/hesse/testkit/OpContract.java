package org.hesse.testkit;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The laws that every op obeys; an op's test class implements this and lists samples.
 *
 * <pre>{@code
 * class TanhTest implements OpContract {
 *     @Override
 *     public Stream<Sample> samples() { return Sample.elementwise(new Tanh(), Math::tanh); }
 * }
 * }</pre>
 *
 * <p>Tolerances are relative to the largest entry. Each test counts its comparisons and fails if it made none.
 */
public interface OpContract {
    /** Inputs to try the op on, clear of its kinks. */
    Stream<Sample> samples();

    /** Shapes of inputs that do not fit together; an op of several inputs has some. */
    default Stream<int[][]> badShapes() { return Stream.empty(); }

    /** True for an op that takes inputs of all shapes together, like a sum over all entries. */
    default boolean takesAllShapes() { return false; }

    /** `y₀ = f(x)`, to 1e-12. */
    @TestFactory
    default Stream<DynamicTest> coefficient0IsTheNaiveLoop() { return each(Calculus::naive); }

    /** `y_k = (1/k) dy_{k−1}/dε` along a curved path, to 1e-8. */
    @TestFactory
    default Stream<DynamicTest> coefficientIsDerivativeOfTheOneBefore() {
        return Law.each(samples().filter(s -> s.differences(Sample.Row.FORWARD_1, Sample.Row.FORWARD_2)),
                Calculus::forward);
    }

    /** `J_kᵀ = (1/k) dJ_{k−1}ᵀ/dε` along a curved path, to 1e-8. */
    @TestFactory
    default Stream<DynamicTest> pullbackIsDerivativeOfTheOneBefore() {
        return Law.each(samples().filter(s -> s.differences(Sample.Row.PULL_1, Sample.Row.PULL_2)), Calculus::pull);
    }

    /** `⟨ȳ, J₀v⟩ = ⟨J₀ᵀȳ, v⟩`, to 1e-12. */
    @TestFactory
    default Stream<DynamicTest> pullbackIsTheTranspose() { return each(1, Calculus::transpose); }

    /** `⟨J₁[u]ᵀȳ, v⟩ = ⟨J₁[v]ᵀȳ, u⟩`, to 1e-12. */
    @TestFactory
    default Stream<DynamicTest> curvatureIsSymmetric() { return each(1, Calculus::symmetry); }

    /** A coefficient nobody wrote is zero: 0 difference. */
    @TestFactory
    default Stream<DynamicTest> missingCoefficientIsZero() { return each(1, Exact::missing); }

    /** `pull` adds to what is there. */
    @TestFactory
    default Stream<DynamicTest> pullAdds() { return each(Exact::adds); }

    /** Nothing is read from a buffer that nobody wrote: 0 difference. */
    @TestFactory
    default Stream<DynamicTest> staleBuffersAreNotRead() { return each(Exact::stale); }

    /** An adjoint that is not wanted changes no other: 0 difference. */
    @TestFactory
    default Stream<DynamicTest> unwantedAdjointIsLeftOut() { return each(Exact::unwanted); }

    /** `f(x, x)` has the sum of both adjoints. */
    @TestFactory
    default Stream<DynamicTest> sameInputTwice() { return Law.each(samples().filter(Exact::hasTwins), Exact::twice); }

    /** Inputs, directions and ȳ stay as they are, and so do the coefficients once written: bit for bit. */
    @TestFactory
    default Stream<DynamicTest> nothingElseIsWritten() { return each(Exact::untouched); }

    /** A point recorded for a lower order has the same coefficients. */
    @TestFactory
    default Stream<DynamicTest> everyOrderAgrees() { return each(1, Exact::orders); }

    /** Linear ops bear no curvature; products bear none within one input; functions do. */
    @Test
    default void curvatureIsBornAsDeclared() { Births.check(samples().toList()); }

    /** `z₁ᵀH_z z₁ ≥ 0` for a loss that says it is convex, to −1e-12. */
    @TestFactory
    default Stream<DynamicTest> convexLossCurvesUpwards() {
        return Law.each(samples().filter(Convexity::isDeclared), Convexity::check);
    }

    /** As many inputs as the samples have, and never none. */
    @Test
    default void takesTheInputsOfItsSamples() {
        for (Sample s : samples().toList()) {
            Assertions.assertTrue(s.op().takes(s.inputs()), () -> s + ": does not take " + s.inputs() + " inputs");
            Assertions.assertFalse(s.op().takes(0), () -> s + ": takes no inputs at all");
        }
    }

    @Test
    default void badShapesThrow() {
        List<int[][]> bad = badShapes().toList();
        List<Sample> samples = samples().toList();
        Assertions.assertFalse(samples.isEmpty(), "no samples");
        boolean several = samples.stream().anyMatch(s -> s.inputs() > 1);
        Assertions.assertFalse(several && bad.isEmpty() && !takesAllShapes(),
                "an op of several inputs lists no bad shapes");
        for (int[][] shapes : bad) BadShapes.check(samples.get(0).op(), shapes);
    }

    private Stream<DynamicTest> each(Law<Sample> law) { return Law.each(samples(), law); }

    private Stream<DynamicTest> each(int order, Law<Sample> law) {
        return Law.each(samples().filter(s -> s.order() >= order), law);
    }
}

package org.hesse.testkit;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The laws that every program of sound ops obeys, for a layer, a model or a loss of one's own; its test class
 * implements this and lists programs.
 *
 * <p>What a layer can break though its ops are sound: it computes beside the tape, keeps state, declares what it does
 * not use. Tolerances are relative to the largest entry. Each test counts its comparisons and fails if it made none.
 */
public interface ProgramContract {
    /** Programs to try, at points clear of their kinks. */
    Stream<Program> programs();

    @Test
    default void thereArePrograms() {
        List<Program> programs = programs().toList();
        Assertions.assertFalse(programs.isEmpty(), "no programs");
    }

    /** Every declared parameter is read, and the output has the declared shape. */
    @TestFactory
    default Stream<DynamicTest> declarationsHold() { return each(ProgramLaws::declarations); }

    /** `z_k = (1/k) dz_{k−1}/dε`, to 1e-8. */
    @TestFactory
    default Stream<DynamicTest> coefficientIsDerivativeOfTheOneBefore() { return each(ProgramLaws::coefficients); }

    /** ∇L entry by entry, to 1e-8. */
    @TestFactory
    default Stream<DynamicTest> gradientIsDerivativeOfTheLoss() { return each(ProgramLaws::gradient); }

    /** `Hv = d/dε ∇L(θ + εv)`, to 1e-8. */
    @TestFactory
    default Stream<DynamicTest> hessianIsDerivativeOfTheGradient() { return each(ProgramLaws::hessian); }

    /** `Gv = Jᵀ d/dε ρ(z + εJv)`, to 1e-8. */
    @TestFactory
    default Stream<DynamicTest> gaussNewtonIsCurvatureOfTheLoss() { return each(ProgramLaws::gaussNewton); }

    /** `Nv = d/dε J(θ + εv)ᵀr`, to 1e-8. */
    @TestFactory
    default Stream<DynamicTest> nmeIsCurvatureOfTheProgram() { return each(ProgramLaws::nme); }

    /** `H = G + N`, N of two parts; vᵀGv and vᵀNv by forward sweeps; `vᵀGv ≥ 0` for convex losses: to 1e-12. */
    @TestFactory
    default Stream<DynamicTest> splitAddsUp() { return each(ProgramLaws::split); }

    /** `uᵀAv = vᵀAu` for H, G, N and both parts of N, to 1e-12. */
    @TestFactory
    default Stream<DynamicTest> productsAreSymmetric() { return each(ProgramLaws::symmetry); }

    /** ∇(vᵀHv), and its parts ∇(vᵀGv) and ∇(vᵀNv), to 1e-8. */
    @TestFactory
    default Stream<DynamicTest> thirdDerivativesAreThoseOfTheForms() {
        return Law.each(programs().filter(p -> p.order() == 2), ProgramLaws::third);
    }

    /** The same recording, or another one, gives the same bits; θ and v stay as they are. */
    @TestFactory
    default Stream<DynamicTest> sameBitsEveryTime() { return each(ProgramLaws::sameBits); }

    private Stream<DynamicTest> each(Law<Program> law) { return Law.each(programs(), law); }
}

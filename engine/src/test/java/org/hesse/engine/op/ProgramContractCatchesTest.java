package org.hesse.engine.op;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Kernels;
import org.hesse.engine.array.Layout;
import org.hesse.engine.op.BrokenCube.Fault;
import org.hesse.engine.ops.Affine;
import org.hesse.engine.ops.Cos;
import org.hesse.engine.ops.Multiply;
import org.hesse.engine.ops.Scale;
import org.hesse.engine.ops.Sigmoid;
import org.hesse.engine.ops.Square;
import org.hesse.engine.ops.Sum;
import org.hesse.engine.tape.Tape;
import org.hesse.engine.tape.Var;
import org.hesse.testkit.Program;
import org.hesse.testkit.ProgramContract;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The contract for programs is itself under test: every fault is found by the laws that it breaks. */
class ProgramContractCatchesTest {
    private static final Layout W = Layout.builder().add("w", 3, 3).build();

    /** `B(a, b) = a∘b`, whose curvature reaches a alone. */
    private record Lopsided() implements Bilinear {
        @Override
        public int[] shape(int[]... inputs) { return inputs[0].clone(); }

        @Override
        public void apply(Kernels kernels, Array a, Array b, Accumulator y) { kernels.multiply(1, a, b, y); }

        @Override
        public void transposeLeft(Kernels kernels, Array ybar, Array b, Accumulator abar) {
            kernels.multiply(1, ybar, b, abar);
        }

        @Override
        public void transposeRight(Kernels kernels, Array a, Array ybar, Accumulator bbar) {
            kernels.multiply(1, a, ybar, bbar);
        }

        @Override
        public void pull(int j, Frame f, Array ybar, Accumulator[] xbar) {
            Bilinear.super.pull(j, f, ybar, j == 0 ? xbar : new Accumulator[] {xbar[0], null});
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { //
            "NONE              | ", //
            "TANGENT           | coefficients", //
            "HALF_IN_FORWARD   | coefficients", //
            "SIGN_IN_PULL      | gradient", //
            "CURVATURE         | hessian nme", //
            "DECLARES_NO_BIRTH | hessian nme", //
            "HALF_IN_PULL      | third"})
    void faultOfAnOp(Fault fault, String laws) {
        assertFound(laws, program(W, (tape, x) -> tape.apply(new BrokenCube(fault), affine(tape, x))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { //
            "NONE              | ", //
            "SIGN_IN_PULL      | gradient", //
            "CURVATURE         | hessian gaussNewton", //
            "HALF_IN_PULL      | third"})
    void faultOfALoss(Fault fault, String laws) {
        assertFound(laws, program(W, ProgramContractCatchesTest::affine)
                .loss((tape, z) -> tape.apply(new Sum(), tape.apply(new BrokenCube(fault), z))));
    }

    @Test
    void valueTakenOffTheTape() {
        assertFound("coefficients gradient hessian nme", program(W, (tape, x) -> {
            Var y = affine(tape, x);
            return tape.apply(new Multiply(), y, tape.constant(tape.apply(new Sigmoid(), y).value()));
        }));
    }

    @Test
    void curvatureOnOneSideOfAProduct() {
        assertFound("hessian nme split symmetry",
                program(W, (tape, x) -> tape.apply(new Lopsided(), affine(tape, x), x)));
    }

    @Test
    void parameterThatNobodyReads() {
        Layout more = Layout.builder().add("w", 3, 3).add("bias", 3).build();
        assertEquals(Set.of("declarations"), broken(program(more, ProgramContractCatchesTest::affine)));
    }

    @Test
    void outputOfAnotherShape() {
        assertEquals(Set.of(), broken(program(W, ProgramContractCatchesTest::affine).output(4, 3)));
        assertEquals(Set.of("declarations"), broken(program(W, ProgramContractCatchesTest::affine).output(4, 2)));
    }

    /** Each recording differs from the one before by the last bit. */
    @Test
    void state() {
        AtomicInteger calls = new AtomicInteger();
        assertEquals(Set.of("bits"), broken(program(W, (tape, x) -> {
            double scale = 1 + calls.incrementAndGet() % 2 * Math.ulp(1.0);
            return tape.apply(new Scale(scale), affine(tape, x));
        })));
    }

    @Test
    void lossThatIsNotAsConvexAsItSays() {
        Program cosine = program(W, ProgramContractCatchesTest::affine)
                .loss((tape, z) -> tape.apply(new Sum(), tape.apply(new Cos(), z)));
        assertEquals(Set.of(), broken(cosine));
        assertEquals(Set.of("split"), broken(cosine.convex()));
    }

    @Test
    void convexLoss() {
        assertEquals(Set.of(), broken(program(W, ProgramContractCatchesTest::affine)
                .loss((tape, z) -> tape.apply(new Sum(), tape.apply(new Square(), z))).convex()));
    }

    @Test
    void noProgramsIsAFault() { assertEquals(Set.of("programs"), broken()); }

    private static Program program(Layout layout, BiFunction<Tape, Var, Var> body) {
        return Program.of("test", layout, body, 4, 3);
    }

    private static Var affine(Tape tape, Var x) { return tape.apply(new Affine(), x, tape.parameter("w")); }

    private static void assertFound(String laws, Program program) {
        Set<String> found = broken(program);
        for (String law : laws == null ? List.<String>of() : List.of(laws.split(" ")))
            assertTrue(found.contains(law), () -> law + " did not find it, only " + found);
        assertEquals(laws == null, found.isEmpty(), found::toString);
    }

    /** The laws that fail. */
    private static Set<String> broken(Program... programs) {
        ProgramContract contract = () -> Stream.of(programs);
        Set<String> broken = new TreeSet<>();
        ContractCatchesTest.run("programs", contract::thereArePrograms, broken);
        run("declarations", contract.declarationsHold(), broken);
        run("coefficients", contract.coefficientIsDerivativeOfTheOneBefore(), broken);
        run("gradient", contract.gradientIsDerivativeOfTheLoss(), broken);
        run("hessian", contract.hessianIsDerivativeOfTheGradient(), broken);
        run("gaussNewton", contract.gaussNewtonIsCurvatureOfTheLoss(), broken);
        run("nme", contract.nmeIsCurvatureOfTheProgram(), broken);
        run("split", contract.splitAddsUp(), broken);
        run("symmetry", contract.productsAreSymmetric(), broken);
        run("third", contract.thirdDerivativesAreThoseOfTheForms(), broken);
        run("bits", contract.sameBitsEveryTime(), broken);
        return broken;
    }

    private static void run(String law, Stream<DynamicTest> tests, Set<String> broken) {
        tests.forEach(test -> ContractCatchesTest.run(law, test.getExecutable(), broken));
    }
}

package org.hesse.engine.op;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.hesse.engine.op.BrokenCube.Fault;
import org.hesse.testkit.Numbers;
import org.hesse.testkit.OpContract;
import org.hesse.testkit.Sample;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The contract is itself under test: every fault is found by the laws that it breaks, and a sound op by none. */
class ContractCatchesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { //
            "NONE              | ", //
            "VALUE             | naive", //
            "TANGENT           | forward transpose", //
            "HALF_IN_FORWARD   | forward", //
            "SIGN_IN_PULL      | pull transpose", //
            "CURVATURE         | pull", //
            "HALF_IN_PULL      | pull", //
            "OVERWRITES        | adds", //
            "READS_STALE       | stale", //
            "NEEDS_TANGENT     | missing", //
            "WRITES_INPUT      | untouched", //
            "DECLARES_NO_BIRTH | births", //
            "DECLARES_PRODUCT  | births", //
            "ORDER             | naive orders", //
            "TAKES_NONE        | takes"})
    void faultIsFoundByTheLawsItBreaks(Fault fault, String laws) {
        Set<String> found = broken(() -> Stream.of(sample(new BrokenCube(fault))));
        for (String law : laws == null ? List.<String>of() : List.of(laws.split(" ")))
            assertTrue(found.contains(law), () -> law + " did not find it, only " + found);
        assertEquals(fault == Fault.NONE, found.isEmpty(), found::toString);
    }

    @Test
    void noSamplesIsAFault() { assertEquals(Set.of("shapes"), broken(Stream::empty)); }

    @Test
    void severalInputsWithoutBadShapesIsAFault() {
        Numbers n = new Numbers(1);
        Sample two = Sample.of(new BrokenCube(Fault.NONE), x -> cubes(x[0]), 1, n.clear(3), n.clear(2));
        assertEquals(Set.of("shapes"), broken(() -> Stream.of(two)));
    }

    /** A loss that is not convex is sound until it says that it is. */
    @ParameterizedTest
    @CsvSource({"false, ''", "true, convex"})
    void lossThatIsNotAsConvexAsItSaysIsAFault(boolean convex, String law) {
        assertEquals(law.isEmpty() ? Set.of() : Set.of(law), broken(new WaveContract(new Wave(convex))));
    }

    private record WaveContract(Wave wave) implements OpContract {
        @Override
        public Stream<Sample> samples() {
            Numbers n = new Numbers(1);
            return Stream.of(Sample.of(wave, WaveContract::naive, 1, n.clear(4), n.clear(4)).fixed(1));
        }

        @Override
        public Stream<int[][]> badShapes() { return Stream.<int[][]>of(new int[][] {{4}, {3}}); }

        private static double[] naive(double[]... x) {
            double sum = 0;
            for (int i = 0; i < x[0].length; i++) sum += x[1][i] * Math.cos(x[0][i]);
            return new double[] {sum / x[0].length};
        }
    }

    private static Sample sample(Op op) { return Sample.of(op, x -> cubes(x[0]), 1, new Numbers(1).clear(3, 2)); }

    private static double[] cubes(double... x) { return DoubleStream.of(x).map(e -> e * e * e).toArray(); }

    /** The laws that fail. */
    private static Set<String> broken(OpContract contract) {
        Set<String> broken = new TreeSet<>();
        run("naive", contract.coefficient0IsTheNaiveLoop(), broken);
        run("forward", contract.coefficientIsDerivativeOfTheOneBefore(), broken);
        run("pull", contract.pullbackIsDerivativeOfTheOneBefore(), broken);
        run("transpose", contract.pullbackIsTheTranspose(), broken);
        run("symmetry", contract.curvatureIsSymmetric(), broken);
        run("missing", contract.missingCoefficientIsZero(), broken);
        run("adds", contract.pullAdds(), broken);
        run("stale", contract.staleBuffersAreNotRead(), broken);
        run("unwanted", contract.unwantedAdjointIsLeftOut(), broken);
        run("twice", contract.sameInputTwice(), broken);
        run("untouched", contract.nothingElseIsWritten(), broken);
        run("orders", contract.everyOrderAgrees(), broken);
        run("births", contract::curvatureIsBornAsDeclared, broken);
        run("convex", contract.convexLossCurvesUpwards(), broken);
        run("takes", contract::takesTheInputsOfItsSamples, broken);
        run("shapes", contract::badShapesThrow, broken);
        return broken;
    }

    private static void run(String law, Stream<DynamicTest> tests, Set<String> broken) {
        tests.forEach(test -> run(law, test.getExecutable(), broken));
    }

    static void run(String law, Executable test, Set<String> broken) {
        try {
            test.execute();
        } catch (AssertionError e) {
            broken.add(law);
        } catch (Throwable e) {
            throw new IllegalStateException(law + " threw instead of failing", e);
        }
    }
}

package org.hesse.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Layout;
import org.hesse.engine.array.Segment;
import org.hesse.engine.objective.Progress;
import org.hesse.engine.ops.Relu;
import org.hesse.engine.ops.Gelu;
import org.hesse.engine.ops.SoftmaxCrossEntropy;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.Operator;
import org.hesse.hessian.Term;
import org.hesse.hessian.structure.BlockNorms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Norms of blocks against dense matrices. */
class BlockNormsTest {
    static Stream<Networks.Case> cases() {
        return Stream.concat(Stream.of(Networks.of(new Gelu(), new SoftmaxCrossEntropy())), Blocks.all());
    }

    private static double[][] naive(Array matrix, Layout layout, List<String> layers) {
        double[][] squares = new double[layers.size()][layers.size()];
        int p = layout.size();
        for (Segment r : layout.segments())
            for (Segment s : layout.segments())
                for (int i = r.offset(); i < r.offset() + r.size(); i++)
                    for (int j = s.offset(); j < s.offset() + s.size(); j++)
                        squares[layers.indexOf(layer(r))][layers.indexOf(layer(s))] += Math
                                .pow(matrix.get(i * p + j), 2);
        return squares;
    }

    private static String layer(Segment s) {
        int dot = s.name().lastIndexOf('.');
        return dot < 0 ? s.name() : s.name().substring(0, dot);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void exactNormsAreThoseOfTheMatrices(Networks.Case c) {
        try (Curvature curvature = Curvature.at(c.objective(), c.theta())) {
            Layout layout = curvature.layout();
            Map<Term, BlockNorms> all = BlockNorms.exact(curvature, Progress.NONE);
            for (Term term : Term.values()) {
                Operator a = term.operator(curvature);
                BlockNorms norms = all.get(term);
                double[][] expected = naive(a.dense(), layout, norms.layers());
                BlockNorms one = BlockNorms.exact(a, layout, Progress.NONE);
                double scale = norms.norm() * norms.norm();
                for (int i = 0; i < expected.length; i++)
                    for (int j = 0; j < expected.length; j++) {
                        assertEquals(expected[i][j], norms.squares()[i][j], 1e-12 * scale);
                        assertEquals(expected[i][j], one.squares()[i][j], 1e-12 * scale);
                        assertEquals(0, one.standardErrors()[i][j]);
                    }
                assertEquals(layout.size(), norms.products());
            }
        }
    }

    /** Within five standard errors in every block of every term, and the bound is a tight one. */
    @ParameterizedTest
    @MethodSource("cases")
    void estimatesCoverTheTruth(Networks.Case c) {
        try (Curvature curvature = Curvature.at(c.objective(), c.theta())) {
            Map<Term, BlockNorms> exact = BlockNorms.exact(curvature, Progress.NONE);
            Map<Term, BlockNorms> estimated = BlockNorms.estimate(curvature, 200, 5, Progress.NONE);
            int blocks = 0;
            for (Term term : Term.values()) {
                BlockNorms norms = estimated.get(term);
                double scale = exact.get(term).norm() * exact.get(term).norm();
                for (int i = 0; i < norms.squares().length; i++)
                    for (int j = 0; j < norms.squares().length; j++, blocks++)
                        assertEquals(exact.get(term).squares()[i][j], norms.squares()[i][j],
                                5 * norms.standardErrors()[i][j] + 1e-14 * scale, term + " " + i + ", " + j);
                assertEquals(200 * norms.layers().size(), norms.products());
                assertTrue(Math.abs(norms.norm() / exact.get(term).norm() - 1) < 0.15, term + ": " + norms.norm());
            }
            assertTrue(blocks >= 45, blocks + " blocks");
            BlockNorms again = BlockNorms.estimate(curvature.nme(), curvature.layout(), 200, 5, Progress.NONE);
            assertEquals(estimated.get(Term.NME).norm(), again.norm(), 1e-12 * again.norm());
        }
    }

    /** φ″ = 0: nothing on the diagonal of N, all of it beside. */
    @Test
    void reluHasNoDiagonalBlocks() {
        Networks.Case c = Networks.of(new Relu(), new SoftmaxCrossEntropy());
        try (Curvature curvature = Curvature.at(c.objective(), c.theta())) {
            BlockNorms n = BlockNorms.exact(curvature, Progress.NONE).get(Term.NME);
            assertEquals(List.of("fc1", "fc2", "out"), n.layers());
            assertEquals(0, n.diagonalShare());
            for (int i = 0; i < 3; i++) for (int j = 0; j < 3; j++) assertEquals(i == j, n.norm(i, j) == 0);
        }
    }

    @Test
    void aLayoutThatIsNotTheOperatorsIsRefused() {
        Networks.Case c = Networks.of(new Gelu(), new SoftmaxCrossEntropy());
        Layout other = Layout.builder().add("a.w", 3).build();
        try (Curvature curvature = Curvature.at(c.objective(), c.theta())) {
            Operator n = curvature.nme();
            String message = assertThrows(IllegalArgumentException.class,
                    () -> BlockNorms.exact(n, other, Progress.NONE)).getMessage();
            assertEquals("block_norms: [nme] has " + n.rows() + " rows, the layout 3 numbers: " + other, message);
            assertEquals(message, assertThrows(IllegalArgumentException.class,
                    () -> BlockNorms.estimate(n, other, 2, 1, Progress.NONE)).getMessage());
        }
    }

    @Test
    void budgetsAndCancellation() {
        Networks.Case c = Networks.of(new Gelu(), new SoftmaxCrossEntropy());
        try (Curvature curvature = Curvature.at(c.objective(), c.theta())) {
            BlockNorms one = BlockNorms.estimate(curvature.nme(), curvature.layout(), 1, 1, Progress.NONE);
            assertTrue(Double.isNaN(one.standardErrors()[0][0]));
            assertThrows(IllegalArgumentException.class,
                    () -> BlockNorms.estimate(curvature, 0, 1, Progress.NONE));
            assertThrows(CancellationException.class, () -> BlockNorms.exact(curvature, (done, all) -> done < 40));
            assertThrows(CancellationException.class,
                    () -> BlockNorms.estimate(curvature, 20, 1, (done, all) -> done < 10));
        }
    }
}

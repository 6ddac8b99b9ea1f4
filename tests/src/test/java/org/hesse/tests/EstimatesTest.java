package org.hesse.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Layout;
import org.hesse.engine.array.Segment;
import org.hesse.engine.objective.Progress;
import org.hesse.engine.ops.Gelu;
import org.hesse.engine.ops.Mse;
import org.hesse.engine.ops.Relu;
import org.hesse.engine.ops.SoftmaxCrossEntropy;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.Estimate;
import org.hesse.hessian.OperatorFamily;
import org.hesse.hessian.Term;
import org.hesse.hessian.estimate.Alignment;
import org.hesse.hessian.estimate.BlockTraces;
import org.hesse.hessian.estimate.Diagonal;
import org.hesse.hessian.estimate.FrobeniusNorm;
import org.hesse.hessian.estimate.HutchPlusPlus;
import org.hesse.hessian.estimate.Hutchinson;
import org.hesse.hessian.estimate.OperatorNorm;
import org.hesse.hessian.estimate.XDiag;
import org.hesse.hessian.estimate.XTrace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Estimates of a network's curvature, 111 parameters, against its dense matrices. */
class EstimatesTest {
    private static final Networks.Case NETWORK = Networks.of(new Gelu(), new SoftmaxCrossEntropy());
    private static final int P = NETWORK.theta().length;
    private static final Term[] TERMS = Term.values();

    private static Curvature curvature() { return Curvature.at(NETWORK.objective(), NETWORK.theta()); }

    private static double[] diagonal(Array a) {
        double[] diagonal = new double[P];
        for (int i = 0; i < P; i++) diagonal[i] = a.get(i * P + i);
        return diagonal;
    }

    /** `tr AB` of symmetric matrices. */
    private static double inner(Array a, Array b) {
        double inner = 0;
        for (int i = 0; i < P * P; i++) inner += a.get(i) * b.get(i);
        return inner;
    }

    /** Four standard errors: one seed in 16,000 is further off. */
    private static void assertWithin(double truth, Estimate estimate) {
        assertEquals(truth, estimate.estimate(), 4 * estimate.standardError() + 1e-12, estimate.toString());
    }

    @ParameterizedTest
    @EnumSource
    void everyTerm(Term term) {
        try (Curvature curvature = curvature()) {
            var a = term.operator(curvature);
            Array dense = a.dense();
            double trace = Arrays.stream(diagonal(dense)).sum();
            assertWithin(trace, new Hutchinson().trace(a, 300, 1));
            assertWithin(trace, new HutchPlusPlus().trace(a, 120, 1));
            assertWithin(trace, new XTrace().trace(a, 80, 1));
            assertArrayEquals(diagonal(dense), Diagonal.exact(a, P, Progress.NONE).estimate());
            for (Diagonal each : List.of(Diagonal.hutchinson(a, 400, 1, Progress.NONE),
                    XDiag.estimate(a, 80, 1, Progress.NONE)))
                for (int i = 0; i < P; i++)
                    assertEquals(diagonal(dense)[i], each.estimate()[i], 5 * each.standardError()[i] + 1e-12, "" + i);
            assertWithin(inner(dense, dense), FrobeniusNorm.squared(a, 300, 1, Progress.NONE));
            OperatorNorm norm = OperatorNorm.estimate(a, 1e-9, 4000, 1, Progress.NONE);
            assertTrue(norm.converged(), norm.toString());
            // The norm of a symmetric matrix is between its largest entry and the Frobenius norm.
            double largest = Arrays.stream(dense.toArray()).map(Math::abs).max().orElseThrow();
            assertTrue(norm.norm() > largest * (1 - 1e-9) && norm.norm() < Math.sqrt(inner(dense, dense)));
        }
    }

    @Test
    void alignmentOfGaussNewtonAndNme() {
        try (Curvature curvature = curvature()) {
            Array g = curvature.gaussNewton().dense();
            Array n = curvature.nme().dense();
            Alignment alignment = Alignment.estimate(curvature, 1000, 1, Progress.NONE);
            assertWithin(inner(g, n), alignment.inner());
            assertWithin(inner(g, g), alignment.first());
            assertWithin(inner(n, n), alignment.second());
            assertWithin(inner(g, n) / Math.sqrt(inner(g, g) * inner(n, n)), alignment.cosine());
            assertEquals(1000, alignment.inner().products());
        }
    }

    /** Of one probe: blocks sum to the total, G + N to H and the parts to N, block by block and in all. */
    @Test
    void probeByProbeBlocksAndTermsAddUp() {
        try (Curvature curvature = curvature()) {
            for (int seed = 0; seed < 10; seed++) {
                Map<Term, BlockTraces> traces = BlockTraces.estimate(curvature, List.of(TERMS), 1, seed, Progress.NONE);
                for (BlockTraces each : traces.values())
                    assertEquals(each.total().estimate(),
                            each.blocks().values().stream().mapToDouble(Estimate::estimate).sum(), 1e-13);
                for (String block : traces.get(Term.NME).blocks().keySet())
                    assertAddUp(Arrays.stream(TERMS).map(term -> traces.get(term).blocks().get(block)).toList());
                assertAddUp(Arrays.stream(TERMS).map(term -> traces.get(term).total()).toList());
            }
        }
    }

    private static void assertAddUp(List<Estimate> terms) {
        double[] t = terms.stream().mapToDouble(Estimate::estimate).toArray();
        assertEquals(t[0], t[1] + t[2], 1e-12);
        assertEquals(t[2], t[3] + t[4], 1e-12);
    }

    @Test
    void blockTracesAreThoseOfTheBlocks() {
        try (Curvature curvature = curvature()) {
            Map<Term, BlockTraces> traces = BlockTraces.estimate(curvature, List.of(TERMS), 500, 2, Progress.NONE);
            Layout layout = curvature.layout();
            for (Term term : TERMS) {
                double[] diagonal = diagonal(term.operator(curvature).dense());
                assertWithin(Arrays.stream(diagonal).sum(), traces.get(term).total());
                assertEquals(layout.segments().stream().map(Segment::name).toList(),
                        List.copyOf(traces.get(term).blocks().keySet()));
                for (Segment b : layout.segments())
                    assertWithin(Arrays.stream(diagonal, b.offset(), b.offset() + b.size()).sum(),
                            traces.get(term).blocks().get(b.name()));
            }
        }
    }

    /** Where φ″ = 0 the within-layer blocks of N are 0, but a probe sees those between layers too. */
    @Test
    void reluHasNoTraceOfNme() {
        Networks.Case relu = Networks.of(new Relu(), new Mse());
        try (Curvature curvature = Curvature.at(relu.objective(), relu.theta())) {
            assertArrayEquals(new double[P], Diagonal.exact(curvature.nme(), P, Progress.NONE).estimate());
            assertWithin(0, BlockTraces.estimate(curvature, List.of(Term.NME), 100, 3, Progress.NONE).get(Term.NME)
                    .total());
        }
    }

    /** What one sweep gives is what the terms' own operators give: the same bits, but for H and N as sums. */
    @Test
    void termsTogetherAreTheTermsAlone() {
        double[][] v = {NETWORK.u(), NETWORK.v(), NETWORK.theta()};
        try (Curvature curvature = curvature()) {
            int checked = 0;
            for (int set = 1; set < 1 << TERMS.length; set++) {
                int chosen = set;
                Term[] terms = IntStream.range(0, TERMS.length).filter(k -> (chosen >> k & 1) == 1)
                        .mapToObj(k -> TERMS[k]).toArray(Term[]::new);
                OperatorFamily family = curvature.terms(terms);
                double[][][] out = new double[terms.length][3][P];
                family.apply(v, out);
                for (int k = 0; k < terms.length; k++)
                    for (int l = 0; l < 3; l++, checked++) {
                        double[] alone = terms[k].operator(curvature).apply(v[l]);
                        assertArrayEquals(alone, out[k][l], 1e-13, terms[k] + " of " + family);
                        if (terms[k] == Term.GAUSS_NEWTON) assertArrayEquals(alone, out[k][l]);
                        double[][][] single = new double[terms.length][1][P];
                        family.apply(new double[][] {v[l]}, single);
                        assertArrayEquals(single[k][0], out[k][l], "lanes");
                    }
            }
            // Each of 5 terms is in 16 of the 31 sets, with 3 directions.
            assertEquals(5 * 16 * 3, checked);
        }
    }

    /** The example of the package's page, and what it says: XTrace is for G, Hutchinson's estimator for N. */
    @Test
    void theExample() {
        try (Curvature curvature = curvature()) {
            var terms = List.of(Term.HESSIAN, Term.GAUSS_NEWTON, Term.NME);
            Map<Term, BlockTraces> traces = BlockTraces.estimate(curvature, terms, 200, 1, Progress.NONE);
            Estimate hidden = traces.get(Term.NME).blocks().values().iterator().next();
            Estimate cosine = Alignment.estimate(curvature, 200, 1, Progress.NONE).cosine();
            Estimate trace = new XTrace().trace(curvature.gaussNewton(), 40, 1);
            OperatorNorm norm = OperatorNorm.estimate(curvature.nme(), 1e-6, 400, 1, Progress.NONE);
            assertEquals(200, hidden.products());
            assertTrue(Math.abs(cosine.estimate()) < 1 && norm.converged());
            assertTrue(trace.standardError() < new Hutchinson().trace(curvature.gaussNewton(), 40, 1).standardError());
        }
    }

    @Test
    void whatDoesNotFitIsRefused() {
        try (Curvature curvature = curvature()) {
            assertThrows(IllegalArgumentException.class, curvature::terms);
            assertThrows(IllegalArgumentException.class, () -> curvature.terms(Term.NME, Term.NME));
            OperatorFamily two = curvature.terms(Term.HESSIAN, Term.NME);
            double[] v = NETWORK.v();
            double[] before = v.clone();
            assertThrows(IllegalArgumentException.class, () -> two.apply(new double[][] {v}, new double[1][1][P]));
            assertThrows(IllegalArgumentException.class, () -> two.apply(new double[][] {v}, new double[2][0][P]));
            assertThrows(IllegalArgumentException.class,
                    () -> two.apply(new double[][] {v}, new double[][][] {{new double[P]}, {v}}));
            assertThrows(IllegalArgumentException.class,
                    () -> two.apply(new double[][] {v}, new double[][][] {{v}, {new double[P]}}));
            assertArrayEquals(before, v);
        }
    }
}

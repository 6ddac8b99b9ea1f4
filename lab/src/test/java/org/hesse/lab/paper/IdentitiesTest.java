package org.hesse.lab.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Kernels;
import org.hesse.engine.objective.Progress;
import org.hesse.engine.op.Elementwise;
import org.hesse.engine.ops.BetaGelu;
import org.hesse.engine.ops.Relu;
import org.junit.jupiter.api.Test;

/** What holds exactly, or in a limit that is reached, in the other experiments. */
class IdentitiesTest {
    @Test
    void gaussNewtonHasTheKernelsSpectrumAndNoNmeAtOwnLabels() {
        Findings findings = new Ntk().run(Contexts.of("tanh"));
        assertEquals(0, (double) findings.fields().get("eigenvalue_gap"), 1e-13);
        assertEquals(0, (double) findings.fields().get("eigenvector_residual"), 1e-13);
        assertEquals(0, (double) findings.fields().get("mean_nme"), 1e-13);
        assertTrue(findings.comparisons().get(0).startsWith("Agrees"));
    }

    @Test
    void namesOfActivationsMayHaveASlash() {
        Findings findings = new Ntk().run(Contexts.of("tanh/relu_hat:10"));
        List<List<Object>> rows = findings.tables().get(0).rows().rows();
        assertEquals(List.of("tanh/relu_hat:10", "cross_entropy"), rows.get(0).subList(0, 2));
        assertEquals("squared_error", rows.get(1).get(1));
        assertTrue(findings.comparisons().get(0).startsWith("Agrees"), "with a replaced φ″ too");
    }

    /** (1 − ηλ − ½η²λ²)² = 1 − 2ηλ + O(η³) a pair of steps, (1 − ηλ)² = 1 − 2ηλ + η²λ². */
    @Test
    void thePenaltyIsADoubledLearningRateToSecondOrder() {
        Findings findings = new QuadraticPenalty(40).run(Contexts.of());
        assertEquals(2, (double) findings.fields().get("slope_with_penalty"), 0.1);
        assertEquals(1, (double) findings.fields().get("slope_without"), 0.1);
        assertEquals(2, (double) findings.fields().get("network_slope_with_penalty"), 0.1);
        assertEquals(1, (double) findings.fields().get("network_slope_without"), 0.1);
    }

    /** The integral of vᵀN_activation v over a ridge tends to the kink's jump, of |φ″| to 1.516 of its size. */
    @Test
    void ridgesHoldWhatKinksDo() {
        double[] sums = PlaneNetwork.sums(new PlaneNetwork(new Relu(), 1).jumps(3));
        Numbers line = new PlaneNetwork(new BetaGelu(400), 1).line(3, 400, 2, Progress.NONE);
        assertEquals(sums[0], line.get("integral"), 0.01 * sums[1]);
        assertEquals(Plane.SIZE * sums[1], line.get("size"), 0.02 * sums[1]);
        assertTrue(sums[1] > 0.1, "there are kinks");
    }

    /** Every piece of the line once, in order; and where one is told to stop there, it does. */
    @Test
    void theLineReportsEveryPieceAndCanBeCancelled() {
        PlaneNetwork network = new PlaneNetwork(new BetaGelu(1), 1);
        List<Integer> seen = new ArrayList<>();
        network.line(3, 1, 5, (done, parts) -> {
            assertEquals(5, parts);
            return seen.add(done);
        });
        assertEquals(List.of(1, 2, 3, 4, 5), seen);
        assertThrows(CancellationException.class, () -> network.line(3, 1, 5, (done, parts) -> done < 2));
    }

    @Test
    void reluHasNoActivationPartOnAnyPlane() {
        Findings findings = new Plane(9).run(Contexts.of());
        assertTrue(findings.results().get(0).contains("exactly 0"), findings.results()::toString);
        assertEquals(3, findings.tables().get(0).rows().rows().size(), "three β when quick");
    }

    /** φ″ = h: of −2, −1, 0, 1, 3 only ±1 and 0 are not above 1. */
    @Test
    void shareCountsWhatIsAboveTheLimit() {
        Elementwise cubic = new Elementwise() {
            @Override
            public void fill(Kernels kernels, int m, int n, double[] x, double[][] d, double[][] t) {
                System.arraycopy(x, 0, d[2], 0, n);
            }
        };
        assertEquals(2.0 / 5, Sparsity.share(cubic, new double[] {-2, -1, 0, 1, 3}, 1));
    }

    /** The width of the kink is 1/β: 100 times narrower, no more than some 100 times fewer units. */
    @Test
    void curvatureIsSparseWhereBetaIsLarge() {
        Settings settings = new Settings(true, 1, List.of(), List.of(), List.of(), List.of(1.0, 1000.0), 1);
        Findings findings = new Sparsity(Tiny.SETTING).run(Contexts.of(settings, 1));
        List<List<Object>> rows = findings.tables().get(0).rows().rows();
        double wide = (double) rows.get(0).get(5);
        double narrow = (double) rows.get(6).get(5);
        assertTrue(wide > 0.9 && narrow < 0.1, wide + " and " + narrow);
    }

    /** Squared error: H_z = I/n stays, and N = Σ r ∇²z is as small as r; nearly so after enough steps on few images. */
    @Test
    void nmeVanishesWithTheResidual() {
        Setting setting = new Setting(4, 0, List.of(24), 0.9, 0.1, 4, 960);
        Findings findings = new Interpolation(setting).run(Contexts.of());
        List<List<Object>> rows = findings.tables().get(0).rows().rows();
        List<Object> first = rows.get(0);
        List<Object> last = rows.get(24);
        double residual = (double) last.get(5) / (double) first.get(5);
        double ratio = (double) last.get(8) / (double) first.get(8);
        assertTrue(residual < 0.02, "residual " + residual);
        assertEquals(1, ratio / residual, 0.9, "as small as the residual");
        assertEquals("squared_error", last.get(1));
    }

    /** What was seen before counts, and nothing is said of an end that was not reached. */
    @Test
    void interpolationOutlivesADivergence() {
        Findings findings = new Interpolation(new Setting(4, 0, List.of(4), 0.9, 1e200, 4, 48)).run(Contexts.of());
        assertEquals(List.of(), findings.comparisons());
        assertEquals(2, findings.tables().get(0).rows().rows().size(), "the look before the first step, of each loss");
    }

    @Test
    void signsThatChangeAreCrossings() {
        List<Array> from = List.of(Array.of(new double[] {-1, 0, 2}, 3), Array.of(new double[] {1}, 1));
        List<Array> to = List.of(Array.of(new double[] {1, 0, 1}, 3), Array.of(new double[] {-1}, 1));
        assertEquals(2, PreActivations.crossings(from, to));
        assertEquals(4, PreActivations.count(from));
    }
}

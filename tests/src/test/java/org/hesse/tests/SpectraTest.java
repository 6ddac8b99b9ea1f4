package org.hesse.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.hesse.engine.array.Array;
import org.hesse.engine.objective.Progress;
import org.hesse.engine.ops.Gelu;
import org.hesse.engine.ops.SoftmaxCrossEntropy;
import org.hesse.engine.ops.Tanh;
import org.hesse.engine.ops.Mse;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.Estimate;
import org.hesse.hessian.Operator;
import org.hesse.hessian.solve.GaussNewtonStep;
import org.hesse.hessian.solve.Minres;
import org.hesse.hessian.solve.Solution;
import org.hesse.hessian.spectrum.Curve;
import org.hesse.hessian.spectrum.DenseSpectrum;
import org.hesse.hessian.spectrum.Eigenpairs;
import org.hesse.hessian.spectrum.SpectralDensity;
import org.junit.jupiter.api.Test;

/** Spectra of networks: the reference values, and the laws that hold between H, G and N. */
class SpectraTest {
    private static final double BAR = 1e-9;
    private static final List<Networks.Case> CASES = List.of(Networks.of(new Gelu(), new SoftmaxCrossEntropy()),
            Networks.of(new Tanh(), new Mse()));

    private static Map<String, Operator> operators(Curvature c) {
        return Map.of("spectrum/hessian", c.hessian(), "spectrum/gauss_newton", c.gaussNewton(), "spectrum/nme",
                c.nme());
    }

    /** All eigenvalues, and the five at each end by products alone, at 1e-9 of max |λ(H)|. */
    @Test
    void goldens() throws IOException {
        int spectra = 0;
        for (String name : Golden.NAMES) {
            Golden golden = Golden.load(name);
            if (!golden.expected().containsKey("spectrum/hessian")) continue;
            double size = Vectors.largest(golden.expected().get("spectrum/hessian").toArray());
            try (Curvature curvature = Curvature.at(golden.objective(), golden.theta())) {
                for (Map.Entry<String, Operator> each : operators(curvature).entrySet()) {
                    double[] want = golden.expected().get(each.getKey()).toArray();
                    String what = name + " " + each.getKey();
                    Vectors.assertClose(what, want, DenseSpectrum.eigenvalues(each.getValue()), BAR, size);
                    ends(what, each.getValue(), want, size);
                    spectra++;
                }
            }
        }
        System.out.println(spectra + " reference spectra");
        assertEquals(3 * 11, spectra, "all but one case have at most 400 parameters");
    }

    private static void ends(String what, Operator a, double[] ascending, double size) {
        int n = ascending.length;
        int k = Math.min(5, n);
        Eigenpairs top = Eigenpairs.largest(a, k, 1e-10, 4000, 1, Progress.NONE);
        Eigenpairs bottom = Eigenpairs.smallest(a, k, 1e-10, 4000, 1, Progress.NONE);
        assertTrue(top.converged() && bottom.converged(), what + ": " + top.products() + ", " + bottom.products());
        for (int i = 0; i < k; i++) {
            assertEquals(ascending[n - 1 - i], top.values()[i], BAR * size, what + " top " + i);
            assertEquals(ascending[i], bottom.values()[i], BAR * size, what + " bottom " + i);
        }
    }

    /** tr A = Σλ for H, G, N and both parts; λ(G) ≥ 0. */
    @Test
    void traceIsTheSumOfTheEigenvalues() {
        for (Networks.Case each : CASES)
            try (Curvature c = Curvature.at(each.objective(), each.theta())) {
                double size = Vectors.largest(DenseSpectrum.eigenvalues(c.hessian()));
                for (Operator a : List.of(c.hessian(), c.gaussNewton(), c.nme(), c.nmeActivation(), c.nmeCoupling())) {
                    Array dense = a.dense();
                    double trace = 0;
                    for (int i = 0; i < a.rows(); i++) trace += dense.get(i * a.rows() + i);
                    assertEquals(trace, Arrays.stream(DenseSpectrum.eigenvalues(a)).sum(), 1e-12 * size * a.rows());
                }
                assertTrue(DenseSpectrum.eigenvalues(c.gaussNewton())[0] > -1e-13 * size);
            }
    }

    /** Weyl (1912): λ_{i+j−1}(H) ≤ λ_i(G) + λ_j(N) for all i and j, descending; λmin(H) ≥ λmin(N), as G ≥ 0. */
    @Test
    void weyl() {
        int inequalities = 0;
        for (Networks.Case each : CASES)
            try (Curvature c = Curvature.at(each.objective(), each.theta())) {
                double[] h = DenseSpectrum.eigenvalues(c.hessian());
                double[] g = DenseSpectrum.eigenvalues(c.gaussNewton());
                double[] m = DenseSpectrum.eigenvalues(c.nme());
                int n = h.length;
                double rounding = 1e-12 * Vectors.largest(h);
                for (int i = 1; i <= n; i++)
                    for (int j = 1; i + j - 1 <= n; j++, inequalities++)
                        assertTrue(h[n - (i + j - 1)] <= g[n - i] + m[n - j] + rounding, i + ", " + j);
                assertTrue(h[0] >= m[0] - rounding);
                assertTrue(m[0] < 0 && m[n - 1] > 0, "N is indefinite");
            }
        assertTrue(inequalities > 10_000, inequalities + " inequalities");
    }

    /** The density of an indefinite N: brackets it, integrates to 1, its trace within its errors. */
    @Test
    void densityOfN() {
        Networks.Case each = CASES.get(0);
        try (Curvature c = Curvature.at(each.objective(), each.theta())) {
            double[] exact = DenseSpectrum.eigenvalues(c.nme());
            SpectralDensity density = SpectralDensity.estimate(c.nme(), 30, 40, 2, Progress.NONE);
            Curve curve = density.curve(500);
            assertTrue(curve.grid()[0] < exact[0] && exact[exact.length - 1] < curve.grid()[499]);
            assertEquals(1, curve.integral(), 1e-8);
            Estimate trace = density.trace();
            assertEquals(Arrays.stream(exact).sum(), trace.estimate(), 3 * trace.standardError());
        }
    }

    /** MINRES on the indefinite H, and the damped Gauss-Newton step, leave the residuals they claim. */
    @Test
    void solves() {
        Networks.Case each = CASES.get(1);
        try (Curvature c = Curvature.at(each.objective(), each.theta())) {
            double[] b = c.hessian().apply(each.v());
            Solution x = Minres.solve(c.hessian(), b, 1e-6, 20_000, Progress.NONE);
            assertTrue(x.converged(), x.toString());
            double[] r = Vectors.plus(b, -1, c.hessian().apply(x.x()));
            assertEquals(Math.sqrt(Vectors.dot(r, r)), x.residual(), 1e-12);
            assertTrue(x.residual() <= 1e-6 * Math.sqrt(Vectors.dot(b, b)));
            Solution step = GaussNewtonStep.at(c, 1e-2, 1e-10, 1000);
            assertTrue(step.converged());
            assertTrue(Vectors.dot(c.gradient(), step.x()) < 0, "a descent direction");
        }
    }
}

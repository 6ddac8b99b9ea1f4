package org.hesse.hessian;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.function.Function;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Layout;
import org.hesse.engine.objective.Batch;
import org.hesse.engine.objective.Objective;
import org.hesse.engine.op.Op;
import org.hesse.engine.ops.Affine;
import org.hesse.engine.ops.Mse;
import org.hesse.engine.ops.Multiply;
import org.hesse.engine.ops.Sum;
import org.hesse.engine.ops.Tanh;
import org.hesse.engine.tape.Tape;
import org.hesse.engine.tape.Var;
import org.junit.jupiter.api.Test;

/** Hutchinson's estimator where it must be exact, and its bookkeeping. */
class TracesTest {
    /** L = Σ c∘x∘x as loss of the model z = x: H = G = 2 diag(c). */
    private static Objective diagonal(double... c) {
        return objective(Layout.builder().add("x", c.length).build(), tape -> {
            Var z = tape.output(tape.parameter("x"));
            Var square = tape.apply(new Multiply(), z, z);
            return tape.apply(new Sum(), tape.apply(new Multiply(), square, tape.constant(Array.of(c, c.length))));
        });
    }

    /** A 2-3-1 tanh network on four random examples. */
    private static Objective network() {
        Layout layout = Layout.builder().add("a", 3, 2).add("b", 3).add("c", 1, 3).build();
        SplittableRandom random = new SplittableRandom(4);
        Array x = Array.of(random.doubles(8, -1, 1).toArray(), 4, 2);
        Array y = Array.of(random.doubles(4, -1, 1).toArray(), 4, 1);
        return objective(layout, tape -> {
            Op affine = new Affine();
            Var h = tape.apply(affine, tape.constant(x), tape.parameter("a"), tape.parameter("b"));
            Var z = tape.output(tape.apply(affine, tape.apply(new Tanh(), h), tape.parameter("c")));
            return tape.apply(new Mse(), z, tape.constant(y));
        });
    }

    private static Objective objective(Layout layout, Function<Tape, Var> program) {
        return new Batch(layout, program);
    }

    private static double[] theta(int size) { return new SplittableRandom(1).doubles(size, -1, 1).toArray(); }

    private static double trace(Operator a) {
        Array matrix = a.dense();
        double trace = 0;
        for (int i = 0; i < a.rows(); i++) trace += matrix.get(i * a.rows() + i);
        return trace;
    }

    @Test
    void rademacherProbesAreExactOnDiagonalMatrices() {
        try (Curvature curvature = Curvature.at(diagonal(1, -2, 4, 0.5), theta(4))) {
            Traces traces = Traces.estimate(curvature, 3, 7);
            assertEquals(new Estimate(7, 0, 3, 7), traces.hessian());
            assertEquals(new Estimate(7, 0, 3, 7), traces.gaussNewton());
            assertEquals(new Estimate(0, 0, 3, 7), traces.nme());
        }
    }

    /** All 2ᵖ sign vectors average to the exact trace, for every term. */
    @Test
    void allSignVectorsAverageToTheTrace() {
        Objective objective = network();
        int p = objective.layout().size();
        assertEquals(12, p);
        double[] z = new double[p];
        double[] sums = new double[4];
        try (Curvature curvature = Curvature.at(objective, theta(p))) {
            for (int signs = 0; signs < 1 << p; signs++) {
                for (int i = 0; i < p; i++) z[i] = (signs >> i & 1) == 0 ? -1 : 1;
                Quadratic q = curvature.quadratic(z);
                double[] terms = {q.hessian(), q.gaussNewton(), q.nmeActivation(), q.nmeCoupling()};
                for (int k = 0; k < 4; k++) sums[k] += terms[k] / (1 << p);
            }
            assertEquals(trace(curvature.hessian()), sums[0], 1e-12);
            assertEquals(trace(curvature.gaussNewton()), sums[1], 1e-12);
            assertEquals(trace(curvature.nmeActivation()), sums[2], 1e-12);
            assertEquals(0, trace(curvature.nmeCoupling()), 1e-15);
            assertEquals(0, sums[3], 1e-12);
            assertTrue(Math.abs(sums[2]) > 1e-2, "the activation part shows: " + sums[2]);
        }
    }

    /** The variance of one probe is 2(‖A‖²_F − Σ a_ii²). */
    @Test
    void standardErrorIsThatOfTheTheory() {
        Objective objective = network();
        try (Curvature curvature = Curvature.at(objective, theta(12))) {
            Array a = curvature.hessian().dense();
            double offDiagonal = 0;
            for (int i = 0; i < 12; i++)
                for (int j = 0; j < 12; j++) if (i != j) offDiagonal += a.get(i * 12 + j) * a.get(i * 12 + j);
            int probes = 20_000;
            Estimate estimate = Traces.estimate(curvature, probes, 3).hessian();
            double expected = Math.sqrt(2 * offDiagonal / probes);
            // The sample variance of 20,000 bounded draws is within 5 % of its mean.
            assertEquals(expected, estimate.standardError(), 0.05 * expected);
            assertEquals(trace(curvature.hessian()), estimate.estimate(), 4 * expected);
        }
    }

    /** The truth lies within two standard errors about 95 % of the time: 400 seeds, 4 σ of the binomial around it. */
    @Test
    void standardErrorsCoverTheTruth() {
        try (Curvature curvature = Curvature.at(network(), theta(12))) {
            double h = trace(curvature.hessian());
            double n = trace(curvature.nme());
            int seeds = 400;
            int hits = 0;
            for (int seed = 0; seed < seeds; seed++) {
                Traces traces = Traces.estimate(curvature, 64, seed);
                if (covers(traces.hessian(), h)) hits++;
                if (covers(traces.nme(), n)) hits++;
            }
            assertEquals(0.95, hits / (2.0 * seeds), 4 * Math.sqrt(0.95 * 0.05 / seeds));
        }
    }

    private static boolean covers(Estimate estimate, double truth) {
        return Math.abs(estimate.estimate() - truth) <= 2 * estimate.standardError();
    }

    @Test
    void termsShareTheirProbesAndSeedsRepeat() {
        try (Curvature curvature = Curvature.at(network(), theta(12))) {
            Traces traces = Traces.estimate(curvature, 5, 11);
            assertEquals(traces.hessian().estimate(), traces.gaussNewton().estimate() + traces.nme().estimate(), 1e-13);
            assertEquals(traces, Traces.estimate(curvature, 5, 11));
            assertNotEquals(traces, Traces.estimate(curvature, 5, 12));
            assertTrue(Double.isNaN(Traces.estimate(curvature, 1, 0).hessian().standardError()));
            assertThrows(IllegalArgumentException.class, () -> Traces.estimate(curvature, 0, 0));
        }
    }
}

package org.hesse.benchmarks;

import java.util.Arrays;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.Split;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * What is gained over what one would write without the split? All are one-shot, recording and ∇L in the time.
 *
 * <p>Set-up prints the errors of the others: differences of gradients lose a third of the digits.
 */
public class WrittenByHand extends Timed {
    @Param({"mlp_64_32_10", "mlp_784_128_10", "mlp_784_512_512_10", "mlp_256x8_10", "mlp_784_2048_2048_10",
            "cnn_16_32", "transformer_2_64"})
    private String model;

    @Param("vector")
    private String kernels;

    @Param("1")
    private int threads;

    private Case at;
    private double[] v;
    private double step;
    private double[] shifted;
    private double[] forward;
    private double[] gv;
    private double[] nv;
    private Split out;

    /** Checks the exact ones at 1e-10 and the difference at 1e-4 of the largest entry, prints what it finds. */
    @Setup
    @Override
    public void setUp() {
        Case.compute(kernels, threads);
        at = Case.of(model, 1);
        v = at.v()[0];
        // The best for central differences is near the cube root of the rounding error, for a step of length |θ| say.
        step = Math.cbrt(0x1p-53) * Math.sqrt(Case.dot(at.theta(), at.theta()) / Case.dot(v, v));
        shifted = new double[v.length];
        forward = new double[v.length];
        gv = new double[v.length];
        nv = new double[v.length];
        out = Split.coarse(at.model().layout());
        split();
        compare("Hv by differences of gradients", differenceOfGradients(), out.hessian(), 1e-4);
        compare("Nv by a pass of its own", twoPasses(), out.nme(), 1e-10);
        compare("Nv as Hv - Gv", hessianMinusGaussNewton(), out.nme(), 1e-10);
    }

    private void compare(String what, double[] a, double[] exact, double tolerance) {
        System.out.println(what + ": largest error " + Case.error(a, exact) + " of the largest entry");
        Case.same(what + " and by the split", a, exact, tolerance);
    }

    /** ∇L, Gv, Nv and Hv in one pass. */
    @Benchmark
    public Split split() {
        try (Curvature curvature = Curvature.at(at.objective(), at.theta())) {
            return curvature.split(v, out);
        }
    }

    /** `Hv ≈ (∇L(θ + εv) − ∇L(θ − εv)) / 2ε`: neither exact nor split. */
    @Benchmark
    public double[] differenceOfGradients() {
        shift(step);
        at.gradient(shifted, forward);
        shift(-step);
        at.gradient(shifted, gv);
        for (int i = 0; i < gv.length; i++) gv[i] = (forward[i] - gv[i]) / (2 * step);
        return gv;
    }

    private void shift(double epsilon) {
        Arrays.setAll(shifted, i -> at.theta()[i] + epsilon * v[i]);
    }

    /** Gv and Nv by a sweep each. */
    @Benchmark
    public double[] twoPasses() {
        try (Curvature curvature = Curvature.at(at.objective(), at.theta())) {
            curvature.gaussNewton().apply(v, gv);
            curvature.nme().apply(v, nv);
            return nv;
        }
    }

    /** Hv and Gv by a sweep each, Nv as what is left: what is 0 becomes rounding. */
    @Benchmark
    public double[] hessianMinusGaussNewton() {
        try (Curvature curvature = Curvature.at(at.objective(), at.theta())) {
            curvature.hessian().apply(v, nv);
            curvature.gaussNewton().apply(v, gv);
            for (int i = 0; i < nv.length; i++) nv[i] -= gv[i];
            return nv;
        }
    }
}

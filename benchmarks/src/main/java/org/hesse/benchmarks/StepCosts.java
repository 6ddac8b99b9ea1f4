package org.hesse.benchmarks;

import java.util.concurrent.TimeUnit;
import org.hesse.engine.objective.Progress;
import org.hesse.engine.objective.UpdateRule;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.Probes;
import org.hesse.hessian.Term;
import org.hesse.hessian.ThirdOrder;
import org.hesse.hessian.rule.GradientPenalty;
import org.hesse.hessian.rule.TracePenalty;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * What does a step of training cost, in gradients? MLP 784-512-512-10 at batch 256, trace penalties by one probe.
 *
 * <p>GEMM counts alone say, for an inner layer: PSAM 3, the penalty of tr G 3.33, that of tr H 5.33; first layers are
 * cheaper. The bars are 2.9 gradients for PSAM, 3.6 for tr G and 4.6 for tr H.
 */
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class StepCosts extends Timed {
    private static final double RHO = 0.1;
    private static final double STRENGTH = 1e-2;

    @Param("mlp_784_512_512_10")
    private String model;

    @Param("vector")
    private String kernels;

    @Param({"1", "2"})
    private int threads;

    private Case at;
    private double[] direction;
    private UpdateRule psam;
    private UpdateRule gaussNewtonTrace;
    private UpdateRule hessianTrace;

    /** Checks each direction against its formula, from products and third derivatives. */
    @Setup
    @Override
    public void setUp() {
        Case.compute(kernels, threads);
        at = Case.of(model, 1);
        direction = new double[at.theta().length];
        psam = GradientPenalty.psam(RHO);
        gaussNewtonTrace = new TracePenalty(Term.GAUSS_NEWTON, STRENGTH, 1, 0);
        hessianTrace = new TracePenalty(Term.HESSIAN, STRENGTH, 1, 0);
        double[] g = new double[direction.length];
        at.gradient(at.theta(), g);
        try (Curvature curvature = Curvature.at(at.objective(), at.theta())) {
            double norm = Math.sqrt(Case.dot(g, g));
            Case.same("PSAM and its formula", psam().clone(), plus(g, RHO / norm, curvature.hessian().apply(g)), 1e-11);
        }
        double[] probe = new double[direction.length];
        Probes.rademacher(0, 0, probe);
        ThirdOrder third = ThirdOrder.at(at.objective(), at.theta(), new double[][] {probe}, Progress.NONE)[0];
        double[] gaussNewton = plus(g, STRENGTH, third.gaussNewton());
        Case.same("the penalty of tr G and its formula", gaussNewtonTrace().clone(), gaussNewton, 1e-11);
        Case.same("the penalty of tr H and its formula", hessianTrace().clone(),
                plus(gaussNewton, STRENGTH, third.nme()), 1e-11);
    }

    private static double[] plus(double[] a, double c, double[] b) {
        double[] sum = a.clone();
        for (int i = 0; i < sum.length; i++) sum[i] += c * b[i];
        return sum;
    }

    /** Loss and ∇L: the unit. */
    @Benchmark
    public double[] gradient() { return step(UpdateRule.GRADIENT); }

    /** g + ρ H g/‖g‖. */
    @Benchmark
    public double[] psam() { return step(psam); }

    /** g + σ² ∇(εᵀGε). */
    @Benchmark
    public double[] gaussNewtonTrace() { return step(gaussNewtonTrace); }

    /** g + σ² ∇(εᵀHε). */
    @Benchmark
    public double[] hessianTrace() { return step(hessianTrace); }

    private double[] step(UpdateRule rule) {
        rule.direction(at.objective(), at.theta(), direction);
        return direction;
    }
}

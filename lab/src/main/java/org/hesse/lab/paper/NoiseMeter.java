package org.hesse.lab.paper;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Providers;
import org.hesse.engine.objective.Batch;
import org.hesse.engine.objective.Progress;
import org.hesse.engine.op.Elementwise;
import org.hesse.engine.sweep.Pull;
import org.hesse.engine.sweep.Push;
import org.hesse.engine.tape.Point;
import org.hesse.engine.tape.Var;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.ExactDiagonal;
import org.hesse.hessian.Probes;
import org.hesse.hessian.Term;
import org.hesse.hessian.algebra.Vectors;

/**
 * What noise in θ does to the loss, by antithetic probes: `½(L(θ + σε) + L(θ − σε)) − L`, beside `½σ²εᵀHε` and, to
 * first order in each unit, what kinks add: `Σ x̄ ½c(σ|h₁| − |h|)₊`, h₁ the tangent of h along ε, x̄ the gradient
 * behind φ and c the jump of φ′ at 0. Not thread-safe.
 */
final class NoiseMeter {
    private final Training training;
    private final int probes;
    private final double[] sigma;

    NoiseMeter(Training training, int probes, double... sigma) {
        this.training = training;
        this.probes = probes;
        this.sigma = sigma;
    }

    /** Trains and measures: traces, loss, and for σ number k the mean and standard error of each kind, `rise_k`. */
    Numbers measure(Progress progress) {
        double[] theta = training.run((done, parts) -> progress.onPart(done, 2 * parts)).theta();
        Batch loss = training.model().objective(training.data().train().x(), training.data().train().y());
        Numbers numbers = new Numbers();
        try (Curvature curvature = Curvature.at(loss, theta)) {
            Map<Term, ExactDiagonal> diagonals = ExactDiagonal.of(curvature, Progress.NONE);
            diagonals.forEach((term, diagonal) -> numbers.put("trace_" + term.label(), diagonal.trace()));
            numbers.put("loss", curvature.loss());
            probe(loss, theta, curvature, numbers, progress);
        }
        return numbers;
    }

    private void probe(Batch loss, double[] theta, Curvature curvature, Numbers numbers, Progress progress) {
        double[][] rise = new double[sigma.length][probes];
        double[][] beyond = new double[sigma.length][probes];
        double[][] kinks = new double[sigma.length][probes];
        double[] epsilon = new double[theta.length];
        try (Point point = loss.record(theta, 1); Push push = new Push(point, 1)) {
            Pull.gradient(point);
            List<Var> bends = PreActivations.activations(training.model(), point);
            for (int i = 0; i < probes; i++) {
                // Streams of the training's seed are taken.
                Probes.gaussian(~training.seed(), i, epsilon);
                double form = curvature.quadratic(epsilon).hessian();
                push.along(epsilon);
                for (int k = 0; k < sigma.length; k++) {
                    rise[k][i] = rise(loss, theta, epsilon, sigma[k], curvature.loss());
                    beyond[k][i] = rise[k][i] - sigma[k] * sigma[k] / 2 * form;
                    kinks[k][i] = bends.stream().mapToDouble(kink(push, sigma[k])).sum();
                }
                progress.report(probes + i + 1, 2 * probes);
            }
        }
        for (int k = 0; k < sigma.length; k++) {
            put(numbers, "rise_" + k, rise[k]);
            put(numbers, "beyond_" + k, beyond[k]);
            put(numbers, "kinks_" + k, kinks[k]);
        }
    }

    private static void put(Numbers numbers, String name, double... samples) {
        Sample sample = Sample.of(samples);
        numbers.put(name, sample.mean(), sample.standardError());
    }

    private static double rise(Batch loss, double[] theta, double[] epsilon, double sigma, double at) {
        return (value(loss, theta, sigma, epsilon) + value(loss, theta, -sigma, epsilon)) / 2 - at;
    }

    private static double value(Batch loss, double[] theta, double c, double... epsilon) {
        double[] there = theta.clone();
        Vectors.add(c, epsilon, there);
        try (Point point = loss.record(there, 0)) {
            return point.loss();
        }
    }

    /** `½(φ(h + d) + φ(h − d)) − φ(h) = ½c(|d| − |h|)₊` of a φ that is linear but for a jump c of φ′ at 0. */
    private static ToDoubleFunction<Var> kink(Push push, double sigma) {
        return node -> {
            Var input = node.inputs().get(0);
            Array h = input.value();
            Array h1 = push.coefficient(input, 1);
            Array xbar = node.adjoint().value();
            double sum = 0;
            for (int i = 0; i < h.size(); i++)
                sum += xbar.get(i) / 2 * Math.max(0, sigma * Math.abs(h1.get(i)) - Math.abs(h.get(i)));
            return jump((Elementwise) node.op()) * sum;
        };
    }

    /** `φ′(0⁺) − φ′(0⁻)`, 0 of a smooth φ. */
    static double jump(Elementwise fn) {
        double[] beside = {-Double.MIN_NORMAL, Double.MIN_NORMAL};
        double[][] d = new double[2][2];
        fn.fill(Providers.kernels(), 1, 2, beside, d, new double[3][2]);
        return d[1][1] - d[1][0];
    }
}

package org.hesse.lab.paper;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.hesse.engine.array.Array;
import org.hesse.engine.objective.Batch;
import org.hesse.engine.objective.Progress;
import org.hesse.engine.op.Elementwise;
import org.hesse.engine.ops.Mse;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.Operator;
import org.hesse.hessian.Probes;
import org.hesse.hessian.algebra.Vectors;
import org.hesse.nn.Model;

/**
 * A network with one hidden layer on a few points, squared error, and a plane `θ₀ + s d₁ + t d₂` through its
 * parameters, d orthonormal: pre-activations are linear in (s, t), so kinks lie on straight lines. Immutable and
 * thread-safe.
 */
final class PlaneNetwork {
    private static final int INPUTS = 2;
    private static final int HIDDEN = 4;
    private static final int EXAMPLES = 5;
    /** Beside a kink, near enough for the slope on its side. */
    private static final double BESIDE = 1e-7;
    /** Points of a quadrature for each width of the narrowest ridge: Gaussians are integrated to all digits. */
    private static final double FINE = 8;
    /** For each piece of a profile. */
    private static final int FEWEST = 2;

    private final Model model;
    private final Batch loss;
    private final double[] origin;
    private final double[] d1;
    private final double[] d2;

    PlaneNetwork(Elementwise fn, long seed) {
        model = Model.mlp(INPUTS, List.of(HIDDEN), 1, fn, new Mse());
        origin = normal(seed, 0, model.layout().size());
        loss = model.objective(Array.of(normal(seed, 1, EXAMPLES * INPUTS), EXAMPLES, INPUTS),
                Array.of(normal(seed, 2, EXAMPLES), EXAMPLES, 1));
        d1 = normal(seed, 3, origin.length);
        Vectors.divide(d1, Vectors.norm(d1));
        d2 = normal(seed, 4, origin.length);
        Vectors.add(-Vectors.dot(d1, d2), d1, d2);
        Vectors.divide(d2, Vectors.norm(d2));
    }

    private static double[] normal(long seed, int stream, int size) {
        double[] x = new double[size];
        Probes.gaussian(seed, stream, x);
        return x;
    }

    static String text() {
        return INPUTS + "-" + HIDDEN + "-1 network with squared error on " + EXAMPLES + " random points, all weights"
                + " standard normal";
    }

    private double[] at(double s, double t) {
        double[] theta = origin.clone();
        Vectors.add(s, d1, theta);
        Vectors.add(t, d2, theta);
        return theta;
    }

    /** On `[−a, a]²`, row by row from t = −a: loss, nme and nme_activation, Frobenius norms of `[d_i·N d_j]`. */
    Numbers map(double a, int points, Progress progress) {
        double[] losses = new double[points * points];
        double[] nme = new double[losses.length];
        double[] activation = new double[losses.length];
        for (int i = 0; i < points; i++) {
            for (int j = 0; j < points; j++) {
                int k = i * points + j;
                try (Curvature curvature = Curvature.at(loss, at(place(a, points, j), place(a, points, i)))) {
                    losses[k] = curvature.loss();
                    nme[k] = norm(curvature.nme());
                    activation[k] = norm(curvature.nmeActivation());
                }
            }
            progress.report(i + 1, points);
        }
        return new Numbers().put("loss", losses).put("nme", nme).put("nme_activation", activation);
    }

    static double place(double a, int points, int i) { return a * (2.0 * i / (points - 1) - 1); }

    private double norm(Operator n) {
        double[] n1 = n.apply(d1);
        double[] n2 = n.apply(d2);
        double mixed = Vectors.dot(d1, n2);
        return Math.sqrt(Math.pow(Vectors.dot(d1, n1), 2) + 2 * mixed * mixed + Math.pow(Vectors.dot(d2, n2), 2));
    }

    /** How fast the fastest pre-activation changes along d₁. */
    private double fastest() {
        double most = 0;
        for (double[] line : lines(0, 1)) most = Math.max(most, Math.abs(line[1]));
        return most;
    }

    /** `h = line[0] + s·line[1]` at t = 0, for every example and unit; from two places s. */
    private List<double[]> lines(double from, double to) {
        double[] h0 = PreActivations.of(model, loss, at(from, 0)).get(0).toArray();
        double[] h1 = PreActivations.of(model, loss, at(to, 0)).get(0).toArray();
        return IntStream.range(0, h0.length)
                .mapToObj(i -> new double[] {h0[i], (h1[i] - h0[i]) / (to - from)}).toList();
    }

    /**
     * Along t = 0, |s| ≤ a: integral of `d₁ᵀN_activation d₁` and of its size, by the trapezoidal rule, its highest; and
     * its profile, in each of `points` pieces the value that is farthest from 0, for no ridge to be missed.
     *
     * @param beta that of φ, whose ridges are 1/β wide in h
     * @param progress told at the end of every piece
     */
    Numbers line(double a, double beta, int points, Progress progress) {
        int n = (int) Math.max(FEWEST * points, Math.ceil(2 * a * FINE * beta * fastest()));
        double integral = 0;
        double size = 0;
        double[] profile = new double[points];
        for (int i = 0; i <= n; i++) {
            double form = form(a * (2.0 * i / n - 1));
            double weight = (i == 0 || i == n ? a : 2 * a) / n;
            integral += weight * form;
            size += weight * Math.abs(form);
            int piece = (int) Math.min(points - 1, (long) i * points / n);
            if (Math.abs(form) > Math.abs(profile[piece])) profile[piece] = form;
            if ((i + 1L) * points / n > (long) i * points / n) progress.report(piece + 1, points);
        }
        double highest = DoubleStream.of(profile).map(Math::abs).max().orElseThrow();
        return new Numbers().put("integral", integral).put("size", size).put("highest", highest)
                .put("profile", profile);
    }

    private double form(double s) {
        try (Curvature curvature = Curvature.at(loss, at(s, 0))) {
            return curvature.quadratic(d1).nmeActivation();
        }
    }

    /** The jumps of `d₁·∇L` at the kinks of the same line, in order of s: of a φ with a kink at 0, ReLU say. */
    double[] jumps(double a) {
        return lines(0, 1).stream().mapToDouble(line -> -line[0] / line[1]).filter(s -> Math.abs(s) < a).sorted()
                .map(s -> slope(s + BESIDE) - slope(s - BESIDE)).toArray();
    }

    private double slope(double s) {
        double[] gradient = new double[origin.length];
        loss.gradient(at(s, 0), gradient);
        return Vectors.dot(d1, gradient);
    }

    /** Sum, and sum of sizes. */
    static double[] sums(double... jumps) {
        return new double[] {DoubleStream.of(jumps).sum(), DoubleStream.of(jumps).map(Math::abs).sum()};
    }
}

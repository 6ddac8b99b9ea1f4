package org.hesse.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Providers;
import org.hesse.engine.array.Workers;
import org.hesse.engine.objective.Batch;
import org.hesse.engine.objective.Objective;
import org.hesse.engine.sweep.Pull;
import org.hesse.engine.tape.Point;
import org.hesse.lab.timing.RandomCase;
import org.hesse.nn.Model;
import org.hesse.nn.file.ModelFile;

/**
 * One of the module's model files at its initial weights, with random data and directions. As thread-safe as its
 * arrays.
 *
 * @param v standard normal directions
 */
record Case(Model model, Batch objective, Array x, Array y, double[] theta, double[][] v) {
    private static final int SEED = 0;

    /** What `hesse time` draws with the same seed: tokens, say, for a model that takes them. */
    static Case of(String name, int directions) {
        RandomCase at = RandomCase.draw(model(name), rows(name), directions, SEED);
        return new Case(at.model(), at.objective(), at.x(), at.y(), at.theta(), at.v());
    }

    /** The batches of `benchmarks/run`. */
    private static int rows(String name) {
        return switch (name) {
            case "mlp_64_32_10" -> 128;
            case "cnn_16_32" -> 64;
            case "wrn_10_1" -> 32;
            case "transformer_2_64" -> 16;
            default -> 256;
        };
    }

    private static Model model(String name) {
        try (InputStream in = Case.class.getResourceAsStream(name + ".json")) {
            if (in == null) throw new IllegalArgumentException("no model file " + name + ".json");
            return ModelFile.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), name);
        } catch (IOException e) {
            throw new UncheckedIOException(name + ": cannot be read", e);
        }
    }

    /** The same loss in parts of one example. */
    Objective oneByOne() { return model.objective(x, y, 1); }

    /** What the process computes with from now on. */
    static void compute(String kernels, int threads) {
        Providers.use(kernels);
        Providers.use(Gemms.watched(Providers.kernels()));
        Workers.shared().threads(threads);
    }

    /** `out = ∇L` at some θ; returns the loss. */
    double gradient(double[] at, double[] out) {
        try (Point point = objective.record(at, 0)) {
            System.arraycopy(Pull.gradient(point), 0, out, 0, out.length);
            return point.loss();
        }
    }

    /** The largest difference, relative to the largest entry of b; not a number if an entry is none. */
    static double error(double[] a, double[] b) {
        double largest = 0;
        double error = 0;
        for (int i = 0; i < a.length; i++) {
            largest = Math.max(largest, Math.abs(b[i]));
            error = Math.max(error, Math.abs(a[i] - b[i]));
        }
        return error / largest;
    }

    /** Throws unless a is b up to the tolerance, as {@link #error} measures it. */
    static void same(String what, double[] a, double[] b, double tolerance) {
        double error = error(a, b);
        if (!(error <= tolerance))
            throw new IllegalStateException(what + " differ by " + error + " of the largest entry, more than "
                    + tolerance);
    }

    /**
     * Throws unless a is b, both sums of so many terms in whatever order, up to a last digit of the largest entry for
     * each term. Rounding is a random walk, and stays far below.
     */
    static void sums(String what, double[] a, double[] b, int terms) { same(what, a, b, 0x1p-52 * terms); }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) sum += a[i] * b[i];
        return sum;
    }
}

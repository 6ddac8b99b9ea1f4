package org.hesse.hessian.spectrum;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.hesse.engine.objective.Progress;
import org.hesse.hessian.Estimate;
import org.hesse.hessian.Operator;
import org.hesse.hessian.Probes;

/**
 * Stochastic Lanczos quadrature: `(1/n) tr f(A) ≈ mean_p Σ_i w_pi f(x_pi)`, from m steps of Lanczos on each of some
 * random unit vectors (Ubaru, Chen, Saad, 2017; for Hessians Ghorbani, Krishnan, Xiao, 2019). A is symmetric. Immutable
 * but for the quadratures' arrays.
 *
 * <p>Probe i of a seed does not depend on the others: save the quadratures, make a new record of them, and
 * {@link #add} goes on with the same bits.
 *
 * @param dimension n, the number of eigenvalues
 * @param steps m, the most products a probe takes: less where its space ends before
 * @param probes the quadratures so far
 */
public record SpectralDensity(int dimension, int steps, long seed, List<Quadrature> probes) {
    public SpectralDensity {
        if (dimension < 1 || steps < 1)
            throw new IllegalArgumentException(
                    "spectral density: " + steps + " steps in dimension " + dimension + ", needs at least 1 of both");
        probes = List.copyOf(probes);
    }

    /** No probe yet. */
    public static SpectralDensity start(Operator a, int steps, long seed) {
        return new SpectralDensity(a.checkSquare("spectral density"), steps, seed, List.of());
    }

    /**
     * From `probes` vectors of `steps` products each.
     *
     * @param progress told the products done, of probes × steps
     */
    public static SpectralDensity estimate(Operator a, int probes, int steps, long seed, Progress progress) {
        if (probes < 1) throw new IllegalArgumentException("spectral density: needs at least one probe, got " + probes);
        if ((long) probes * steps > Integer.MAX_VALUE)
            throw new IllegalArgumentException("spectral density: " + probes + " probes of " + steps
                    + " steps are more products than can be counted");
        SpectralDensity density = start(a, steps, seed);
        for (int i = 0; i < probes; i++) {
            int before = i * steps;
            density = density.add(a, (done, of) -> progress.onPart(before + done, probes * steps));
        }
        return density;
    }

    /** With the next probe; `progress` is told its products. */
    public SpectralDensity add(Operator a, Progress progress) {
        if (a.checkSquare("spectral density") != dimension)
            throw new IllegalArgumentException("spectral density: of dimension " + dimension + ", " + a + " is "
                    + a.rows() + " by " + a.columns());
        double[] z = new double[dimension];
        Probes.gaussian(seed, probes.size(), z);
        Lanczos lanczos = new Lanczos(a, z, steps);
        boolean more = true;
        while (more) {
            more = lanczos.step();
            progress.report(more ? lanczos.steps() : steps, steps);
        }
        List<Quadrature> all = new ArrayList<>(probes);
        all.add(lanczos.quadrature());
        return new SpectralDensity(dimension, steps, seed, all);
    }

    /** All products so far. */
    public int products() { return probes.stream().mapToInt(q -> q.nodes().length).sum(); }

    /** `tr Aᵏ / n`, the mean of the eigenvalues' k-th powers; no bias for k up to 2m − 1. */
    public Estimate moment(int k) {
        if (k < 0) throw new IllegalArgumentException("spectral density: no moment " + k);
        return mean(1, q -> q.moment(k));
    }

    /** `tr A`. */
    public Estimate trace() { return mean(dimension, q -> q.moment(1)); }

    private Estimate mean(double factor, ToDoubleFunction<Quadrature> f) {
        checkStarted();
        Estimate mean = Estimate.mean(probes.stream().mapToDouble(f).toArray(), seed);
        return new Estimate(factor * mean.estimate(), factor * mean.standardError(), products(), seed);
    }

    /** The density on a grid, broadened by {@link #width()}. */
    public Curve curve(int points) { return curve(points, width()); }

    /** The density on a grid of so many points, broadened by Gaussians of standard deviation `width`. */
    public Curve curve(int points, double width) {
        checkStarted();
        return Curve.of(probes, points, width);
    }

    /**
     * Half of the mean distance of m nodes over their range: finer detail is noise (Lin, Saad, Yang, 2016). Where all
     * nodes are one eigenvalue, a thousandth of its size, or of 1 if it is zero.
     */
    public double width() {
        checkStarted();
        double lowest = probes.stream().mapToDouble(Quadrature::first).min().orElseThrow();
        double highest = probes.stream().mapToDouble(Quadrature::last).max().orElseThrow();
        double size = Math.max(Math.abs(lowest), Math.abs(highest));
        double least = size == 0 ? 1e-3 : 1e-3 * size;
        return Math.max((highest - lowest) / (2.0 * steps), highest - lowest > 1e-9 * size ? 0 : least);
    }

    private void checkStarted() {
        if (probes.isEmpty()) throw new IllegalStateException("spectral density: no probe yet");
    }
}

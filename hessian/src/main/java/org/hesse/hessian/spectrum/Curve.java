package org.hesse.hessian.spectrum;

import java.util.Arrays;
import java.util.List;
import org.hesse.engine.array.Providers;

/**
 * `ρ(x) = mean_p Σ_i w_pi g(x − x_pi)`, g the normal density of standard deviation `width`: a spectrum of integral 1.
 * Each point holds the mean of its cell of the grid, so that none is lost between two points whatever the width.
 * Not to be changed; as thread-safe as its arrays.
 *
 * @param grid equal steps, from 6 widths below the lowest node, or 5 % of the range, to as far above the highest
 * @param standardError of each density, from the spread of the probes; NaN for a single one
 */
public record Curve(double[] grid, double[] density, double[] standardError, double width) {
    static Curve of(List<Quadrature> probes, int points, double width) {
        if (points < 2 || !(width > 0) || width == Double.POSITIVE_INFINITY)
            throw new IllegalArgumentException("curve: " + points + " points, width " + width
                    + ", needs at least 2 points and a width above 0");
        double[] edges = edges(probes, points, width);
        double[] sum = new double[points];
        double[][] each = new double[probes.size()][];
        for (int p = 0; p < each.length; p++) {
            each[p] = cells(probes.get(p), edges, width);
            for (int j = 0; j < points; j++) sum[j] += each[p][j];
        }
        double[] error = new double[points];
        for (int j = 0; j < points; j++) {
            sum[j] /= each.length;
            for (double[] one : each) error[j] += (one[j] - sum[j]) * (one[j] - sum[j]);
            error[j] = each.length < 2 ? Double.NaN : Math.sqrt(error[j] / (each.length - 1) / each.length);
        }
        double[] grid = new double[points];
        for (int j = 0; j < points; j++) grid[j] = edges[j] + (edges[j + 1] - edges[j]) / 2;
        return new Curve(grid, sum, error, width);
    }

    /** The distance of two points. */
    public double step() { return (grid[grid.length - 1] - grid[0]) / (grid.length - 1); }

    /** The density summed over the grid: 1 but for tails of 1e-9. */
    public double integral() { return Arrays.stream(density).sum() * step(); }

    private static double[] edges(List<Quadrature> probes, int points, double width) {
        double lowest = probes.stream().mapToDouble(Quadrature::first).min().orElseThrow();
        double highest = probes.stream().mapToDouble(Quadrature::last).max().orElseThrow();
        double margin = Math.max(6 * width, 0.05 * (highest - lowest));
        double from = lowest - margin;
        double step = (highest + margin - from) / (points - 1);
        double[] edges = new double[points + 1];
        for (int j = 0; j <= points; j++) edges[j] = from + (j - 0.5) * step;
        return edges;
    }

    /** The mean density of one probe between each two edges: differences of the distribution Φ. */
    private static double[] cells(Quadrature q, double[] edges, double width) {
        int points = edges.length - 1;
        double[] x = new double[points + 1];
        double[] cdf = new double[points + 1];
        double[] ignored = new double[points + 1];
        double[] density = new double[points];
        double step = (edges[points] - edges[0]) / points;
        for (int i = 0; i < q.nodes().length; i++) {
            // Of −|x|, the tail that keeps its digits: Φ near 1 would lose them in the difference.
            for (int j = 0; j <= points; j++) x[j] = -Math.abs(edges[j] - q.nodes()[i]) / width;
            Providers.kernels().normal(points + 1, 1, x, cdf, ignored);
            for (int j = 0; j < points; j++)
                density[j] += q.weights()[i] / step * between(edges[j] - q.nodes()[i], edges[j + 1] - q.nodes()[i],
                        cdf[j], cdf[j + 1]);
        }
        return density;
    }

    /** `Φ(b) − Φ(a)` from the tails Φ(−|a|), Φ(−|b|). */
    private static double between(double a, double b, double tailA, double tailB) {
        if (a >= 0) return tailA - tailB;
        return b <= 0 ? tailB - tailA : 1 - tailA - tailB;
    }
}

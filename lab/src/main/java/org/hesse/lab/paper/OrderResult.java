package org.hesse.lab.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The errors of one activation over all directions of all seeds. Immutable, its arrays aside.
 *
 * @param errors `errors[r][i]` at radius r, over the random directions, ascending along i
 * @param one the errors along the first random direction of the first seed, by radius
 * @param oneCrossings the kinks that it crosses
 * @param slope of log e on log ρ, over random directions
 * @param gradientSlope along the gradient, over seeds
 * @param alongGradient mean over seeds, by radius
 * @param crossings mean over random directions, by radius
 * @param gradientCrossings mean over seeds, by radius
 * @param units how many pre-activations there are
 */
record OrderResult(double[][] errors, double[] one, double[] oneCrossings, Sample slope, Sample gradientSlope,
        double[] alongGradient, double[] crossings, double[] gradientCrossings, double units) {
    static OrderResult of(double[] rho, int directions, List<Numbers> seeds) {
        List<double[]> errors = new ArrayList<>();
        List<double[]> crossings = new ArrayList<>();
        for (Numbers seed : seeds)
            for (int i = 0; i < directions; i++) {
                errors.add(seed.all("error_" + i));
                crossings.add(seed.all("crossings_" + i));
            }
        List<double[]> gradient = seeds.stream().map(s -> s.all("error_" + directions)).toList();
        List<double[]> gradientCrossings = seeds.stream().map(s -> s.all("crossings_" + directions)).toList();
        return new OrderResult(byRadius(errors, rho.length), errors.get(0), crossings.get(0),
                slope(rho, errors), slope(rho, gradient), mean(gradient, rho.length),
                mean(crossings, rho.length), mean(gradientCrossings, rho.length), seeds.get(0).get("units"));
    }

    private static Sample slope(double[] rho, List<double[]> errors) {
        return Sample.of(errors.stream().mapToDouble(e -> Slope.logLog(rho, e, Order.FROM, Order.TO)).toArray());
    }

    private static double[][] byRadius(List<double[]> errors, int radii) {
        double[][] sorted = new double[radii][];
        for (int r = 0; r < radii; r++) {
            int at = r;
            sorted[r] = errors.stream().mapToDouble(e -> e[at]).sorted().toArray();
        }
        return sorted;
    }

    private static double[] mean(List<double[]> curves, int radii) {
        return IntStream.range(0, radii)
                .mapToDouble(r -> curves.stream().mapToDouble(c -> c[r]).average().orElseThrow()).toArray();
    }

    double low(int r) { return errors[r][0]; }

    double high(int r) { return errors[r][errors[r].length - 1]; }

    double median(int r) { return errors[r][errors[r].length / 2]; }

    double[] medians() { return IntStream.range(0, errors.length).mapToDouble(this::median).toArray(); }

    /** The number nearest to a radius in an array by radius. */
    static double at(double[] rho, double wanted, double... values) {
        int best = 0;
        for (int r = 1; r < rho.length; r++)
            if (Math.abs(Math.log(rho[r] / wanted)) < Math.abs(Math.log(rho[best] / wanted))) best = r;
        return values[best];
    }
}

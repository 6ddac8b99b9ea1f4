package org.hesse.lab.report;

import java.awt.Color;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.hesse.hessian.Term;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Magnitudes of eigenvalues by rank, on a logarithmic scale: a scree plot of each term, beside each other. Not
 * thread-safe.
 */
public final class ScreePicture {
    private static final int WIDTH = 440;
    private static final int HEIGHT = 370;
    /** Below this share of the largest magnitude an eigenvalue is rounding. */
    private static final double ROUNDING = 1e-14;
    private static final int MANY = 60;

    /** Eigenvalues in the order of their ranks. */
    private record Line(String name, boolean isUpper, double[] values) {}

    private final Map<Term, List<Line>> lines = new EnumMap<>(Term.class);

    /**
     * Adds a line to the term's chart; returns this.
     *
     * @param name as the legend has it, before the sign of the values
     * @param isUpper true for the upper end of the spectrum, false for the lower
     * @param values by rank
     */
    public ScreePicture add(Term term, String name, boolean isUpper, double... values) {
        lines.computeIfAbsent(term, t -> new ArrayList<>()).add(new Line(name, isUpper, values.clone()));
        return this;
    }

    /** Adds a whole spectrum: its positive and its negative part, each by falling magnitude; returns this. */
    public ScreePicture add(Term term, double... values) {
        double[] sorted = DoubleStream.of(values).sorted().toArray();
        double[] falling = new double[sorted.length];
        for (int i = 0; i < falling.length; i++) falling[i] = sorted[sorted.length - 1 - i];
        add(term, "", true, DoubleStream.of(falling).filter(x -> x > 0).toArray());
        return add(term, "", false, DoubleStream.of(sorted).filter(x -> x < 0).toArray());
    }

    public Picture draw() {
        List<Panel> charts = new ArrayList<>();
        lines.forEach((term, of) -> charts.add(Panel.of(chart(term, of))));
        return new Picture(charts, charts.size());
    }

    private static XYChart chart(Term term, List<Line> lines) {
        XYChart chart = Look.curves(Look.title(term), "rank", "|eigenvalue|", WIDTH, HEIGHT);
        double most = lines.stream().flatMapToDouble(line -> DoubleStream.of(line.values())).map(Math::abs).max()
                .orElse(0);
        for (Line line : lines) add(chart, line, ROUNDING * most);
        chart.getStyler().setLegendPosition(LegendPosition.OutsideS).setLegendLayout(LegendLayout.Horizontal);
        if (chart.getSeriesCollection().isEmpty()) zero(chart);
        else bounds(chart);
        return chart;
    }

    private static void add(XYChart chart, Line line, double least) {
        int[] shown = IntStream.range(0, line.values().length).filter(i -> Math.abs(line.values()[i]) > least)
                .toArray();
        if (shown.length == 0) return;
        boolean isLong = shown.length > MANY;
        double[] rank = halved(isLong, IntStream.of(shown).mapToDouble(i -> i + 1).toArray(), (a, b) -> (a + b) / 2);
        double[] magnitude = halved(isLong, IntStream.of(shown).mapToDouble(i -> Math.abs(line.values()[i])).toArray(),
                (a, b) -> Math.sqrt(a * b));
        double[] values = IntStream.of(shown).mapToDouble(i -> line.values()[i]).toArray();
        Marker marker = line.isUpper() ? SeriesMarkers.CIRCLE : SeriesMarkers.DIAMOND;
        Color colour = line.isUpper() ? Look.UPPER : Look.LOWER;
        XYSeries series = chart.addSeries((line.name() + " " + sign(values)).strip(), rank, magnitude);
        series.setMarker(isLong ? SeriesMarkers.NONE : marker).setMarkerColor(colour).setLineColor(colour)
                .setLineStyle(Look.LINE);
    }

    /**
     * With a point half way between the first two, which lies on their line: at equal distances the library has labels
     * at every so many ranks, which run together, and else at round numbers.
     */
    private static double[] halved(boolean isLong, double[] x, DoubleBinaryOperator middle) {
        if (!isLong) return x;
        return DoubleStream.concat(DoubleStream.of(x[0], middle.applyAsDouble(x[0], x[1])),
                DoubleStream.of(x).skip(1)).toArray();
    }

    private static String sign(double... values) {
        if (DoubleStream.of(values).allMatch(x -> x > 0)) return "positive";
        return DoubleStream.of(values).allMatch(x -> x < 0) ? "negative" : "of both signs";
    }

    /** A matrix of zeros has none to show. */
    private static void zero(XYChart chart) {
        chart.addSeries("all are 0", new double[] {1}, new double[] {0}).setMarker(SeriesMarkers.CIRCLE);
    }

    private static void bounds(XYChart chart) {
        double least = chart.getSeriesCollection().stream().mapToDouble(XYSeries::getYMin).min().orElseThrow();
        double most = chart.getSeriesCollection().stream().mapToDouble(XYSeries::getYMax).max().orElseThrow();
        double bottom = Look.powerBelow(least);
        chart.getStyler().setYAxisLogarithmic(true).setYAxisMin(bottom)
                .setYAxisMax(Math.max(10 * bottom, Look.powerAbove(most)));
    }
}

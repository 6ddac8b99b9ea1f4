package org.hesse.lab.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.hesse.hessian.Term;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Eigenvalues by rank, largest magnitude first, positive and negative ones apart, on a logarithmic scale: a scree plot
 * of each term, beside each other. Not thread-safe.
 */
public final class ScreePicture {
    private static final int WIDTH = 440;
    private static final int HEIGHT = 340;
    /** Below this share of the largest magnitude an eigenvalue is rounding. */
    private static final double ROUNDING = 1e-14;
    private static final int MANY = 60;

    private final Map<Term, double[]> eigenvalues = new EnumMap<>(Term.class);

    /** Adds a term's eigenvalues, in any order; returns this. */
    public ScreePicture add(Term term, double[] values) {
        eigenvalues.put(term, values.clone());
        return this;
    }

    public Picture draw() {
        List<Panel> charts = new ArrayList<>();
        eigenvalues.forEach((term, values) -> charts.add(Panel.of(chart(term, values))));
        return new Picture(charts, charts.size());
    }

    private static XYChart chart(Term term, double[] values) {
        XYChart chart = Look.curves(Look.title(term), "rank", "|eigenvalue|", WIDTH, HEIGHT);
        double least = ROUNDING * DoubleStream.of(values).map(Math::abs).max().orElse(0);
        add(chart, "positive", DoubleStream.of(values).filter(x -> x > least).toArray());
        add(chart, "negative", DoubleStream.of(values).filter(x -> x < -least).map(x -> -x).toArray());
        chart.getStyler().setLegendPosition(LegendPosition.InsideNE);
        if (chart.getSeriesCollection().isEmpty()) zero(chart);
        else bounds(chart);
        return chart;
    }

    private static void add(XYChart chart, String name, double... magnitudes) {
        if (magnitudes.length == 0) return;
        double[] rank = new double[magnitudes.length];
        double[] falling = new double[magnitudes.length];
        double[] rising = DoubleStream.of(magnitudes).sorted().toArray();
        for (int i = 0; i < rank.length; i++) {
            rank[i] = i + 1;
            falling[i] = rising[rank.length - 1 - i];
        }
        boolean isPositive = name.equals("positive");
        Marker marker = isPositive ? SeriesMarkers.CIRCLE : SeriesMarkers.DIAMOND;
        XYSeries series = chart.addSeries(name, rank, falling);
        series.setMarker(rank.length > MANY ? SeriesMarkers.NONE : marker)
                .setMarkerColor(isPositive ? Look.POSITIVE : Look.NEGATIVE)
                .setLineColor(isPositive ? Look.POSITIVE : Look.NEGATIVE).setLineStyle(Look.LINE);
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

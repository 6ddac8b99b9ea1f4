package org.hesse.lab.report;

import java.awt.Color;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.hesse.hessian.Term;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Spectral densities of several terms beside each other, on one logarithmic scale, each with a band of one standard
 * error to either side. Not thread-safe.
 */
public final class DensityPicture {
    private static final int WIDTH = 440;
    private static final int HEIGHT = 340;
    private static final int OPACITY = 60;

    /**
     * A density as a curve.
     *
     * @param floor the least height to show: where there is much less than one eigenvalue, there is nothing to see
     */
    public record Curve(double[] grid, double[] density, double[] standardError, double floor) {
        double peak() { return DoubleStream.of(density).max().orElseThrow(); }
    }

    private final Map<Term, Curve> curves = new EnumMap<>(Term.class);

    /** Adds a term; returns this. */
    public DensityPicture add(Term term, Curve curve) {
        curves.put(term, curve);
        return this;
    }

    public Picture draw() {
        double bottom = Look.powerBelow(curves.values().stream().mapToDouble(Curve::floor).min().orElseThrow());
        double top = Look.powerAbove(curves.values().stream().mapToDouble(Curve::peak).max().orElseThrow());
        List<Panel> charts = new ArrayList<>();
        curves.forEach((term, curve) -> charts.add(Panel.of(chart(term, curve, bottom, Math.max(top, 10 * bottom)))));
        return new Picture(charts, charts.size());
    }

    private static XYChart chart(Term term, Curve curve, double bottom, double top) {
        XYChart chart = Look.curves(Look.title(term), "eigenvalue", "density", WIDTH, HEIGHT);
        chart.getStyler().setYAxisLogarithmic(true).setYAxisMin(bottom).setYAxisMax(top).setLegendVisible(false);
        addEnds(chart, curve, bottom);
        addBand(chart, term, curve, bottom, top);
        XYSeries line = chart.addSeries("density", curve.grid(), shown(curve.density(), bottom, top));
        line.setMarker(SeriesMarkers.NONE).setLineColor(Look.colour(term)).setLineStyle(Look.LINE);
        return chart;
    }

    /**
     * An axis from one round number to another. Of values at equal distances the library takes some for its labels,
     * whatever they are; two at one place are at none.
     */
    private static void addEnds(XYChart chart, Curve curve, double bottom) {
        double from = curve.grid()[0];
        double to = curve.grid()[curve.grid().length - 1];
        double step = Look.step(to - from);
        double[] ends = {step * Math.floor(from / step), step * Math.floor(from / step), step * Math.ceil(to / step)};
        chart.getStyler().setXAxisMin(ends[0]).setXAxisMax(ends[2]);
        chart.addSeries("ends", ends, new double[] {bottom, bottom, bottom}).setMarker(SeriesMarkers.NONE)
                .setLineStyle(SeriesLines.NONE);
    }

    /** Around the curve from left to right above it, and back below. */
    private static void addBand(XYChart chart, Term term, Curve curve, double bottom, double top) {
        int n = curve.grid().length;
        double[] x = new double[2 * n];
        double[] y = new double[2 * n];
        boolean isSure = true;
        for (int i = 0; i < n; i++) {
            double error = Double.isFinite(curve.standardError()[i]) ? curve.standardError()[i] : 0;
            isSure &= error == 0;
            x[i] = curve.grid()[i];
            x[2 * n - 1 - i] = x[i];
            y[i] = curve.density()[i] + error;
            y[2 * n - 1 - i] = curve.density()[i] - error;
        }
        if (isSure) return;
        XYSeries band = chart.addSeries("one standard error", x, shown(y, bottom, top));
        Color c = Look.colour(term);
        band.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea);
        band.setMarker(SeriesMarkers.NONE).setLineStyle(SeriesLines.NONE)
                .setFillColor(new Color(c.getRed(), c.getGreen(), c.getBlue(), OPACITY));
    }

    private static double[] shown(double[] heights, double bottom, double top) {
        return DoubleStream.of(heights).map(y -> Math.min(top, Math.max(bottom, y))).toArray();
    }
}

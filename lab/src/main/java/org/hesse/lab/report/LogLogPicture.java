package org.hesse.lab.report;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Curves of positive numbers on two logarithmic axes, a panel for each {@link #chart}: powers are lines. Numbers that
 * are not positive and finite are left out. Not thread-safe.
 */
public final class LogLogPicture {
    private static final int WIDTH = 520;
    private static final int HEIGHT = 420;
    private static final Color[] COLOURS = {Color.decode("#1f5fa8"), Color.decode("#c23b4b"), Color.decode("#2f8f6b"),
            Color.decode("#d98a1f"), Color.decode("#7a4fa3"), Color.decode("#3d4552")};

    private final List<XYChart> charts = new ArrayList<>();

    /** A new panel, to which curves are then added; returns this. */
    public LogLogPicture chart(String title, String x, String y) {
        XYChart chart = Look.curves(title, x, y, WIDTH, HEIGHT);
        chart.getStyler().setXAxisLogarithmic(true).setYAxisLogarithmic(true);
        chart.getStyler().setLegendPosition(LegendPosition.OutsideS);
        charts.add(chart);
        return this;
    }

    /** A curve in the last panel; returns this. */
    public LogLogPicture add(String name, double[] x, double[] y) {
        int[] shown = IntStream.range(0, x.length)
                .filter(i -> x[i] > 0 && y[i] > 0 && Double.isFinite(x[i]) && Double.isFinite(y[i])).toArray();
        if (shown.length == 0) return this;
        XYChart chart = charts.get(charts.size() - 1);
        Color colour = COLOURS[chart.getSeriesCollection().size() % COLOURS.length];
        XYSeries series = chart.addSeries(name, IntStream.of(shown).mapToDouble(i -> x[i]).toArray(),
                IntStream.of(shown).mapToDouble(i -> y[i]).toArray());
        series.setMarker(SeriesMarkers.CIRCLE).setMarkerColor(colour).setLineColor(colour).setLineStyle(Look.LINE);
        return this;
    }

    /** The panels beside each other; those without a curve are left out, unless all are. */
    public Picture draw() {
        for (XYChart chart : charts) bounds(chart);
        List<XYChart> some = charts.stream().filter(chart -> !chart.getSeriesCollection().isEmpty()).toList();
        if (some.isEmpty()) {
            XYChart chart = Look.curves("nothing above 0", "", "", WIDTH, HEIGHT);
            chart.addSeries("all are 0", new double[] {1}, new double[] {0}).setMarker(SeriesMarkers.CIRCLE);
            some = List.of(chart);
        }
        return new Picture(some.stream().map(Panel::of).toList(), some.size());
    }

    /** From one power of ten to another. */
    private static void bounds(XYChart chart) {
        if (chart.getSeriesCollection().isEmpty()) return;
        double left = Look.powerBelow(chart.getSeriesCollection().stream().mapToDouble(XYSeries::getXMin).min()
                .orElseThrow());
        double right = Look.powerAbove(chart.getSeriesCollection().stream().mapToDouble(XYSeries::getXMax).max()
                .orElseThrow());
        double bottom = Look.powerBelow(chart.getSeriesCollection().stream().mapToDouble(XYSeries::getYMin).min()
                .orElseThrow());
        double top = Look.powerAbove(chart.getSeriesCollection().stream().mapToDouble(XYSeries::getYMax).max()
                .orElseThrow());
        chart.getStyler().setXAxisMin(left).setXAxisMax(Math.max(10 * left, right)).setYAxisMin(bottom)
                .setYAxisMax(Math.max(10 * bottom, top));
    }
}

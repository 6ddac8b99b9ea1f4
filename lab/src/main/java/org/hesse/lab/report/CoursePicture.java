package org.hesse.lab.report;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.hesse.hessian.Term;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * How quantities go along training: a chart for each quantity, with a curve for each term that has it, and bars of one
 * standard error. Not thread-safe.
 */
public final class CoursePicture {
    private static final int WIDTH = 480;
    private static final int HEIGHT = 320;
    private static final int COLUMNS = 3;

    private final String axis;
    private final double[] at;
    private final List<XYChart> charts = new ArrayList<>();

    /** The checkpoints' places on the horizontal axis. */
    public CoursePicture(double... at) { this("checkpoint", at); }

    /** Places on an axis of another title. */
    public CoursePicture(String axis, double... at) {
        this.axis = axis;
        this.at = at.clone();
    }

    /**
     * A quantity that belongs to no term.
     *
     * @param errors standard errors, or null
     */
    public CoursePicture add(String title, double[] values, double[] errors) {
        XYChart chart = chart(title);
        chart.getStyler().setLegendVisible(false);
        style(chart.addSeries(title, at, values, finite(errors)), Look.colour(Term.HESSIAN));
        return this;
    }

    /**
     * A quantity of several terms.
     *
     * @param errors standard errors of those that have some
     */
    public CoursePicture add(String title, Map<Term, double[]> values, Map<Term, double[]> errors) {
        XYChart chart = chart(title);
        values.forEach((term, y) -> style(chart.addSeries(Look.title(term), at, y, finite(errors.get(term))),
                Look.colour(term)));
        return this;
    }

    /**
     * A quantity on the training and on the test examples.
     *
     * @param test null if there are none
     */
    public CoursePicture addSets(String title, double[] training, double[] test) {
        XYChart chart = chart(title);
        style(chart.addSeries("training", at, training), Look.UPPER);
        if (test != null) style(chart.addSeries("test", at, test), Look.LOWER);
        return this;
    }

    /** One probe has no standard error. */
    private static double[] finite(double... errors) {
        return errors == null || !DoubleStream.of(errors).allMatch(Double::isFinite) ? null : errors;
    }

    private XYChart chart(String title) {
        XYChart chart = Look.curves(title, axis, "", WIDTH, HEIGHT);
        chart.getStyler().setLegendPosition(LegendPosition.OutsideS).setLegendLayout(LegendLayout.Horizontal);
        charts.add(chart);
        return chart;
    }

    private static void style(XYSeries series, Color colour) {
        series.setMarker(SeriesMarkers.CIRCLE).setMarkerColor(colour).setLineColor(colour).setLineStyle(Look.LINE);
    }

    public Picture draw() { return new Picture(charts.stream().map(Panel::of).toList(), COLUMNS); }
}

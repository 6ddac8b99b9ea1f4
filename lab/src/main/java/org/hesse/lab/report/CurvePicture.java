package org.hesse.lab.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Charts of curves beside each other, axes plain or logarithmic, with bars of one standard error or deviation where
 * there are some. What an axis cannot show, NaN or a number at or below 0 on a logarithmic one, is left out. Not
 * thread-safe.
 */
public final class CurvePicture {
    /** What an axis shows. */
    public record Axis(String title, boolean logarithmic) {
        public static Axis linear(String title) { return new Axis(title, false); }

        public static Axis log(String title) { return new Axis(title, true); }

        boolean shows(double x) { return Double.isFinite(x) && !(logarithmic && x <= 0); }
    }

    private static final int WIDTH = 480;
    private static final int HEIGHT = 370;
    private static final int MARKER = 6;
    /** Half an axis, in units of its numbers' first digit: labels of three digits shall differ on a shorter one. */
    private static final double DIGIT = 0.05;
    /** Of lines: the first of a chart, the last, and each less than the one before. */
    private static final double MOST_WIDTH = 2.8;
    private static final double LEAST_WIDTH = 1.2;
    private static final double THINNER = 0.4;
    /** Letters that fit below a chart, and those that a key takes the place of. */
    private static final int ROW = 56;
    private static final int KEY = 6;
    /** Of more decades than these the lines between the powers of ten would be all that one sees. */
    private static final int FEW_DECADES = 4;
    private static final double ROUNDING = 1e-9;
    /** The name of what is not to be seen. */
    private static final String ENDS = "ends";
    private static final String[] COLOURS = {"#1f5fa8", "#c23b4b", "#2f8f6b", "#d98a1f", "#7a4fa3", "#3d4552",
            "#1f9aa8", "#a8781f", "#c26fb0", "#7f8a99"};

    private final int columns;
    private final List<XYChart> charts = new ArrayList<>();
    private Axis x;
    private Axis y;

    /**
     * Without charts.
     *
     * @param columns how many of them stand beside each other, at most
     */
    public CurvePicture(int columns) { this.columns = columns; }

    /** Begins a chart, the one that is added to from here on; returns this. */
    public CurvePicture chart(String title, Axis x, Axis y) {
        this.x = x;
        this.y = y;
        XYChart chart = Look.curves(title, x.title(), y.title(), WIDTH, HEIGHT);
        chart.getStyler().setXAxisLogarithmic(x.logarithmic()).setYAxisLogarithmic(y.logarithmic());
        chart.getStyler().setLegendPosition(LegendPosition.OutsideS).setLegendLayout(LegendLayout.Horizontal);
        chart.getStyler().setMarkerSize(MARKER);
        charts.add(chart);
        return this;
    }

    /** A curve; nothing, where no point of it can be shown. */
    public CurvePicture add(String name, double[] x, double[] y) { return add(name, x, y, null); }

    /**
     * A curve with bars.
     *
     * @param errors one a point, or null
     */
    public CurvePicture add(String name, double[] x, double[] y, double[] errors) {
        XYSeries series = series(name, x, y, errors);
        if (series != null) series.setMarker(SeriesMarkers.CIRCLE).setLineStyle(stroke());
        return this;
    }

    /** Ever thinner, for a curve that lies on an earlier one to let it be seen on both sides. */
    private BasicStroke stroke() {
        long before = shown(charts.get(charts.size() - 1)).count() - 1;
        return new BasicStroke((float) Math.max(LEAST_WIDTH, MOST_WIDTH - THINNER * before), BasicStroke.CAP_ROUND,
                BasicStroke.JOIN_ROUND);
    }

    /** A curve of many points, without marks. */
    public CurvePicture line(String name, double[] x, double[] y) {
        XYSeries series = series(name, x, y, null);
        if (series != null) series.setMarker(SeriesMarkers.NONE).setLineStyle(stroke());
        return this;
    }

    /** A thin dashed curve in grey, to compare with. */
    public CurvePicture guide(String name, double[] x, double[] y) {
        XYSeries series = series(name, x, y, null);
        if (series == null) return this;
        float[] dashes = {5, 4};
        series.setLineColor(Color.decode("#8b94a1"));
        series.setMarker(SeriesMarkers.NONE)
                .setLineStyle(new BasicStroke(1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dashes, 0));
        return this;
    }

    /** Marks without a line. */
    public CurvePicture points(String name, double[] x, double[] y) {
        XYSeries series = series(name, x, y, null);
        if (series != null) series.setMarker(SeriesMarkers.CIRCLE).setLineStyle(SeriesLines.NONE);
        return this;
    }

    private XYSeries series(String name, double[] xs, double[] ys, double... errors) {
        if (charts.isEmpty()) throw new IllegalStateException("curves: " + name + " comes before the first chart");
        if (xs.length != ys.length || (errors != null && errors.length != xs.length))
            throw new IllegalArgumentException("curves: " + name + " has " + xs.length + " places, " + ys.length
                    + " values" + (errors == null ? "" : ", " + errors.length + " errors"));
        List<Double> px = new ArrayList<>();
        List<Double> py = new ArrayList<>();
        List<Double> pe = new ArrayList<>();
        for (int i = 0; i < xs.length; i++) {
            if (!x.shows(xs[i]) || !y.shows(ys[i])) continue;
            px.add(xs[i]);
            py.add(ys[i]);
            pe.add(bar(ys[i], errors == null ? 0 : errors[i]));
        }
        if (px.isEmpty()) return null;
        XYChart chart = charts.get(charts.size() - 1);
        if (!x.logarithmic() && chart.getSeriesCollection().isEmpty()) addEnds(chart, px, py.get(0));
        Color colour = Color.decode(COLOURS[(int) (shown(chart).count() % COLOURS.length)]);
        boolean hasBars = pe.stream().anyMatch(e -> e > 0);
        XYSeries series = chart.addSeries(name, px, py, hasBars ? pe : null);
        series.setMarkerColor(colour);
        series.setLineColor(colour);
        return series;
    }

    /** On a logarithmic axis a bar ends before 0. */
    private double bar(double value, double error) {
        double shown = Double.isFinite(error) ? error : 0;
        return y.logarithmic() ? Math.min(shown, 0.9 * value) : shown;
    }

    public Picture draw() {
        for (XYChart chart : charts) {
            placeLegend(chart);
            bound(chart);
        }
        return new Picture(charts.stream().map(Panel::of).toList(), columns);
    }

    /** Below the chart where there is room for all names in a row, else beside it. */
    private static void placeLegend(XYChart chart) {
        int letters = shown(chart).mapToInt(series -> series.getName().length() + KEY).sum();
        chart.getStyler().setLegendVisible(shown(chart).count() > 1);
        if (letters <= ROW) return;
        chart.getStyler().setLegendPosition(LegendPosition.OutsideE).setLegendLayout(LegendLayout.Vertical);
    }

    /** Powers of ten are the only labels of a logarithmic axis: both its ends shall be one. */
    private static void bound(XYChart chart) {
        if (chart.getSeriesCollection().isEmpty()) return;
        if (chart.getStyler().isXAxisLogarithmic()) {
            double[] ends = ends(all(chart, XYSeries::getXData));
            chart.getStyler().setXAxisMin(ends[0]).setXAxisMax(ends[1]);
        } else {
            double[] all = all(chart, XYSeries::getXData).sorted().toArray();
            double[] ends = round(all[0], all[all.length - 1]);
            if (ends[0] < ends[1]) chart.getStyler().setXAxisMin(ends[0]).setXAxisMax(ends[1]);
        }
        if (!chart.getStyler().isYAxisLogarithmic()) {
            boundHeight(chart);
            return;
        }
        double[] ends = ends(all(chart, XYSeries::getYData));
        chart.getStyler().setYAxisMin(ends[0]).setYAxisMax(ends[1]);
        chart.getStyler().setPlotGridHorizontalLinesVisible(Math.log10(ends[1] / ends[0]) < FEW_DECADES + 0.5);
    }

    /** Of a few values the library would take these for labels. */
    private static void boundHeight(XYChart chart) {
        double[] all = all(chart, CurvePicture::withBars).filter(Double::isFinite).sorted().toArray();
        if (all.length == 0 || all[0] == all[all.length - 1] || all[0] == -all[all.length - 1]) return;
        double middle = (all[0] + all[all.length - 1]) / 2;
        double half = Math.max((all[all.length - 1] - all[0]) / 2, DIGIT * Look.powerBelow(Math.abs(middle)));
        double[] ends = round(middle - half, middle + half);
        chart.getStyler().setYAxisMin(ends[0]).setYAxisMax(ends[1]);
    }

    /** Values, and the ends of their bars. */
    private static double[] withBars(XYSeries series) {
        double[] y = series.getYData();
        double[] errors = series.getExtraValues();
        if (errors == null) return y;
        return IntStream.range(0, 2 * y.length)
                .mapToDouble(i -> y[i / 2] + (i % 2 == 0 ? errors[i / 2] : -errors[i / 2])).toArray();
    }

    private static Stream<XYSeries> shown(XYChart chart) {
        return chart.getSeriesCollection().stream().filter(series -> !series.getName().equals(ENDS));
    }

    /**
     * Before all others, at round numbers: of values at equal distances in the first series the library takes some for
     * the axis's labels, whatever they are; two at one place are at none.
     */
    private static void addEnds(XYChart chart, List<Double> x, double y) {
        double[] range = round(Collections.min(x), Collections.max(x));
        XYSeries ends = chart.addSeries(ENDS, new double[] {range[0], range[0], range[1]}, new double[] {y, y, y});
        ends.setShowInLegend(false);
        ends.setMarker(SeriesMarkers.NONE).setLineStyle(SeriesLines.NONE);
    }

    /** From one round number to another. */
    private static double[] round(double from, double to) {
        if (from == to) return new double[] {from, to};
        double step = Look.step(to - from);
        return new double[] {step * Math.floor(from / step + ROUNDING), step * Math.ceil(to / step - ROUNDING)};
    }

    private static DoubleStream all(XYChart chart, Function<XYSeries, double[]> numbers) {
        return chart.getSeriesCollection().stream().flatMapToDouble(s -> DoubleStream.of(numbers.apply(s)));
    }

    private static double[] ends(DoubleStream values) {
        double[] all = values.toArray();
        double bottom = Look.powerBelow(DoubleStream.of(all).min().orElseThrow() * (1 + 1e-9));
        double top = Look.powerAbove(DoubleStream.of(all).max().orElseThrow() * (1 - 1e-9));
        return new double[] {bottom, Math.max(top, 10 * bottom)};
    }
}

package org.hesse.lab.digits;

import de.erichseifert.vectorgraphics2d.Processors;
import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.hesse.lab.digits.Plot.Scale;
import org.hesse.lab.report.Html;
import org.hesse.lab.report.Text;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws a plot as an `<svg>` element that scales with the page: lines and ticks; all words are the page's own. */
final class Svg {
    private static final int WIDTH = 480;
    private static final int HEIGHT = 290;
    private static final Color INK = Color.decode("#4a5260");
    private static final Color GRID = Color.decode("#e4e7ec");
    private static final BasicStroke LINE = new BasicStroke(2, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    private static final BasicStroke HAIR = new BasicStroke(1);

    static {
        // A server has no display; plots need fonts only.
        System.setProperty("java.awt.headless", "true");
    }

    private Svg() {}

    /** The element, or an empty text if there is nothing to draw; `id` tells its parts from those of other plots. */
    static String of(Plot plot, List<Measurement> measurements, String id) {
        XYChart chart = new XYChart(WIDTH, HEIGHT);
        style(chart.getStyler(), plot);
        for (Curve curve : plot.curves()) add(chart, curve, measurements, plot.scale());
        if (chart.getSeriesCollection().isEmpty()) return "";
        bounds(chart, plot.scale());
        return inline(encode(chart), plot.title(), id);
    }

    private static void style(XYStyler styler, Plot plot) {
        Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 14);
        styler.setBaseFont(font).setChartTitleVisible(false).setLegendVisible(false).setChartPadding(4)
                .setChartBackgroundColor(Color.WHITE).setPlotBackgroundColor(Color.WHITE).setPlotBorderVisible(false)
                .setPlotContentSize(0.96);
        styler.setAxisTickLabelsFont(font).setAxisTickLabelsColor(INK).setAxisTitlesVisible(false).setPlotMargin(0)
                .setAxisTicksLineVisible(false).setAxisTicksMarksVisible(false).setPlotGridLinesColor(GRID)
                .setPlotGridLinesStroke(HAIR).setPlotGridVerticalLinesVisible(false).setPlotTicksMarksVisible(false)
                .setErrorBarsColorSeriesColor(true).setYAxisLogarithmic(plot.scale() == Scale.LOGARITHMIC)
                .setYAxisTickLabelsFormattingFunction(Text::tick).setXAxisTickLabelsFormattingFunction(Text::tick)
                .setXAxisTickMarkSpacingHint(60);
    }

    private static void add(XYChart chart, Curve curve, List<Measurement> measurements, Scale scale) {
        double[] x = measurements.stream().mapToDouble(Measurement::epoch).toArray();
        double[] y = values(curve.value(), measurements);
        for (int i = 0; i < y.length; i++) if (!isShown(y[i], scale)) y[i] = Double.NaN;
        if (DoubleStream.of(y).allMatch(Double::isNaN)) return;
        double[] error = curve.error() == null ? null : values(curve.error(), measurements);
        XYSeries series = chart.addSeries(curve.name(), x, y, error);
        Color colour = Color.decode(curve.colour());
        // One point has no line.
        series.setMarker(x.length > 1 ? SeriesMarkers.NONE : SeriesMarkers.CIRCLE)
                .setMarkerColor(colour).setLineColor(colour).setLineStyle(LINE);
    }

    private static boolean isShown(double y, Scale scale) {
        return Double.isFinite(y) && (scale != Scale.LOGARITHMIC || y > 0);
    }

    /** Powers of ten are the only labels of a logarithmic axis: both its ends shall be one. */
    private static void bounds(XYChart chart, Scale scale) {
        if (scale == Scale.PERCENT) chart.getStyler().setYAxisMin(0.0).setYAxisMax(100.0);
        if (scale != Scale.LOGARITHMIC) return;
        double least = chart.getSeriesCollection().stream().mapToDouble(XYSeries::getYMin).min().orElseThrow();
        double most = chart.getSeriesCollection().stream().mapToDouble(XYSeries::getYMax).max().orElseThrow();
        double bottom = Math.floor(Math.log10(least));
        double top = Math.max(bottom + 1, Math.ceil(Math.log10(most)));
        chart.getStyler().setYAxisMin(Math.pow(10, bottom)).setYAxisMax(Math.pow(10, top));
    }

    private static double[] values(ToDoubleFunction<Measurement> of, List<Measurement> measurements) {
        return measurements.stream().mapToDouble(of).toArray();
    }

    private static String encode(XYChart chart) {
        VectorGraphics2D graphics = new VectorGraphics2D();
        chart.paint(graphics, WIDTH, HEIGHT);
        ByteArrayOutputStream svg = new ByteArrayOutputStream();
        try {
            Processors.get("svg").getDocument(graphics.getCommands(), new PageSize(WIDTH, HEIGHT)).writeTo(svg);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return svg.toString(StandardCharsets.UTF_8);
    }

    /** The file as an element of a page: no prologue, no fixed size, short numbers, ids of its own. */
    private static String inline(String file, String title, String id) {
        String body = file.substring(file.indexOf('>', file.indexOf("<svg")) + 1);
        String numbers = body.replaceAll("(\\d\\.\\d\\d)\\d+", "$1").replaceAll("(\\d)\\.0+(?=\\D)", "$1");
        String ids = numbers.replace("id=\"clip", "id=\"" + id + "-clip").replace("url(#clip", "url(#" + id + "-clip");
        return "<svg viewBox=\"0 0 " + WIDTH + " " + HEIGHT + "\" role=\"img\" aria-label=\"" + Html.escape(title)
                + "\">" + ids.replaceAll("\\s*\\R\\s*", "").strip();
    }
}

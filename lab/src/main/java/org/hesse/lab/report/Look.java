package org.hesse.lab.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import org.hesse.hessian.Term;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.AxesChartStyler;

/** How all charts look: fonts, colours of the terms, and what is left out. Stateless. */
final class Look {
    static final Color INK = Color.decode("#4a5260");
    static final Color GRID = Color.decode("#e4e7ec");
    static final BasicStroke LINE = new BasicStroke(1.6f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    static final Color UPPER = Color.decode("#1f5fa8");
    static final Color LOWER = Color.decode("#c23b4b");

    static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);

    private static final int FEWEST_LABELS = 4;
    private static final BasicStroke HAIR = new BasicStroke(1);

    private Look() {}

    static Color colour(Term term) {
        return switch (term) {
            case HESSIAN -> Color.decode("#3d4552");
            case GAUSS_NEWTON -> Color.decode("#1f5fa8");
            case NME -> Color.decode("#c23b4b");
            case NME_ACTIVATION -> Color.decode("#d98a1f");
            case NME_COUPLING -> Color.decode("#2f8f6b");
        };
    }

    /** The term as a chart names it. */
    static String title(Term term) {
        return switch (term) {
            case HESSIAN -> "Hessian H";
            case GAUSS_NEWTON -> "Gauss-Newton G";
            case NME -> "NME N";
            case NME_ACTIVATION -> "N at activations";
            case NME_COUPLING -> "N at products";
        };
    }

    /** A chart of curves with titles, numbers as people read them, and horizontal lines only. */
    static XYChart curves(String title, String x, String y, int width, int height) {
        XYChart chart = new XYChart(width, height);
        chart.setTitle(title);
        chart.setXAxisTitle(x);
        chart.setYAxisTitle(y);
        chart.getStyler().setErrorBarsColorSeriesColor(true);
        plain(chart.getStyler());
        chart.getStyler().setYAxisTickLabelsFormattingFunction(Text::tick)
                .setXAxisTickLabelsFormattingFunction(Text::tick).setXAxisTickMarkSpacingHint(70);
        return chart;
    }

    static void plain(AxesChartStyler styler) {
        styler.setBaseFont(FONT).setChartTitleFont(FONT.deriveFont(Font.BOLD, 14)).setChartTitleBoxVisible(false)
                .setChartFontColor(INK).setChartPadding(10).setChartBackgroundColor(Color.WHITE)
                .setPlotBackgroundColor(Color.WHITE).setPlotBorderVisible(false).setLegendFont(FONT)
                .setLegendBorderColor(Color.WHITE).setLegendBackgroundColor(Color.WHITE);
        styler.setAxisTickLabelsFont(FONT).setAxisTickLabelsColor(INK).setAxisTitleFont(FONT).setPlotMargin(0)
                .setAxisTicksLineVisible(false).setAxisTicksMarksVisible(false).setPlotGridLinesColor(GRID)
                .setPlotGridLinesStroke(HAIR).setPlotGridVerticalLinesVisible(false).setPlotTicksMarksVisible(false);
    }

    /** The distance of some five labels along so long an axis: 1, 2 or 5 times a power of ten. */
    static double step(double length) {
        double power = powerBelow(length / FEWEST_LABELS);
        double steps = length / FEWEST_LABELS / power;
        return power * (steps < 2 ? 1 : steps < 5 ? 2 : 5);
    }

    /** The power of ten at or below x > 0, at which a logarithmic axis has a label. */
    static double powerBelow(double x) { return Math.pow(10, Math.floor(Math.log10(x))); }

    /** The power of ten at or above x > 0. */
    static double powerAbove(double x) { return Math.pow(10, Math.ceil(Math.log10(x))); }
}

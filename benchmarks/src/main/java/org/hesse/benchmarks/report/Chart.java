package org.hesse.benchmarks.report;

import de.erichseifert.vectorgraphics2d.Processors;
import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.awt.Color;
import java.awt.Font;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.knowm.xchart.HorizontalBarChart;
import org.knowm.xchart.style.HorizontalBarStyler;
import org.knowm.xchart.style.Styler.LegendPosition;

/** One question as horizontal bars: a group for each model, a bar for each system, in units of a gradient. */
final class Chart {
    private static final int WIDTH = 760;
    private static final int GROUP = 62;
    private static final int FRAME = 110;
    private static final Color INK = Color.decode("#4a5260");
    private static final Color GRID = Color.decode("#e4e7ec");

    static {
        // A server has no display; plots need fonts only.
        System.setProperty("java.awt.headless", "true");
    }

    private Chart() {}

    /** The SVG file, or nothing if nobody has answered the question. */
    static Optional<String> of(String question, List<Comparison> all) {
        List<Contestant> who = Contestant.PEERS.stream()
                .filter(each -> all.stream().anyMatch(model -> model.measured(each, question).isPresent())).toList();
        return who.isEmpty() ? Optional.empty() : Optional.of(encode(chart(question, all, who)));
    }

    static HorizontalBarChart chart(String question, List<Comparison> all, List<Contestant> who) {
        HorizontalBarChart chart = new HorizontalBarChart(WIDTH, FRAME + GROUP * all.size());
        chart.setTitle(question + ", in gradients of " + unit(all).title());
        List<String> models = all.stream().map(Comparison::model).toList();
        double longest = 0;
        for (Contestant each : who) {
            List<Double> ratios = all.stream().map(model -> ratio(each, question, model, all)).toList();
            longest = Math.max(longest, Collections.max(ratios));
            chart.addSeries(each.title(), ratios, models).setFillColor(Color.decode(each.colour()));
        }
        style(chart.getStyler());
        // Room for the label of the longest bar.
        chart.getStyler().setXAxisMin(0.0).setXAxisMax(1.12 * longest);
        return chart;
    }

    /** JAX, if it has been measured on every model. */
    static Contestant unit(List<Comparison> all) {
        return all.stream().allMatch(models -> models.has(Contestant.JAX)) ? Contestant.JAX : Contestant.HESSE;
    }

    /** 0, which draws no bar, for what was not measured. */
    private static double ratio(Contestant who, String question, Comparison model, List<Comparison> all) {
        Quantity gradient = new Quantity(unit(all), "gradient");
        double ratio = model.ratio(new Quantity(who, question), gradient, Time::median).orElse(0.0);
        return Math.round(ratio * 100) / 100.0;
    }

    /** The hint for x also says which names of models are shown: all that are 50 pixels apart. */
    private static void style(HorizontalBarStyler styler) {
        Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
        styler.setAvailableSpaceFill(0.8).setLabelsVisible(true).setLabelsFont(font).setLabelsPosition(1.06)
                .setLabelsFontColorAutomaticEnabled(false).setLabelsFontColor(INK);
        styler.setAxisTickLabelsFont(font).setAxisTickLabelsColor(INK).setAxisTitlesVisible(false)
                .setPlotGridLinesColor(GRID).setPlotGridHorizontalLinesVisible(false).setAxisTicksLineVisible(false)
                .setXAxisTickMarkSpacingHint(50);
        styler.setBaseFont(font).setChartTitleFont(font.deriveFont(Font.BOLD, 14)).setLegendFont(font)
                .setLegendPosition(LegendPosition.OutsideE).setLegendBorderColor(Color.WHITE)
                .setChartBackgroundColor(Color.WHITE).setPlotBackgroundColor(Color.WHITE).setPlotBorderVisible(false);
    }

    private static String encode(HorizontalBarChart chart) {
        VectorGraphics2D graphics = new VectorGraphics2D();
        chart.paint(graphics, chart.getWidth(), chart.getHeight());
        ByteArrayOutputStream svg = new ByteArrayOutputStream();
        try {
            PageSize page = new PageSize(chart.getWidth(), chart.getHeight());
            Processors.get("svg").getDocument(graphics.getCommands(), page).writeTo(svg);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // Letters are outlines, with more digits than can be seen.
        return svg.toString(StandardCharsets.UTF_8).replaceAll("(\\d\\.\\d\\d)\\d+", "$1");
    }
}

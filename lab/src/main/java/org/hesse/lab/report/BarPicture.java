package org.hesse.lab.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.hesse.hessian.Term;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;

/** A number for each layer and term as bars beside each other, with bars of one standard error. Not thread-safe. */
public final class BarPicture {
    private static final int LEAST_WIDTH = 520;
    private static final int WIDTH_OF_LAYER = 56;
    private static final int HEIGHT = 380;
    private static final int STEEP = 45;
    private static final int FEW = 6;

    private final List<String> layers;
    private final Map<Term, double[]> values = new EnumMap<>(Term.class);
    private final Map<Term, double[]> errors = new EnumMap<>(Term.class);

    public BarPicture(List<String> layers) { this.layers = List.copyOf(layers); }

    /** Adds a term, a value and a standard error for every layer. */
    public void add(Term term, double[] value, double[] standardError) {
        values.put(term, value.clone());
        errors.put(term, standardError.clone());
    }

    public Picture draw() {
        CategoryChart chart = new CategoryChart(Math.max(LEAST_WIDTH, WIDTH_OF_LAYER * layers.size()), HEIGHT);
        chart.setTitle("Traces by layer");
        Look.plain(chart.getStyler());
        chart.getStyler().setYAxisTickLabelsFormattingFunction(Text::tick).setErrorBarsColorSeriesColor(false)
                .setXAxisLabelRotation(layers.size() > FEW ? STEEP : 0).setLegendPosition(LegendPosition.OutsideS)
                .setLegendLayout(LegendLayout.Horizontal);
        values.forEach((term, value) -> add(chart, term, value));
        return new Picture(List.of(Panel.of(chart)), 1);
    }

    private void add(CategoryChart chart, Term term, double... value) {
        List<Double> bars = new ArrayList<>(DoubleStream.of(value).boxed().toList());
        boolean hasErrors = DoubleStream.of(errors.get(term)).allMatch(e -> Double.isFinite(e) && e > 0);
        List<Double> error = hasErrors ? DoubleStream.of(errors.get(term)).boxed().toList() : null;
        CategorySeries series = chart.addSeries(Look.title(term), layers, bars, error);
        series.setFillColor(Look.colour(term));
    }
}

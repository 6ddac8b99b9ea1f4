package org.hesse.lab.paper;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.hesse.lab.report.Text;

/**
 * Mean and standard deviation of n numbers, `s² = Σ(x − x̄)²/(n − 1)`. Immutable.
 *
 * @param deviation NaN of a single number
 */
public record Sample(double mean, double deviation, int count) {
    /** That of at least one number. */
    public static Sample of(double... x) {
        if (x.length == 0) throw new IllegalArgumentException("sample: there are no numbers");
        double mean = DoubleStream.of(x).average().orElseThrow();
        double squares = DoubleStream.of(x).map(each -> (each - mean) * (each - mean)).sum();
        return new Sample(mean, x.length < 2 ? Double.NaN : Math.sqrt(squares / (x.length - 1)), x.length);
    }

    /** That of one number of several trials. */
    public static Sample of(List<Numbers> trials, ToDoubleFunction<Numbers> number) {
        return of(trials.stream().mapToDouble(number).toArray());
    }

    /** `s/√n`. */
    public double standardError() { return deviation / Math.sqrt(count); }

    /** The deviation, 0 where one number has none: as bars of a chart. */
    public double bar() { return Double.isNaN(deviation) ? 0 : deviation; }

    /** `2.001 ± 0.012`, with as many decimals as asked for. */
    public String text(int decimals) {
        String format = "%." + decimals + "f";
        String text = String.format(Locale.ROOT, format, mean);
        return Double.isNaN(deviation) ? text : text + " ± " + String.format(Locale.ROOT, format, deviation);
    }

    /** A fraction in per cent: `93.8 ± 1.2`. */
    public String percent() {
        String text = Text.percent(mean);
        return Double.isNaN(deviation) ? text : text + " ± " + Text.percent(deviation);
    }
}

package org.hesse.lab.paper;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.hesse.lab.report.CsvTable;
import org.hesse.lab.report.CurvePicture;
import org.hesse.lab.report.CurvePicture.Axis;
import org.hesse.lab.report.Text;

/** What noise does to the losses of all activations, in words, fields, a picture and a table. Immutable. */
record NoiseReport(Map<String, List<Numbers>> results, double[] sigma) {
    /** Standard errors within which a factor counts as ½. */
    private static final int NEAR = 2;

    /** The rise of the loss as a multiple of σ² tr H: ½ to second order. */
    private record Factor(double value, double standardError) {
        double off() { return Math.abs(value - 0.5) / standardError; }

        String text() { return String.format(Locale.ROOT, "%.4f ± %s", value, Text.of(standardError)); }
    }

    void addTo(Findings findings) {
        results.forEach((name, seeds) -> {
            describe(findings, name, seeds);
            findings.field(name.replace(':', '_'), fields(name, seeds));
        });
        results.forEach((name, seeds) -> {
            if (!hasKinks(name)) half(findings, name, seeds.get(0));
        });
        if (results.containsKey("relu")) kinks(findings, results.get("relu"));
        findings.picture(new Figure("factor", "The rise of the loss under noise, as a multiple of σ² tr H: ½ for smooth"
                + " activations as σ → 0. The right chart shows how much of the rise is not ½σ² tr H, beside what"
                + " kinks explain of it.", picture().draw()));
        findings.table(new Findings.Table("", "Rise of the loss over its standard errors, by σ, first seed first",
                table()));
    }

    private void describe(Findings findings, String name, List<Numbers> seeds) {
        int last = sigma.length - 1;
        Factor plain = plain(seeds.get(0), last);
        Factor sharp = sharp(seeds.get(0), last);
        findings.result(name + ": tr H = " + Text.of(seeds.get(0).get("trace_hessian")) + ", tr G = "
                + Text.of(seeds.get(0).get("trace_gauss_newton")) + ", tr N = "
                + Text.of(seeds.get(0).get("trace_nme")) + " (first of " + seeds.size() + " seed(s)). At σ = "
                + Text.tick(sigma[last]) + " the rise is σ² tr H times " + plain.text() + " (standard error, "
                + String.format(Locale.ROOT, "%.1f", plain.off()) + " of them from ½); with the exact second order"
                + " subtracted, " + sharp.text() + "."
                + order(name, seeds.get(0)));
    }

    /** Equations 20 and 22 say 1. */
    private void half(Findings findings, String name, Numbers n) {
        Factor factor = plain(n, sigma.length - 1);
        findings.comparison(name + ": at the smallest σ the factor is "
                + (factor.off() <= NEAR ? "½ within " + NEAR + " standard errors" : "not ½") + ", "
                + String.format(Locale.ROOT, "%.1f", factor.off()) + " of them away, and "
                + String.format(Locale.ROOT, "%.1f", Math.abs(factor.value() - 1) / factor.standardError())
                + " from the 1 of equations 20 and 22 of the paper. To second order it is ½: weight noise of variance"
                + " σ² compares with a trace penalty of strength σ²/2.");
    }

    /** How fast what is beyond ½ falls, where nothing has kinks. */
    private String order(String name, Numbers n) {
        double[] beyond = new double[sigma.length];
        for (int k = 0; k < beyond.length; k++) beyond[k] = Math.abs(sharp(n, k).value() - 0.5);
        double slope = Slope.logLog(sigma, beyond);
        if (hasKinks(name) || Double.isNaN(slope)) return "";
        return String.format(Locale.ROOT, " What is beyond ½ falls as σ^%.2f, 2 for a remainder of fourth order.",
                slope);
    }

    /** Whether any kink was within reach of the noise. */
    private boolean hasKinks(String name) {
        return IntStream.range(0, sigma.length)
                .anyMatch(k -> results.get(name).stream().anyMatch(n -> n.all("kinks_" + k)[0] != 0));
    }

    private void kinks(Findings findings, List<Numbers> seeds) {
        StringBuilder text = new StringBuilder("ReLU: of the rise of the loss, ");
        for (int k = 0; k < sigma.length; k++)
            text.append(k == 0 ? "" : ", ").append(Text.percent(share(seeds, k))).append(" % (kinks to first order: ")
                    .append(Text.percent(kinkShare(seeds, k))).append(" %) at σ = ").append(Text.tick(sigma[k]));
        findings.comparison(text + " is not ½σ² tr H: for small σ it comes from kinks, at the order of σ² itself, so"
                + " it does not fade as σ → 0. No φ″ that is 0 almost everywhere knows of it: for ReLU weight noise"
                + " penalises more than the trace of the Hessian that is computed.");
    }

    private static Factor plain(Numbers n, int k, double sigma) {
        double c = sigma * sigma * n.get("trace_hessian");
        return new Factor(n.all("rise_" + k)[0] / c, n.all("rise_" + k)[1] / Math.abs(c));
    }

    private Factor plain(Numbers n, int k) { return plain(n, k, sigma[k]); }

    private Factor sharp(Numbers n, int k) {
        double c = sigma[k] * sigma[k] * n.get("trace_hessian");
        return new Factor(0.5 + n.all("beyond_" + k)[0] / c, n.all("beyond_" + k)[1] / Math.abs(c));
    }

    /** What is not ½σ² tr H, as a share of the rise; mean over seeds. */
    private double share(List<Numbers> seeds, int k) {
        return Sample.of(seeds, n -> {
            double second = sigma[k] * sigma[k] / 2 * n.get("trace_hessian");
            return n.all("beyond_" + k)[0] / (second + n.all("beyond_" + k)[0]);
        }).mean();
    }

    private double kinkShare(List<Numbers> seeds, int k) {
        return Sample.of(seeds, n -> {
            double second = sigma[k] * sigma[k] / 2 * n.get("trace_hessian");
            return n.all("kinks_" + k)[0] / (second + n.all("beyond_" + k)[0]);
        }).mean();
    }

    private CurvePicture picture() {
        CurvePicture picture = new CurvePicture(2);
        picture.chart("rise of the loss / (σ² tr H)", Axis.log("σ"), Axis.linear(""));
        double[] half = new double[sigma.length];
        Arrays.fill(half, 0.5);
        results.forEach((name, seeds) -> picture.add(name, sigma, by(seeds, (n, k) -> sharp(n, k).value()),
                by(seeds, (n, k) -> sharp(n, k).standardError())));
        picture.guide("½", sigma, half);
        picture.chart("share of the rise beyond ½σ² tr H", Axis.log("σ"), Axis.linear(""));
        results.forEach((name, seeds) -> {
            picture.add(name, sigma, by(seeds, (n, k) -> share(List.of(n), k)));
            if (hasKinks(name))
                picture.add(name + ": kinks", sigma, by(seeds, (n, k) -> kinkShare(List.of(n), k)));
        });
        return picture;
    }

    private interface Value {
        double of(Numbers numbers, int k);
    }

    private double[] by(List<Numbers> seeds, Value value) {
        double[] values = new double[sigma.length];
        for (int k = 0; k < values.length; k++) {
            int at = k;
            values[k] = Sample.of(seeds, n -> value.of(n, at)).mean();
        }
        return values;
    }

    private CsvTable table() {
        CsvTable table = new CsvTable("activation", "run", "sigma", "rise", "rise_se", "factor", "factor_se",
                "factor_known_second_order", "factor_known_second_order_se", "share_beyond", "share_kinks");
        results.forEach((name, seeds) -> {
            for (int s = 0; s < seeds.size(); s++)
                for (int k = 0; k < sigma.length; k++) {
                    Numbers n = seeds.get(s);
                    table.add(name, s + 1, sigma[k], n.all("rise_" + k)[0], n.all("rise_" + k)[1], plain(n, k).value(),
                            plain(n, k).standardError(), sharp(n, k).value(), sharp(n, k).standardError(),
                            share(List.of(n), k), hasKinks(name) ? kinkShare(List.of(n), k) : Double.NaN);
                }
        });
        return table;
    }

    private Map<String, Object> fields(String name, List<Numbers> seeds) {
        int last = sigma.length - 1;
        Map<String, Object> fields = new LinkedHashMap<>();
        for (String term : List.of("hessian", "gauss_newton", "nme"))
            fields.put("trace_" + term, seeds.get(0).get("trace_" + term));
        fields.put("sigma", sigma);
        fields.put("factor", by(seeds.subList(0, 1), (n, k) -> plain(n, k).value()));
        fields.put("factor_se", by(seeds.subList(0, 1), (n, k) -> plain(n, k).standardError()));
        fields.put("factor_known_second_order", by(seeds.subList(0, 1), (n, k) -> sharp(n, k).value()));
        fields.put("factor_known_second_order_se", by(seeds.subList(0, 1), (n, k) -> sharp(n, k).standardError()));
        fields.put("standard_errors_from_half", plain(seeds.get(0), last).off());
        fields.put("share_beyond", by(seeds, (n, k) -> share(List.of(n), k)));
        if (hasKinks(name)) fields.put("share_kinks", by(seeds, (n, k) -> kinkShare(List.of(n), k)));
        return fields;
    }
}

package org.hesse.lab.digits;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.hesse.lab.report.Html;

/**
 * A run as one HTML page that needs nothing else: text, plots, table and provenance, on the template `page.html`.
 * Stateless and thread-safe.
 */
public final class Page {
    private Page() {}

    /**
     * The page.
     *
     * @param provenance names and values as they are to be shown
     */
    public static String of(Run run, Map<String, Object> provenance) {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("subtitle", Html.escape(subtitle(run.settings())));
        parts.put("status", status(run));
        parts.put("findings", Html.elements("li", Findings.of(run)));
        parts.put("figures", figures(run.measurements()));
        parts.put("table", table(run.measurements()));
        parts.put("probes", String.valueOf(run.settings().probes()));
        parts.put("method", Html.escape(method(run)));
        parts.put("provenance", provenance(provenance));
        return fill(parts);
    }

    private static String subtitle(Settings s) {
        return s.network() + " perceptron, " + s.activation() + ", seed " + s.seed();
    }

    private static String status(Run run) {
        return "<p class=\"status " + run.outcome().text() + "\">" + run.outcome().text() + "</p>";
    }

    private static String method(Run run) {
        Settings s = run.settings();
        String train = String.format(Locale.ROOT, "%,d", s.train());
        return "The network has " + run.model().layout().size() + " parameters. It was trained on " + train
                + " of the 1,797 images, drawn by the seed; " + run.data().test().size() + " others test. Training"
                + " is SGD with momentum " + Settings.MOMENTUM + ", batches of " + s.batch() + ", a learning rate"
                + " of " + s.learningRate() + " that falls to 0 on half a cosine over " + s.epochs() + " epochs. Every"
                + " measurement uses all training images: loss, gradient and curvature are those of the full batch.";
    }

    private static String figures(List<Measurement> measurements) {
        StringBuilder figures = new StringBuilder();
        for (int i = 0; i < Plot.ALL.size(); i++)
            figures.append(figure(Plot.ALL.get(i), measurements, "plot" + (i + 1)));
        return figures.toString();
    }

    private static String figure(Plot plot, List<Measurement> measurements, String id) {
        return "<figure>\n<figcaption>" + Html.element("h3", plot.title()) + "<p class=\"legend\">"
                + plot.curves().stream().map(Page::key).collect(Collectors.joining()) + "</p></figcaption>\n"
                + drawing(plot, measurements, id) + "\n<p class=\"axis\">epoch</p>" + Html.element("p", plot.note())
                + "</figure>\n";
    }

    private static String key(Curve curve) {
        return "<span><i style=\"background:" + curve.colour() + "\"></i>" + Html.escape(curve.name()) + "</span>";
    }

    /** Java draws letters with the machine's fonts; a machine without any must not lose the rest of the page. */
    private static String drawing(Plot plot, List<Measurement> measurements, String id) {
        try {
            String svg = Svg.of(plot, measurements, id);
            return svg.isEmpty() ? Html.element("p", "No values to show on this scale.") : svg;
        } catch (RuntimeException | LinkageError | InternalError e) {
            return Html.element("p", "Not drawn; does the machine lack fonts (Debian: fonts-dejavu-core)? " + e);
        }
    }

    private static String table(List<Measurement> measurements) {
        String rows = measurements.stream().map(m -> Html.row("td", Table.cells(m)))
                .collect(Collectors.joining());
        String headings = Html.row("th", Table.HEADINGS);
        return "<thead>" + headings + "</thead>\n<tbody>\n" + rows.replace(">-", ">−") + "</tbody>";
    }

    private static String provenance(Map<String, Object> fields) {
        return fields.entrySet().stream()
                .map(field -> "<tr>" + Html.element("th", field.getKey().replace('_', ' '))
                        + Html.element("td", field.getValue()) + "</tr>")
                .collect(Collectors.joining("\n"));
    }

    private static String fill(Map<String, String> parts) {
        String page = template();
        for (Map.Entry<String, String> part : parts.entrySet())
            page = page.replace("{{" + part.getKey() + "}}", part.getValue());
        return page;
    }

    private static String template() {
        try (InputStream in = Page.class.getResourceAsStream("page.html")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("page.html: cannot be read from the jar", e);
        }
    }
}

package org.hesse.lab.paper;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hesse.lab.report.CsvTable;
import org.hesse.lab.report.Html;
import org.hesse.lab.report.Text;

/** The report: an experiment's findings as a section, and sections as one page that needs nothing else. Stateless. */
public final class Section {
    /** Longer tables are folded. */
    private static final int SHORT = 16;

    private Section() {}

    /** {@code <section>} with setting, results, comparison with the paper, pictures, tables and provenance. */
    public static String of(Experiment experiment, Findings findings, Map<String, Object> provenance) {
        StringBuilder html = new StringBuilder("<section id=\"" + experiment.id() + "\">\n");
        html.append(Html.element("h2", experiment.title())).append('\n');
        html.append("<p class=\"soft\"><code>").append(Html.escape(experiment.id())).append("</code>, in the paper: ")
                .append(Html.escape(experiment.source())).append("</p>\n<div class=\"card\">\n");
        paragraphs(html, "Setting", findings.settings());
        paragraphs(html, "Result", findings.results());
        paragraphs(html, "The paper says", List.of(experiment.claim()));
        paragraphs(html, "Compared", findings.comparisons());
        html.append("</div>\n<div class=\"figures\">\n");
        for (Figure figure : findings.figures()) figure(html, experiment.id(), figure);
        html.append("</div>\n");
        for (Findings.Table table : findings.tables()) table(html, table);
        html.append("<details><summary>Provenance</summary>\n<table class=\"facts\">\n");
        provenance.forEach((name, value) -> html.append("<tr>").append(Html.element("th", name))
                .append(Html.element("td", value)).append("</tr>\n"));
        return html.append("</table></details>\n</section>\n").toString();
    }

    private static void paragraphs(StringBuilder html, String heading, List<String> sentences) {
        if (sentences.isEmpty()) return;
        html.append(Html.element("h3", heading)).append('\n');
        if (sentences.size() == 1) html.append(Html.element("p", sentences.get(0))).append('\n');
        else html.append("<ul>\n").append(Html.elements("li", sentences)).append("\n</ul>\n");
    }

    private static void figure(StringBuilder html, String id, Figure figure) {
        html.append("<figure>").append(figure.picture().inline(id + "-" + figure.name(), figure.caption()))
                .append("<figcaption>").append(Html.escape(figure.caption())).append("</figcaption></figure>\n");
    }

    private static void table(StringBuilder html, Findings.Table table) {
        CsvTable rows = table.rows();
        String body = "<div class=\"card scroll\"><table class=\"numbers\">\n<thead>" + Html.row("th", rows.names())
                + "</thead>\n<tbody>\n"
                + rows.rows().stream().map(row -> Html.row("td", row.stream().map(Section::cell).toList()))
                        .collect(Collectors.joining())
                + "</tbody></table></div>\n";
        String caption = Html.escape(table.caption());
        if (rows.rows().size() <= SHORT)
            html.append("<p class=\"soft\">").append(caption).append("</p>\n").append(body);
        else
            html.append("<details><summary>").append(caption).append(", ").append(rows.rows().size())
                    .append(" rows</summary>\n").append(body).append("</details>\n");
    }

    private static String cell(Object value) { return value instanceof Double x ? Text.of(x) : String.valueOf(value); }

    /** The page of all sections, in their order, with a table of contents. */
    public static String page(Map<Experiment, String> sections) {
        String contents = sections.keySet().stream()
                .map(e -> "<li><a href=\"#" + e.id() + "\">" + Html.escape(e.title()) + "</a></li>")
                .collect(Collectors.joining("\n"));
        return template().replace("{{contents}}", contents).replace("{{sections}}",
                String.join("\n", sections.values()));
    }

    private static String template() {
        try (InputStream page = Section.class.getResourceAsStream("report.html")) {
            if (page == null) throw new IllegalStateException("paper: the jar lacks its resource report.html");
            return new String(page.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("paper: cannot read report.html", e);
        }
    }
}

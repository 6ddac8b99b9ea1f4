package org.hesse.lab.explain;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hesse.engine.array.Segment;
import org.hesse.lab.Json;

/**
 * An explanation as one HTML page that needs nothing else, on the template `explain.html`: the graph, every step as
 * text, and what each step writes as data. Its script shows and hides, and computes nothing. Stateless and thread-safe.
 */
public final class ExplanationPage {
    /** A page is to be sent and kept: larger ones are refused. */
    static final int LARGEST = 300_000;

    private static final Pattern PART = Pattern.compile("\\{\\{(\\w+)}}");
    private static final List<String> SWEEPS = List.of("Start", "Values", "Tangents", "Gradient", "Curvature");
    /** The rule that a sweep applies at every node. */
    private static final List<String> RULES = List.of("", "y = f(x)",
            "y<sub>1</sub> = J<sub>0</sub>x<sub>1</sub>, y<sub>2</sub> = J<sub>0</sub>x<sub>2</sub>"
                    + " + ½J<sub>1</sub>x<sub>1</sub>",
            "<i>x</i> += J<sub>0</sub>ᵀ<i>y</i>",
            "<i>x</i><sup>C</sup> += J<sub>0</sub>ᵀ<i>y</i><sup>C</sup> + <mark>J<sub>1</sub>ᵀ<i>y</i></mark>,"
                    + " the second where channel C is born");

    private ExplanationPage() {}

    /** The page; an IllegalArgumentException if it would be too large. */
    public static String of(Explanation e) {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("source", Html.escape(e.source()));
        parts.put("what", e.what());
        parts.put("point", point(e));
        parts.put("sweeps", sweeps(e));
        parts.put("channels", channels(e));
        parts.put("steps", steps(e));
        parts.put("table", table(e));
        parts.put("laws", laws());
        parts.put("third", e.order() == 2 ? "" : " hidden");
        parts.put("loss", lossText(e));
        parts.put("data", Json.line(data(e)).replace("<", "\\u003c"));
        // The drawing of a graph takes long where it is large.
        checkSize(e, parts.values());
        parts.put("graph", Drawing.of(e));
        String page = fill(parts);
        checkSize(e, List.of(page));
        return page;
    }

    private static void checkSize(Explanation e, Collection<String> texts) {
        int bytes = texts.stream().mapToInt(text -> text.getBytes(StandardCharsets.UTF_8).length).sum();
        if (bytes > LARGEST)
            throw new IllegalArgumentException("explain: " + e.nodes().size() + " nodes make a page of at least "
                    + bytes + " bytes, it may have " + LARGEST + "; a shorter expression"
                    + (e.order() == 2 ? ", or --order 1," : "") + " has fewer");
    }

    private static String point(Explanation e) {
        if (e.layout().size() > e.layout().segments().size())
            return "at its " + e.layout().size() + " parameters, along v: values and tangents below";
        List<String> at = new ArrayList<>();
        List<String> along = new ArrayList<>();
        for (Segment s : e.layout().segments()) {
            at.add(Html.escape(s.name()) + " = " + Numbers.brief(s.of(e.theta())));
            along.add(Numbers.brief(s.of(e.v())));
        }
        return "at " + String.join(", ", at) + ", along v = (" + String.join(", ", along) + ")";
    }

    private static String lossText(Explanation e) {
        if (e.isLossCurved()) return "What follows the output z is loss: what is born there is G, all else is N.";
        return "The loss bends nowhere here: no G is born, and H = N.";
    }

    /** A button for the first step of each sweep. */
    private static String sweeps(Explanation e) {
        StringBuilder buttons = new StringBuilder();
        for (int i = 0, last = -1; i < e.steps().size(); i++) {
            int sweep = e.steps().get(i).sweep();
            if (sweep != last)
                buttons.append("<button type=\"button\" data-step=\"" + i + "\" data-sweep=\"" + sweep + "\">"
                        + SWEEPS.get(sweep) + "</button>\n");
            last = sweep;
        }
        return buttons.toString();
    }

    private static String channels(Explanation e) {
        return e.columns().stream().filter(Column::isAdjoint)
                .map(c -> "<label class=\"" + c.key() + "\"><input type=\"checkbox\" checked data-channel=\"" + c.key()
                        + "\"><span title=\"" + c.meaning() + "\">" + c.heading() + "</span></label>")
                .collect(Collectors.joining("\n"));
    }

    private static String steps(Explanation e) {
        StringBuilder steps = new StringBuilder();
        for (int i = 0; i < e.steps().size(); i++) {
            Step step = e.steps().get(i);
            steps.append("<li class=\"step\" id=\"s" + i + "\"><p class=\"sweep\">" + SWEEPS.get(step.sweep())
                    + "</p><h3>" + Html.escape(step.title()) + "</h3>");
            for (String birth : step.births()) steps.append(birth(birth));
            for (Line line : step.lines()) steps.append(line(line));
            steps.append("</li>\n");
        }
        return steps.toString();
    }

    private static String laws() {
        StringBuilder laws = new StringBuilder();
        for (int sweep = 1; sweep < RULES.size(); sweep++)
            laws.append("<p class=\"soft law\" data-law=\"" + sweep + "\">" + RULES.get(sweep) + "</p>\n");
        return laws.toString();
    }

    private static String birth(String birth) {
        String where = switch (birth) {
            case "G" -> "G is born here: the loss bends.";
            case "N coupling" -> "N is born here: a product, one factor moves, the other is weighed by ā.";
            default -> "N is born here: a function bends, φ″ ≠ 0.";
        };
        return "<p class=\"birth\">" + where + "</p>";
    }

    private static String line(Line line) {
        String numbers = line.numbers() == null ? "" : "<br>= " + line.numbers();
        String total = line.total() == null ? "" : "<br><span class=\"total\">now " + line.total() + "</span>";
        return "<p class=\"line " + line.column().key() + "\"><b>" + line.column().heading() + "</b>" + line.left()
                + (line.adds() ? " += " : " = ") + line.symbols() + numbers + "<br>= <strong>" + line.result()
                + "</strong>" + total + "</p>";
    }

    private static String table(Explanation e) {
        StringBuilder table = new StringBuilder("<thead><tr><th scope=\"col\">node</th>");
        for (Column column : e.columns())
            table.append("<th scope=\"col\" class=\"" + column.key() + "\">" + column.heading() + "</th>");
        table.append("</tr></thead>\n<tbody>\n");
        for (Node node : e.nodes())
            for (int i = 0; i < node.size(); i++) {
                table.append("<tr data-entry=\"" + node.id() + "-" + i + "\"><th scope=\"row\">"
                        + Html.escape(node.entry(i)) + "</th></tr>\n");
            }
        return table.append("</tbody>").toString();
    }

    /**
     * The steps: sweep, node, 1 if curvature is born, and what is written, each node, column, a short text and one for
     * each entry.
     */
    private static Map<String, Object> data(Explanation e) {
        List<Object> steps = new ArrayList<>();
        for (Step step : e.steps()) {
            List<Object> fields = new ArrayList<>(List.of(step.sweep(), step.node(), step.births().isEmpty() ? 0 : 1));
            for (Write write : step.writes()) {
                List<Object> item = new ArrayList<>(List.of(write.node(), e.columns().indexOf(write.column()),
                        Numbers.small(write.numbers())));
                if (write.numbers().length > 1)
                    for (double number : write.numbers()) item.add(Numbers.fixed(number));
                fields.add(item);
            }
            steps.add(fields);
        }
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("names", e.nodes().stream().map(Node::name).toList());
        data.put("columns", e.columns().stream().map(Column::key).toList());
        data.put("headings", e.columns().stream().map(Column::heading).toList());
        data.put("sweeps", SWEEPS);
        data.put("head", Drawing.HEAD);
        data.put("row", Drawing.ROW);
        data.put("steps", steps);
        return data;
    }

    /** Each part is put in once: what is put in is not looked through. */
    private static String fill(Map<String, String> parts) {
        Matcher matcher = PART.matcher(template());
        return matcher.replaceAll(found -> Matcher.quoteReplacement(parts.get(found.group(1))));
    }

    private static String template() {
        try (InputStream in = ExplanationPage.class.getResourceAsStream("explain.html")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("explain.html: cannot be read from the jar", e);
        }
    }
}

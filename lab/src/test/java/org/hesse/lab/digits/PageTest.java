package org.hesse.lab.digits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.hesse.engine.ops.Relu;
import org.hesse.lab.report.Text;
import org.junit.jupiter.api.Test;

class PageTest {
    private static final Map<String, Object> PROVENANCE = Map.of("command_line", "hesse digits --out '<b>&'");

    private final Run run = Runs.of(Runs.small(2, 4, 1));
    private final String page = Page.of(run, PROVENANCE);

    @Test
    void needsNothingFromOutside() {
        assertEquals(List.of(), all("https?://(?!www\\.w3\\.org/)[^\"'<\\s]*"));
        assertEquals(List.of(), all("<script|<link|@import|src=|href=\"(?!#)|<!DOCTYPE svg|<\\?xml"));
        assertFalse(page.contains("{{"), "a part of the template is not filled");
    }

    @Test
    void hasAPlotEachWithItsOwnIds() {
        assertEquals(Plot.ALL.size(), all("<svg ").size());
        assertEquals(Plot.ALL.size(), all("</svg>").size());
        List<String> ids = all("id=\"[^\"]*\"");
        for (int i = 1; i <= Plot.ALL.size(); i++)
            assertTrue(ids.toString().contains("plot" + i + "-clip"), ids::toString);
        List<String> used = all("url\\(#[^)]*\\)");
        assertFalse(used.isEmpty());
        for (String url : used) assertTrue(ids.contains("id=\"" + url.substring(5, url.length() - 1) + "\""), url);
    }

    @Test
    void hasTheTableAndEscapedProvenance() {
        assertTrue(page.contains("<td>hesse digits --out &#39;&lt;b&gt;&amp;&#39;</td>"));
        assertEquals(3, all("<tr><td>").size());
        assertTrue(page.contains("<td>" + Text.of(run.last().loss()) + "</td>"));
        assertTrue(page.contains("class=\"status finished\""));
    }

    @Test
    void saysWhatTheNumbersSay() {
        List<String> findings = Findings.of(run);
        assertTrue(findings.get(0).startsWith("The run: finished 42 steps. 3 measurements, of epochs 0 to 2, in "));
        assertTrue(findings.get(1).contains(" to " + Text.percent(run.last().testAccuracy()) + "%"), findings.get(1));
        String relu = Findings.of(Runs.of(Runs.small("relu", new Relu(), 1, 4, 1))).toString();
        assertTrue(relu.contains("φ″ = 0 for relu"), relu);
    }

    @Test
    void showsARunOfOneMeasurement() {
        String one = Page.of(Runs.of(Runs.small(0, 1, 1)), PROVENANCE);
        assertTrue(one.contains("1 measurement, of epochs 0 to 0"));
    }

    private List<String> all(String regex) {
        return Pattern.compile(regex).matcher(page).results().map(MatchResult::group).toList();
    }
}

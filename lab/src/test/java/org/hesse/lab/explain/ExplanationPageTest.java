package org.hesse.lab.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.hesse.engine.array.Layout;
import org.hesse.engine.objective.Batch;
import org.hesse.engine.ops.Mse;
import org.hesse.engine.ops.Multiply;
import org.hesse.engine.ops.Square;
import org.hesse.engine.ops.Sum;
import org.hesse.engine.ops.Tanh;
import org.hesse.lab.Activations;
import org.hesse.lab.timing.RandomCase;
import org.hesse.nn.Model;
import org.junit.jupiter.api.Test;

class ExplanationPageTest {
    private static final Map<String, Double> AT = Map.of("x", 1.25);

    private static Explanation explain(String source, int order) {
        return new Formula(source, Activations::parse).explain(AT, AT, order);
    }

    private static List<String> all(String page, String regex) {
        return Pattern.compile(regex).matcher(page).results().map(MatchResult::group).toList();
    }

    @Test
    void needsNothingFromOutside() {
        String page = ExplanationPage.of(explain("mse(tanh(x)*x, 1)", 2));
        assertEquals(List.of(), all(page, "https?:|<link|@import|src=|href=|url\\((?!#)"));
        assertTrue(page.contains("default-src 'none'"));
        assertFalse(page.contains("{{"), "a part of the template is not filled");
    }

    /** Every step is in the page as text; the data hold what it writes. */
    @Test
    void hasAllSteps() {
        Explanation e = explain("sin(x)*x", 1);
        String page = ExplanationPage.of(e);
        // Values and tangents of a, z, L; the seed; gradients and curvature of L, z, a, but no curvature at L; a start.
        assertEquals(1 + 3 + 3 + 4 + 2, e.steps().size());
        assertEquals(e.steps().size(), all(page, "<li class=\"step\"").size());
        String data = page.substring(page.indexOf("\"steps\":["), page.indexOf("</script>"));
        assertEquals(e.steps().size(), all(data, "\\[[0-4],-?\\d+,[01],\\[").size());
        for (Node node : e.nodes()) assertTrue(page.contains("id=\"n" + node.id() + "\""));
        String hv = Numbers.fixed(e.products().get("hessian")[0]);
        int column = e.columns().stream().map(Column::key).toList().indexOf("hessian");
        assertTrue(page.contains("[0," + column + ",\"" + hv + "\"]"), hv);
        assertTrue(page.contains("φ″(x)·x<sub>1</sub>·<i>a</i>"), "the rule where N is born");
        assertTrue(page.contains(Numbers.brief(-Math.sin(1.25)) + "·1.25·1.25"), "and its numbers");
    }

    @Test
    void isSmall() {
        Model model = Model.mlp(2, List.of(2), 1, new Tanh(), new Mse());
        RandomCase drawn = RandomCase.draw(model, 1, 1, 3);
        for (Explanation e : List.of(Network.explain("m", drawn.objective(), drawn.theta(), drawn.v()[0], 2),
                explain("sin(x*x) + x^2", 2), explain("mse(x*tanh(x*x + x), 1)", 2))) {
            int bytes = ExplanationPage.of(e).getBytes(StandardCharsets.UTF_8).length;
            assertTrue(bytes < ExplanationPage.LARGEST / 3, bytes + " bytes");
        }
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class,
                () -> ExplanationPage.of(explain("x" + "*x".repeat(90), 2)));
        // Forty operations at order 2, as the how-to page says.
        assertTrue(ExplanationPage.of(explain("x" + "*x".repeat(40), 2)).length() < ExplanationPage.LARGEST);
        assertTrue(e.getMessage().matches("explain: 92 nodes make a page of at least \\d+ bytes, it may have 300000.*"),
                e.getMessage());
    }

    /** A network of thousands of numbers is refused before it is explained. */
    @Test
    void networksAreTiny() {
        Model model = Model.mlp(20, List.of(20), 1, new Tanh(), new Mse());
        RandomCase drawn = RandomCase.draw(model, 1, 1, 0);
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class,
                () -> Network.explain("m", drawn.objective(), drawn.theta(), drawn.v()[0], 1));
        assertTrue(e.getMessage().contains("a page shows at most 120"), e.getMessage());
    }

    /** Names of files and parameters are text wherever they stand, in HTML, attributes, and the script's data. */
    @Test
    void namesAreText() {
        String name = "</script><img src=x onerror=alert(1)>\"'&{{table}}$1";
        Layout layout = Layout.builder().add(name, 1).build();
        Batch batch = new Batch(layout, tape -> {
            var x = tape.parameter(name);
            var z = tape.output(tape.apply(new Multiply(), x, x));
            return tape.apply(new Sum(), tape.apply(new Square(), z));
        });
        String page = ExplanationPage.of(Network.explain(name, batch, new double[] {2}, new double[] {1}, 2));
        assertFalse(page.contains("<img"), "a tag got through");
        assertEquals(2, all(page, "</script>").size(), "the page's own two");
        assertTrue(page.contains("&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;{{table}}$1"));
        assertTrue(page.contains("\\u003c/script>\\u003cimg src=x onerror=alert(1)>"));
    }

    @Test
    void numbers() {
        assertEquals("0.500000", Numbers.fixed(0.5));
        assertEquals("−2.000000", Numbers.fixed(-2));
        assertEquals("0.000000", Numbers.fixed(-0.0));
        // Six decimals would leave nothing of it: three significant digits.
        assertEquals("0.0000000123", Numbers.fixed(1.23e-8));
        assertEquals("−0.5", Numbers.brief(-0.5));
        assertEquals("100", Numbers.brief(100));
    }
}

package org.hesse.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplainCommandTest {
    @TempDir
    private Path directory;

    private Path page;

    @BeforeEach
    void prepare() { page = directory.resolve("page.html"); }

    /** x·y at (3, 2) along (1, 0): L₁ = 2, ∇L = (2, 3), Hv = (0, 1), born at the product. */
    @Test
    void printsTheTrace() throws IOException {
        CommandRun run = CommandRun.of("explain", "x*y", "--at", "x=3,y=2", "--along", "x=1,y=0", "--out", page);
        assertEquals(0, run.code(), run.err());
        assertEquals("", run.err());
        assertEquals("""
                node  is           value   tangent  gradient         H  G         N  N act.   N coup.  births
                x     variable  3.000000  1.000000  2.000000  0.000000  ·  0.000000       ·  0.000000
                y     variable  2.000000  0.000000  3.000000  1.000000  ·  1.000000       ·  1.000000
                z     x·y       6.000000  2.000000  1.000000         ·  ·         ·       ·         ·  N coupling
                L     z         6.000000  2.000000  1.000000         ·  ·         ·       ·         ·
                no curvature in the loss: G = 0 and H = N
                wrote %s, a page to step through; open it in a browser
                """.formatted(page), run.out());
        assertTrue(Files.readString(page).startsWith("<!DOCTYPE html>"));
    }

    @Test
    void jsonHasAllDigits() throws IOException {
        CommandRun run = CommandRun.of("explain", "exp(x)", "--at", "x=0.1", "--order", 2, "--json", "--out", page);
        assertEquals(0, run.code(), run.err());
        assertEquals(1, run.outLines().size());
        JsonFields fields = JsonFields.of(run.out());
        double exp = Math.exp(0.1);
        assertEquals("explain", fields.get("/command"));
        assertEquals(exp, fields.number("/loss"), 1e-15);
        assertEquals(exp, fields.number("/gradient/x"), 1e-15);
        assertEquals(exp, fields.number("/hessian/x"), 1e-15);
        assertEquals(exp / 2, fields.number("/third/x"), 1e-15);
        assertEquals(0.0, fields.number("/gauss_newton/x"));
        assertEquals("z", fields.get("/nodes/1/name"));
        assertEquals("exp(x)", fields.get("/nodes/1/is"));
        assertEquals(exp / 2, fields.number("/nodes/1/second"), 1e-15);
        assertEquals("N activation", fields.get("/nodes/1/births/0"));
        assertEquals("null", fields.get("/nodes/1/hessian"), "nothing was computed there");
    }

    /** Wrong usage is one line; what is wrong with the expression also shows where. */
    @Test
    void theCaretStandsUnderTheExpression() {
        CommandRun run = CommandRun.of("explain", "x + sni(x)", "--at", "x=1", "--out", page);
        assertEquals(2, run.code());
        assertEquals("", run.out());
        assertEquals(List.of("x + sni(x)", "    ^"), run.errLines().subList(0, 2));
        assertTrue(run.errLines().get(2).startsWith("hesse: expression, column 5: unknown 'sni', there are abs, "));
        assertTrue(run.errLines().get(2).contains("tanh; and binary_cross_entropy, huber, mse, output (see "));
        assertEquals(3, run.errLines().size());
        assertFalse(Files.exists(page));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"x --at x=1,x=2|--at: 'x' has two values",
            "x --at x=1 --along y=1|--along: 'y' is not in --at", "x --at x|--at: 'name=number' expected, got 'x'",
            "x --at x=NaN|--at: x must be a finite number, got 'NaN'", "x --at 1=1|--at: '1' is no name of a variable",
            "x --at x=1,y=2|--at: the expression has no y", "x --at x=1 --order 3|--order: must be 1 or 2, got 3",
            "x|'x' has no value, --at gives values to nothing", "x --at x=1 --seed 3|--seed: nothing is drawn",
            "x --at x=1 --limit 1|--limit: an expression has no examples",
            "a.json b.npz|explain: WEIGHTS and DATA come together, got b.npz alone",
            "a.json b.npz c.npz d.npz|Unmatched argument: 'd.npz'", "x --ordr 2|Unknown option: '--ordr'",
            "--ordr 2 x|Unknown option: '--ordr'", "x -o page.html|Unknown option: '-o'"})
    void wrongUsage(String args, String message) {
        CommandRun run = CommandRun.of((Object[]) ("explain " + args + " --out " + page).split(" "));
        assertEquals(2, run.code(), run.err());
        assertEquals("", run.out());
        assertTrue(run.err().contains("hesse: ") && run.err().contains(message), run.err());
    }

    /** log at −1 is NaN: a failure that names the node. */
    @Test
    void whatIsNotFiniteFails() {
        CommandRun run = CommandRun.of("explain", "log(x)", "--at", "x=-1", "--out", page);
        assertEquals(1, run.code());
        assertEquals("hesse: loss is NaN: the first non-finite value is log[0] = NaN", run.err().strip());
    }

    /** x^1.5 has no second derivative at 0: no page, and no null in JSON, which is a zero by structure. */
    @Test
    void whatDivergesFails() {
        CommandRun run = CommandRun.of("explain", "x^1.5", "--at", "x=0", "--order", 2, "--json", "--out", page);
        assertEquals(1, run.code());
        assertEquals("hesse: explain: the first non-finite number is the second of z, Infinity", run.err().strip());
        assertFalse(Files.exists(page));
    }

    /** A minus in front makes no option of an expression, wherever it stands: −x² at 3, ∇ = −6. */
    @Test
    void expressionsMayBeginWithAMinus() throws IOException {
        CommandRun first = CommandRun.of("explain", "-x^2", "--at", "x=3", "--json", "--out", page);
        assertEquals(0, first.code(), first.err());
        assertEquals(-6.0, JsonFields.of(first.out()).number("/gradient/x"));
        assertEquals("-x^2", JsonFields.of(first.out()).get("/source"));
        CommandRun last = CommandRun.of("explain", "--at", "x=3", "--json", "--out", page, "-x^2");
        assertEquals(0, last.code(), last.err());
        assertEquals(-6.0, JsonFields.of(last.out()).number("/gradient/x"));
    }

    /** The golden network, 5-9-2, on its first example: loss and products are those of `hesse split`. */
    @Test
    void networks() throws IOException {
        Golden golden = Golden.in(directory);
        CommandRun split = CommandRun.of("split", golden.model(), golden.weights(), golden.data(), "--limit", 1,
                "--json", "--out", directory.resolve("split.npz"));
        CommandRun run = explain(golden, 1);
        assertEquals(0, run.code(), run.err());
        JsonFields expected = JsonFields.of(split.out());
        JsonFields fields = JsonFields.of(run.out());
        assertEquals(expected.number("/loss"), fields.number("/loss"), 1e-15);
        for (String product : List.of("gradient", "hessian", "gauss_newton", "nme")) {
            double square = 0;
            for (String parameter : List.of("fc1.weight", "fc1.bias", "out.weight", "out.bias"))
                for (double entry : fields.numbers("/" + product + "/" + parameter)) square += entry * entry;
            assertEquals(expected.number("/norms/" + product), Math.sqrt(square), 1e-12, product);
        }
        assertTrue(Files.size(page) < 300_000);
        CommandRun more = explain(golden, 10);
        assertEquals(1, more.code());
        assertTrue(more.err().contains("numbers in its graph, a page shows at most 120"), more.err());
    }

    private CommandRun explain(Golden golden, int limit) {
        return CommandRun.of("explain", golden.model(), golden.weights(), golden.data(), "--limit", limit, "--json",
                "--out", page);
    }

    /** A model file alone: weights, example and direction by the seed. */
    @Test
    void modelFilesAlone() throws IOException {
        Path tiny = Files.writeString(directory.resolve("tiny.json"), """
                {"format": "hesse-model/1", "input": [2], "layers": [{"type": "dense", "name": "fc1", "out": 2},
                 {"type": "activation", "fn": "gelu"}, {"type": "dense", "name": "out", "out": 1}],
                 "loss": {"type": "mse"}}""");
        CommandRun first = CommandRun.of("explain", tiny, "--seed", 5, "--out", page);
        String html = Files.readString(page);
        assertEquals(0, first.code(), first.err());
        assertEquals(first.out(), CommandRun.of("explain", tiny, "--seed", 5, "--out", page).out());
        assertEquals(html, Files.readString(page), "the same bytes");
        assertFalse(first.out().equals(CommandRun.of("explain", tiny, "--seed", 6, "--out", page).out()));
        assertEquals(0, CommandRun.of("explain", tiny, "--along", "gradient", "--out", page).code());
    }
}

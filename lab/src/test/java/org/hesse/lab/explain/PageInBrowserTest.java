package org.hesse.lab.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.hesse.engine.ops.Mse;
import org.hesse.engine.ops.Tanh;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.Split;
import org.hesse.lab.Activations;
import org.hesse.lab.Json;
import org.hesse.lab.timing.RandomCase;
import org.hesse.nn.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The pages in Chromium, driven by Playwright: stepping, numbers, keyboard, contrast, phones. Runs with -Pbrowser,
 * where there are a Chromium, Node.js and `npm ci` in src/test/browser; screenshots go to target/browser.
 */
@EnabledIfSystemProperty(named = "hesse.browser", matches = "true")
class PageInBrowserTest {
    private static final Path SCRIPTS = Path.of("src/test/browser");
    private static final Path SCREENSHOTS = Path.of("target/browser");
    private static final long MINUTES = 5;

    @TempDir
    private Path directory;

    @Test
    void pagesDoWhatTheyShould() throws Exception {
        Optional<Path> chromium = Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> onPath(name).stream()).findFirst();
        assumeTrue(chromium.isPresent(), "no Chromium, the test in a browser is skipped (apt-get install chromium)");
        assumeTrue(onPath("node").isPresent(), "no Node.js, the test in a browser is skipped");
        assumeTrue(Files.isDirectory(SCRIPTS.resolve("node_modules/playwright-core")),
                "no Playwright, the test in a browser is skipped (npm ci in lab/src/test/browser)");
        Files.createDirectories(SCREENSHOTS);
        Path cases = Files.writeString(directory.resolve("cases.json"), Json.line(List.of(expression(), network())));
        String printed = run("node", "explain.mjs", cases.toString(), chromium.get().toString(),
                SCREENSHOTS.toAbsolutePath().toString());
        System.out.print(printed);
        assertTrue(printed.matches("(?s).*\\n\\d{3,} checks\\n"), printed);
    }

    private static Optional<Path> onPath(String command) {
        return Stream.of(System.getenv("PATH").split(":")).map(folder -> Path.of(folder, command))
                .filter(Files::isExecutable).findFirst();
    }

    private String run(String... command) throws IOException, InterruptedException {
        Path log = directory.resolve("log");
        Process process = new ProcessBuilder(command).directory(SCRIPTS.toFile()).redirectErrorStream(true)
                .redirectOutput(log.toFile()).start();
        boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
        if (!ended) process.destroyForcibly();
        String printed = Files.readString(log, StandardCharsets.UTF_8);
        assertTrue(ended, "still running after " + MINUTES + " minutes:\n" + printed);
        assertEquals(0, process.exitValue(), printed);
        return printed;
    }

    /** `mse(tanh(w·u), 1)` with z₁ = s(w₁u + wu₁), s = 1 − z²: Gv = z₁s(u, w), all in closed form. */
    private Map<String, Object> expression() throws IOException {
        Map<String, Double> at = new LinkedHashMap<>();
        at.put("w", 1.5);
        at.put("u", 0.5);
        Explanation e = new Formula("mse(tanh(w*u), 1)", Activations::parse).explain(at, Map.of("w", 1.0), 2);
        double z = Math.tanh(0.75);
        double s = 1 - z * z;
        Map<String, Double> numbers = new LinkedHashMap<>();
        put(numbers, e, 0, 0, "gradient", (z - 1) * s * 0.5);
        put(numbers, e, 1, 0, "gradient", (z - 1) * s * 1.5);
        put(numbers, e, 0, 0, "gauss_newton", s * 0.5 * s * 0.5);
        put(numbers, e, 1, 0, "gauss_newton", s * 0.5 * s * 1.5);
        put(numbers, e, 0, 0, "nme", (z - 1) * -2 * z * s * 0.5 * 0.5);
        put(numbers, e, 1, 0, "nme", (z - 1) * (-2 * z * s * 0.5 * 1.5 + s));
        put(numbers, e, 1, 0, "nme_coupling", (z - 1) * s);
        return page("expression", e, numbers);
    }

    /** A 2-2-1 network: the products are those of `Curvature`. */
    private Map<String, Object> network() throws IOException {
        Model model = Model.mlp(2, List.of(2), 1, new Tanh(), new Mse());
        RandomCase drawn = RandomCase.draw(model, 1, 1, 3);
        Explanation e = Network.explain("net.json", drawn.objective(), drawn.theta(), drawn.v()[0], 1);
        Map<String, Double> numbers = new LinkedHashMap<>();
        try (Curvature curvature = Curvature.at(drawn.objective(), drawn.theta())) {
            Split split = curvature.fineSplit(drawn.v()[0]);
            put(numbers, e, "gradient", split.gradient());
            put(numbers, e, "hessian", split.hessian());
            put(numbers, e, "gauss_newton", split.gaussNewton());
            put(numbers, e, "nme", split.nme());
            put(numbers, e, "nme_activation", split.nmeActivation());
            put(numbers, e, "nme_coupling", split.nmeCoupling());
        }
        return page("network", e, numbers);
    }

    private static void put(Map<String, Double> numbers, Explanation e, String column, double[] product) {
        int at = 0;
        for (Node node : e.nodes())
            for (int i = 0; i < node.size() && node.kind().equals("variable"); i++)
                put(numbers, e, node.id(), i, column, product[at++]);
        assertEquals(product.length, at);
    }

    /** The table's cell of one entry. */
    private static void put(Map<String, Double> numbers, Explanation e, int node, int entry, String column,
            double number) {
        int place = e.columns().stream().map(Column::key).toList().indexOf(column);
        numbers.put("t" + node + "-" + place + "-" + entry, number);
    }

    private Map<String, Object> page(String name, Explanation e, Map<String, Double> numbers) throws IOException {
        Path page = Files.writeString(directory.resolve(name + ".html"), ExplanationPage.of(e));
        List<String> births = new ArrayList<>();
        for (Node node : e.nodes()) for (int b = 0; b < node.births().size(); b++) births.add("n" + node.id());
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", name);
        fields.put("page", page.toString());
        fields.put("numbers", numbers);
        fields.put("births", births);
        fields.put("steps", e.steps().size());
        return fields;
    }
}

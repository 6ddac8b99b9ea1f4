package org.hesse.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hesse.nn.file.FormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    @TempDir
    private Path rounds;

    @TempDir
    private Path results;

    private String page() throws IOException {
        Report.write(rounds, results, "c0ffee");
        return Files.readString(results.resolve("README.md"));
    }

    private static List<String> cells(String page, String start) {
        List<String> lines = page.lines().filter(line -> line.startsWith(start)).toList();
        assertEquals(1, lines.size(), () -> start + " in\n" + page);
        return Stream.of(lines.get(0).split("\\|", -1)).map(String::strip).toList();
    }

    @Test
    void mediansOfMediansAndRatiosOfThem() throws IOException {
        Rounds.ours(rounds);
        Rounds.jax(rounds);
        String page = page();
        assertEquals(
                List.of("", "`gradient`", "20.0", "16.0", "1.000", "1.000", "1.250", "–", "–", "", ""),
                cells(page, "| `gradient`"));
        // 60 / 20; 80 / 16; 60 / 80.
        assertEquals(List.of("", "`split`", "60.0", "80.0", "3.000", "5.000", "0.750", "–", "–", "other", ""),
                cells(page, "| `split`"));
        assertEquals(List.of("", "`quadratic_hessian`", "–", "8.00", "–", "0.500", "–", "–", "–", "", ""),
                cells(page, "| `quadratic_hessian`"));
        assertTrue(page.contains("Batch 256, 669706 parameters, 2 threads, 3 rounds."), page);
    }

    @Test
    void barsByMediansAndMinimaBeside() throws IOException {
        Rounds.ours(rounds);
        Rounds.jax(rounds);
        String page = page();
        String start = "| " + Rounds.MODEL + " | ";
        // Minima: 5 and 15 ms of Hesse; 8 and 40 of JAX, whose "other" is the form of its answer.
        assertEquals(List.of("3.000", "3.000", "≤ 3.35", "yes", ""),
                cells(page, start + "split / gradient").subList(3, 8));
        assertEquals(List.of("0.750", "0.375", "≤ 0.95", "yes", ""),
                cells(page, start + "split / JAX split").subList(3, 8));
        assertEquals(List.of("1.250", "0.625", "≤ 1.0", "**no**", ""),
                cells(page, start + "gradient / JAX gradient").subList(3, 8));
        assertEquals(List.of("–", "–", "≤ 0.35", "not measured", ""),
                cells(page, start + "split / PyTorch split").subList(3, 8));
    }

    @Test
    void withoutPeersOursAlone() throws IOException {
        Rounds.ours(rounds);
        String page = page();
        assertEquals(List.of("", "`split`", "60.0", "3.000", "–", "–", ""), cells(page, "| `split`"));
        assertFalse(page.contains("JAX, ms") || page.contains("PyTorch, ms"), page);
        String svg = Files.readString(results.resolve("split.svg"));
        assertTrue(svg.startsWith("<?xml") && svg.strip().endsWith("</svg>"), svg.substring(0, 100));
        String environment = Files.readString(results.resolve("environment.json"));
        assertTrue(environment.contains("c0ffee") && !environment.contains("there"), environment);
    }

    @Test
    void allProcessorsAndTheFirstAndLastDate() throws IOException {
        Rounds.ours(rounds);
        String[] names = {"XEON", "EPYC", "XEON"};
        for (int round = 1; round <= 3; round++)
            Rounds.write(rounds, round + ".hesse.json", 2, "\"cpu\": \"" + names[round - 1]
                    + "\", \"date\": \"2026-11-0" + (4 - round) + "\"", Map.of("gradient", Rounds.time(10)));
        String page = page();
        assertTrue(page.contains("* date: 2026-11-01 … 2026-11-03\n* hesse: threads 2, cpu XEON and EPYC\n"), page);
    }

    @Test
    void modelsOfEarlierRunsStay() throws IOException {
        Rounds.ours(rounds);
        Rounds.jax(rounds);
        Rounds.write(rounds, "1.torch.json", 2, Map.of("gradient", Rounds.time(40), "split", Rounds.time(240)));
        String before = page();
        Path other = rounds.resolve("mlp_256x8_10");
        Files.move(rounds.resolve(Rounds.MODEL), other);
        Report.write(rounds, results, "0ther");
        String page = Files.readString(results.resolve("README.md"));
        for (String start : List.of("| " + Rounds.MODEL, "## " + Rounds.MODEL, "| mlp_256x8_10", "## mlp_256x8_10"))
            assertTrue(page.contains(start), () -> start + " in\n" + page);
        String section = page.substring(page.indexOf("## " + Rounds.MODEL), page.indexOf("## Where"));
        assertEquals(before.substring(before.indexOf("## " + Rounds.MODEL), before.indexOf("## Where")).strip(),
                section.substring(0, section.indexOf("Measured by an earlier run:")).strip());
        assertTrue(section.endsWith("\n\n* commit: c0ffee\n\n"), section);
        assertTrue(page.contains("## Where\n\n* commit: 0ther\n"), page);
        for (Bar bar : Bar.all())
            if (bar.model().equals(Rounds.MODEL)) {
                String row = "| " + bar.model() + " | " + bar.text() + " |";
                assertEquals(cells(before, row), cells(page, row));
            }
    }

    @Test
    void resultsWithoutTheirEnvironmentDoNotStay() throws IOException {
        Rounds.ours(rounds);
        Files.writeString(results.resolve("mlp_256x8_10.json"), "{\"model\": \"mlp_256x8_10\"}");
        String page = page();
        assertFalse(page.contains("## mlp_256x8_10") || page.contains("| mlp_256x8_10"), page);
        assertTrue(page.contains("\nNot measured: cnn_16_32, mlp_256x8_10, "), page);
    }

    @Test
    void resultsOfAModelHoldAllForms() throws IOException {
        Rounds.ours(rounds);
        Rounds.jax(rounds);
        page();
        RoundJson all = RoundJson.read(results.resolve(Rounds.MODEL + ".json"));
        assertEquals(3, all.integer("rounds"));
        RoundJson split = all.object("jax").object("split");
        assertEquals(Map.of("median_ms", 81.0, "min_ms", 25.0), split.object("forms").object("one").fields());
        assertEquals("other", split.fields().get("form"));
        assertEquals(5.0, split.time("ratio"));
        assertEquals(List.of(10.0, 30.0, 20.0), all.object("hesse").object("gradient").fields().get("medians_ms"));
    }

    @Test
    void aFormThatARoundLacksCannotWin() throws IOException {
        Rounds.ours(rounds);
        Rounds.jax(rounds);
        Rounds.write(rounds, "3.jax.json", 2,
                Map.of("gradient", Rounds.time(16), "split", Rounds.forms("one", 90, "third", 1)));
        Measured split = Comparison.read(rounds.resolve(Rounds.MODEL)).measured(Contestant.JAX, "split").orElseThrow();
        assertEquals("one", split.form());
        assertEquals(new Time(81, 25), split.time());
    }

    @Test
    void theMostBytesOfWarmedProducts() throws IOException {
        Rounds.ours(rounds);
        assertEquals(Optional.empty(), Allocated.of(Comparison.read(rounds.resolve(Rounds.MODEL))));
        for (int round = 1; round <= 3; round++)
            Rounds.write(rounds, round + ".hesse.json", 2, Map.of("gradient", Rounds.time(10, 4096), "split_stored",
                    Rounds.time(30, 0), "quadratic_stored", Rounds.time(30, round == 2 ? 24 : 0)));
        String start = "| " + Rounds.MODEL + " | bytes of a warmed product, the most: ";
        assertEquals(List.of("24", "–", "≤ 0", "**no**", ""), cells(page(), start + "quadratic_stored").subList(3, 8));
        Rounds.write(rounds, "2.hesse.json", 2, Map.of("gradient", Rounds.time(10), "split_stored",
                Rounds.time(30, 0)));
        assertEquals(List.of("0", "–", "≤ 0", "yes", ""), cells(page(), start).subList(3, 8));
    }

    @Test
    void matrixProductsAndBytesBesideTimes() throws IOException {
        Rounds.jax(rounds);
        for (int round = 1; round <= 3; round++)
            Rounds.write(rounds, round + ".hesse.json", 2, Map.of("gradient", Rounds.time(20, 8, round == 2 ? 4096 : 0),
                    "split", Rounds.time(60, 25, 0)));
        String page = page();
        assertEquals(List.of("8", "4096", "", ""), cells(page, "| `gradient`").subList(7, 11));
        assertEquals(List.of("25", "0", "other", ""), cells(page, "| `split`").subList(7, 11));
        assertEquals(List.of("–", "–", "", ""), cells(page, "| `quadratic_hessian`").subList(7, 11));
        RoundJson gradient = RoundJson.read(results.resolve(Rounds.MODEL + ".json")).object("hesse").object("gradient");
        assertEquals(8, gradient.count("gemms"));
        assertEquals(4096, gradient.count("bytes"));
    }

    @Test
    void pyTorchInTheFirstRoundsOnly() throws IOException {
        Rounds.ours(rounds);
        Rounds.write(rounds, "1.torch.json", 2, Map.of("gradient", Rounds.time(40), "split", Rounds.time(240)));
        String page = page();
        assertTrue(page.contains("2 threads, 3 rounds, PyTorch in the first 1."), page);
        // Hesse's first round, 30 ms and at least 15, though its median of all is 60.
        assertEquals(List.of("0.125", "0.125", "≤ 0.35", "yes", ""),
                cells(page, "| " + Rounds.MODEL + " | split / PyTorch split").subList(3, 8));
        assertEquals(List.of("", "`split`", "60.0", "240", "3.000", "6.000", "0.125", "–", "–", "", ""),
                cells(page, "| `split`"));
        Rounds.write(rounds, "3.torch.json", 2, Map.of("gradient", Rounds.time(40)));
        assertMessage("rounds of torch are [1, 3], of hesse [1, 2, 3]");
    }

    @Test
    void minimaOfTheRoundsThatBothHave() throws IOException {
        Rounds.ours(rounds);
        Rounds.write(rounds, "3.hesse.json", 2, Map.of("gradient", Rounds.time(20), "split", Rounds.time(2)));
        for (int round = 1; round <= 2; round++)
            Rounds.write(rounds, round + ".torch.json", 2, Map.of("gradient", Rounds.time(40), "split",
                    Rounds.time(100 * round)));
        // Hesse's splits take 30 and 90 ms there, their minima are 15 and 45; PyTorch's 100 and 200, 50 and 100.
        assertEquals(List.of("0.450", "0.300"),
                cells(page(), "| " + Rounds.MODEL + " | split / PyTorch split").subList(3, 5));
    }

    @Test
    void threadsByTheRunOnOne() throws IOException {
        Rounds.ours(rounds);
        for (int round = 1; round <= 3; round++)
            Rounds.write(rounds, round + ".hesse_1_thread.json", 1,
                    Map.of("gradient", Rounds.time(30), "split", Rounds.time(90)));
        Comparison all = Comparison.read(rounds.resolve(Rounds.MODEL));
        Bar bar = Bar.parse(Rounds.MODEL + ",hesse_1_thread split,hesse split,>=,1.5");
        assertEquals(1.5, bar.ratio(all, Time::median).orElseThrow());
        assertEquals(true, bar.met(all).orElseThrow());
        assertEquals(false,
                Bar.parse(Rounds.MODEL + ",hesse_1_thread split,hesse split,>=,1.51").met(all).orElseThrow());
    }

    @Test
    void wrongRoundFilesByFileAndField() throws IOException {
        int refused = 0;
        refused += refuse("1.hesse.json", "{\"gradient\": {\"median_ms\": \"x\", \"min_ms\": 1}, \"environment\":"
                + " {\"threads\": 2}}", "gradient: median_ms: must be a positive number, got \"x\"");
        refused += refuse("1.hesse.json", "{\"gradient\": {\"median_ms\": 1}, \"environment\": {\"threads\": 2}}",
                "gradient: field \"min_ms\" is missing, there are [median_ms]");
        refused += refuse("1.hesse.json", "{\"gradient\": {\"median_ms\": 0, \"min_ms\": 1}, \"environment\":"
                + " {\"threads\": 2}}", "gradient: median_ms: must be a positive number, got 0");
        refused += refuse("1.hesse.json", "{\"split\": {}}", "field \"environment\" is missing, there are [split]");
        refused += refuse("1.hesse.json", "{\"environment\": {\"threads\": \"two\"}}",
                "environment: threads: must be an integer, got \"two\"");
        refused += refuse("1.hesse.json", "{\"environment\": {\"threads\": 2}}", "field \"gradient\" is missing");
        refused += refuse("1.hesse.json", "{\"gradient\"", "is not JSON: line 1");
        refused += refuse("1.hesse.json", "", "must be a JSON object");
        refused += refuse("hesse.json", "{}", "must be named ROUND.SYSTEM.json");
        assertEquals(9, refused);
    }

    private int refuse(String file, String text, String message) throws IOException {
        Path directory = Files.createDirectories(rounds.resolve("broken"));
        Files.writeString(directory.resolve(file), text);
        FormatException e = assertThrows(FormatException.class, this::page);
        assertTrue(e.getMessage().contains(file + ": " + message), e::getMessage);
        Files.delete(directory.resolve(file));
        try (Stream<Path> none = Files.list(results)) {
            assertEquals(0, none.count(), "files of a report that failed");
        }
        return 1;
    }

    @Test
    void roundsThatDoNotBelongTogether() throws IOException {
        Rounds.ours(rounds);
        Rounds.write(rounds, "1.jax.json", 2, Map.of("gradient", Rounds.time(16)));
        assertMessage("rounds of jax are [1], of hesse [1, 2, 3]");
        for (int round = 1; round <= 3; round++)
            Rounds.write(rounds, round + ".jax.json", 1, Map.of("gradient", Rounds.time(16)));
        assertMessage("1.jax.json: environment: threads: 1, must be 2");
        Rounds.write(rounds, "1.theano.json", 2, Map.of("gradient", Rounds.time(16)));
        assertMessage("1.theano.json: unknown system \"theano\"");
    }

    private void assertMessage(String part) {
        FormatException e = assertThrows(FormatException.class, this::page);
        assertTrue(e.getMessage().contains(part), e::getMessage);
    }

    @Test
    void everyBarIsOfAModelThatIsThere() {
        List<Bar> bars = Bar.all();
        // Models whose layers are not there yet: one that has come must leave this list.
        for (Bar bar : bars)
            assertTrue(Report.class.getResource("/org/hesse/benchmarks/" + bar.model() + ".json") != null, bar.model());
        assertEquals(40, bars.size());
        assertThrows(IllegalArgumentException.class, () -> Bar.parse("mlp,hesse split,hesse gradient,3.35"));
        assertThrows(IllegalArgumentException.class, () -> Bar.parse("mlp,theirs split,hesse gradient,<=,1"));
    }
}

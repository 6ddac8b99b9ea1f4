package org.hesse.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hesse.hessian.rule.AscentSharpness;
import org.hesse.nn.Model;
import org.hesse.nn.file.Data;
import org.hesse.nn.file.ModelFile;
import org.hesse.nn.file.Weights;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reference case of ten examples, tanh: smooth, so that all remainders have the slope 2. */
class SharpnessCommandTest {
    @TempDir
    private Path directory;

    private Golden golden;

    @BeforeEach
    void prepare() throws IOException { golden = Golden.in(directory); }

    private CommandRun run(Object... more) {
        List<Object> args = new ArrayList<>(
                List.of("sharpness", golden.model(), golden.weights(), golden.data(), "--products", 10));
        args.addAll(Arrays.asList(more));
        return CommandRun.of(args.toArray());
    }

    private JsonFields json(Object... more) throws IOException {
        CommandRun run = run(more);
        assertEquals(0, run.code(), run.err());
        return JsonFields.of(run.outLines().get(run.outLines().size() - 1));
    }

    @Test
    void smoothLossesHaveSlopeTwo() throws IOException {
        JsonFields json = json("--curve", "1e-3,1e-2", "--directions", 2, "--json");
        for (String along : List.of("gradient", "random_1", "random_2")) {
            assertEquals(2, json.number("/remainder/" + along + "/slope"), 0.05, along);
            double[] errors = json.numbers("/remainder/" + along + "/error");
            assertEquals(100, errors[1] / errors[0], 10);
        }
    }

    /** With φ″ = 0 in the file the sweeps do not see what the network has: e falls with ρ alone, and tr N is 0. */
    @Test
    void aSecondDerivativeLeftOutShows() throws IOException {
        Files.writeString(golden.model(), Files.readString(golden.model()).replaceFirst("\"fn\": *\"tanh\"",
                "\"fn\": \"tanh\", \"second\": {\"fn\": \"identity\"}"));
        JsonFields json = json("--curve", "1e-3,1e-2", "--json");
        assertEquals(1, json.number("/remainder/gradient/slope"), 0.05);
        assertEquals(1, json.number("/remainder/random_1/slope"), 0.05);
    }

    /** What the library says of all, and of five groups of two. */
    @Test
    void sharpnessIsThatOfTheLibrary() throws IOException {
        JsonFields json = json("--rho", "0.05,0.2", "--m", "2,3", "--json");
        Model model = ModelFile.read(golden.model());
        double[] theta = Weights.read(golden.weights(), model.layout());
        Data data = Data.read(golden.data(), model);
        assertEquals(AscentSharpness.at(model.objective(data.x(), data.y()), theta, 0.2).sharpness(),
                json.number("/sharpness/all/1/estimate"), 1e-15);
        assertEquals(0, json.number("/sharpness/all/1/standard_error"));
        double sum = 0;
        for (int i = 0; i < 10; i += 2)
            sum += AscentSharpness.at(model.objective(data.x().slice(i, i + 2), data.y().slice(i, i + 2)), theta, 0.05)
                    .sharpness();
        assertEquals(sum / 5, json.number("/sharpness/2/0/estimate"), 1e-15);
        assertEquals(5, json.number("/sharpness/2/0/products"));
        assertEquals(3, json.number("/sharpness/3/0/products"));
        assertTrue(json.number("/sharpness/2/0/standard_error") > 0);
    }

    /** Of ten examples one group of six leaves four out: its sharpness is a sample, of an error that it cannot tell. */
    @Test
    void oneGroupOfSomeHasNoStandardError() throws IOException {
        JsonFields json = json("--m", "6,10", "--json");
        assertEquals("null", json.get("/sharpness/6/0/standard_error"));
        assertEquals(0, json.number("/sharpness/10/0/standard_error"));
        assertEquals(json.number("/sharpness/all/0/estimate"), json.number("/sharpness/10/0/estimate"), 1e-15);
    }

    /** The same numbers as those of the commands for each. */
    @Test
    void eigenvaluesAndTracesAreThoseOfTheOtherCommands() throws IOException {
        JsonFields json = json("--json");
        CommandRun eigen = CommandRun.of("eigen", golden.model(), golden.weights(), golden.data(), "--top", 1,
                "--bottom", 0, "--of", "hessian,gauss_newton", "--json");
        JsonFields e = JsonFields.of(eigen.outLines().get(eigen.outLines().size() - 1));
        for (String term : List.of("hessian", "gauss_newton"))
            assertEquals(e.number("/eigen/" + term + "/top/values/0"),
                    json.number("/eigen/" + term + "/top/values/0"), 1e-12);
        CommandRun trace = CommandRun.of("trace", golden.model(), golden.weights(), golden.data(), "--products", 10,
                "--json");
        JsonFields t = JsonFields.of(trace.outLines().get(trace.outLines().size() - 1));
        for (String term : List.of("hessian", "gauss_newton", "nme"))
            assertEquals(t.number("/trace/" + term + "/estimate"), json.number("/trace/" + term + "/estimate"), 1e-12);
    }

    @Test
    void filesAndLines() throws IOException {
        Path out = directory.resolve("out");
        CommandRun run = run("--m", 2, "--directions", 1, "--out", out);
        assertEquals(0, run.code(), run.err());
        assertTrue(run.out().contains("SAM minus PSAM along gradient"), run.out());
        assertTrue(run.out().contains("sharpness at rho 0.0500   of groups of all"), run.out());
        for (String ending : List.of(".json", ".csv", ".svg", ".png"))
            assertTrue(Files.size(out.resolve("sharpness" + ending)) > 500, ending);
        List<String> csv = Files.readAllLines(out.resolve("sharpness.csv"));
        // Two of sharpness, three traces, two eigenvalues, and two remainders of eight ρ and a slope.
        assertEquals(1 + 2 + 3 + 2 + 2 * 9, csv.stream().filter(line -> !line.startsWith("#")).count());
    }

    @Test
    void wrongUsage() {
        for (String[] wrong : new String[][] {{"--rho", "0", "--rho: must be positive, got 0.0"},
                {"--curve", "1,-1", "--curve: must be positive, got -1.0"},
                {"--m", "0", "--m: must be at least 1, got 0"},
                {"--directions", "-1", "--directions: must be at least 0, got -1"}}) {
            CommandRun run = run(wrong[0], wrong[1]);
            assertEquals(2, run.code());
            assertTrue(run.err().contains(wrong[2]), run.err());
        }
        CommandRun run = run("--m", 11);
        assertEquals(1, run.code());
        assertEquals("hesse: sharpness: --m 11, there are 10 examples", run.errLines().get(0));
    }
}

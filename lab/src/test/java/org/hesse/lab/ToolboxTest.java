package org.hesse.lab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.hesse.engine.array.Array;
import org.hesse.nn.file.Npz;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands of the toolbox against the eigenvalues of the reference case, and against each other. */
class ToolboxTest {
    private static final List<String> TERMS = List.of("hessian", "gauss_newton", "nme");

    @TempDir
    private Path directory;

    private Golden golden;
    private Map<String, Array> expected;

    @BeforeEach
    void prepare() throws IOException {
        golden = Golden.in(directory);
        expected = Npz.read(golden.expected());
    }

    private CommandRun run(String command, Object... more) {
        List<Object> args = new ArrayList<>(List.of(command, golden.model(), golden.weights(), golden.data()));
        args.addAll(Arrays.asList(more));
        return CommandRun.of(args.toArray());
    }

    private JsonFields json(String command, Object... more) throws IOException {
        List<Object> args = new ArrayList<>(Arrays.asList(more));
        args.add("--json");
        CommandRun run = run(command, args.toArray());
        assertEquals(0, run.code(), run.err());
        assertEquals(1, run.outLines().size(), run.out());
        return JsonFields.of(run.out());
    }

    private double[] spectrum(String term) { return expected.get("spectrum/" + term).toArray(); }

    /** Largest |λ(H)|, to which errors of eigenvalues are relative. */
    private double norm() { return DoubleStream.of(spectrum("hessian")).map(Math::abs).max().orElseThrow(); }

    @Test
    void exactSpectrumIsTheReference() throws IOException {
        JsonFields json = json("spectrum", "--exact", "--of", "hessian,gauss_newton,nme");
        for (String term : TERMS)
            assertArrayEquals(spectrum(term), json.numbers("/" + term), 1e-9 * norm(), term);
        assertEquals(3 * 74, json.scalars().size(), "and nothing else");
    }

    /** `H = G + N` and `N = activation + coupling` hold for traces, which are sums of eigenvalues. */
    @Test
    void tracesOfExactSpectraAddUp() throws IOException {
        JsonFields json = json("spectrum", "--exact", "--of", "nme_activation,nme_coupling,nme");
        double parts = DoubleStream.of(json.numbers("/nme_activation")).sum()
                + DoubleStream.of(json.numbers("/nme_coupling")).sum();
        assertEquals(DoubleStream.of(spectrum("nme")).sum(), parts, 1e-12);
        assertEquals(DoubleStream.of(json.numbers("/nme")).sum(), parts, 1e-12);
    }

    @Test
    void eigenpairsAreTheEndsOfTheReference() throws IOException {
        JsonFields json = json("eigen", "--top", 4, "--bottom", 3, "--tol", "1e-9");
        for (String term : TERMS) {
            double[] all = spectrum(term);
            double[] top = json.numbers("/eigen/" + term + "/top/values");
            double[] bottom = json.numbers("/eigen/" + term + "/bottom/values");
            assertEquals(7, top.length + bottom.length);
            for (int i = 0; i < 4; i++) assertEquals(all[all.length - 1 - i], top[i], 1e-9 * norm(), term);
            for (int i = 0; i < 3; i++) assertEquals(all[i], bottom[i], 1e-9 * norm(), term);
            for (double residual : json.numbers("/eigen/" + term + "/top/residuals"))
                assertTrue(residual <= 1e-9 * norm(), term + ": " + residual);
            assertEquals("true", json.get("/eigen/" + term + "/top/converged"));
        }
    }

    /** Hv = λv for what was written, by the products of another command. */
    @Test
    void vectorsAreEigenvectors() throws IOException {
        Path file = directory.resolve("v.npz");
        json("eigen", "--top", 2, "--bottom", 0, "--of", "hessian", "--vectors", file);
        Map<String, Array> vectors = Npz.read(file);
        double lambda = vectors.get("hessian/top/values").get(1);
        assertArrayEquals(new int[] {2, 9, 5}, vectors.get("hessian/top/vectors/fc1.weight").shape());
        Map<String, Array> v = expected.keySet().stream().filter(name -> name.startsWith("gradient/"))
                .map(name -> name.substring("gradient/".length())).collect(Collectors.toMap(p -> p, p -> {
                    Array both = vectors.get("hessian/top/vectors/" + p);
                    int size = both.size() / 2;
                    int[] shape = Arrays.copyOfRange(both.shape(), 1, both.shape().length);
                    return Array.of(Arrays.copyOfRange(both.toArray(), size, 2 * size), shape);
                }));
        Npz.write(directory.resolve("second.npz"), v);
        Path out = directory.resolve("split.npz");
        assertEquals(0, run("split", "--direction", directory.resolve("second.npz"), "--out", out).code());
        Map<String, Array> products = Npz.read(out);
        v.forEach((p, array) -> {
            double[] hv = products.get("hessian/" + p).toArray();
            for (int i = 0; i < hv.length; i++) assertEquals(lambda * array.get(i), hv[i], 1e-6 * norm(), p);
        });
    }

    @Test
    void exactTracesAreSumsOfEigenvalues() throws IOException {
        JsonFields json = json("trace", "--method", "exact");
        for (String term : TERMS) {
            double trace = json.number("/trace/" + term + "/estimate");
            assertEquals(DoubleStream.of(spectrum(term)).sum(), trace, 1e-12, term);
            assertEquals(trace, json.number("/trace/" + term + "/layers/fc1/estimate")
                    + json.number("/trace/" + term + "/layers/out/estimate"), 1e-13, term);
            assertEquals("0.0", json.get("/trace/" + term + "/standard_error"));
        }
    }

    /** One probe after the other, so for their means: H = G + N, and layers add up. */
    @Test
    void hutchinsonAddsUp() throws IOException {
        JsonFields json = json("trace", "--products", 13, "--seed", 5);
        for (String of : List.of("/estimate", "/layers/fc1/estimate", "/layers/out/estimate"))
            assertEquals(json.number("/trace/hessian" + of),
                    json.number("/trace/gauss_newton" + of) + json.number("/trace/nme" + of), 1e-12, of);
        assertEquals(json.number("/trace/nme/estimate"), json.number("/trace/nme/layers/fc1/estimate")
                + json.number("/trace/nme/layers/out/estimate"), 1e-12);
        assertEquals("13", json.get("/trace/nme/products"));
    }

    /** G has at most 10 · 2 eigenvalues other than 0: both are exact from 3 or 2 products for each of them. */
    @ParameterizedTest
    @CsvSource({"hutch++, 66", "xtrace, 44"})
    void sketchesAreExactOfLowRank(String method, int products) throws IOException {
        JsonFields json = json("trace", "--method", method, "--products", products, "--of", "gauss_newton");
        assertEquals(DoubleStream.of(spectrum("gauss_newton")).sum(), json.number("/trace/gauss_newton/estimate"),
                1e-10);
    }

    /** `‖A‖²_F = Σλ²`, block by block. */
    @Test
    void exactBlocksSquareToTheEigenvalues() throws IOException {
        JsonFields json = json("blocks");
        assertEquals("fc1", json.get("/layers/0"));
        for (String term : TERMS) {
            double squares = 0;
            for (String block : List.of("0/0", "0/1", "1/0", "1/1"))
                squares += Math.pow(json.number("/blocks/" + term + "/norms/" + block), 2);
            assertEquals(DoubleStream.of(spectrum(term)).map(x -> x * x).sum(), squares, 1e-11, term);
        }
        assertEquals(0.0, json.number("/blocks/nme/norms/1/1"), "the last layer alone is linear");
        double estimate = json("blocks", "--probes", 400).number("/blocks/hessian/norms/0/1");
        double error = json("blocks", "--probes", 400).number("/blocks/hessian/standard_errors/0/1");
        assertTrue(error > 0);
        assertEquals(json.number("/blocks/hessian/norms/0/1"), estimate, 4 * error);
    }

    /** m steps or as many as there are distinct eigenvalues: then every node is one, and weights sum to 1. */
    @Test
    void densityOfAllSteps() throws IOException {
        JsonFields json = json("spectrum", "--steps", 74, "--probes", 2, "--of", "gauss_newton");
        double[] nodes = json.numbers("/density/gauss_newton/probes/0/nodes");
        double[] all = spectrum("gauss_newton");
        for (double node : nodes)
            assertTrue(DoubleStream.of(all).anyMatch(x -> Math.abs(x - node) < 1e-9), "node " + node);
        assertEquals(1, DoubleStream.of(json.numbers("/density/gauss_newton/probes/1/weights")).sum(), 1e-12);
        double[] grid = json.numbers("/density/gauss_newton/curve/grid");
        double[] density = json.numbers("/density/gauss_newton/curve/density");
        assertEquals(1, DoubleStream.of(density).sum() * (grid[1] - grid[0]), 1e-6);
    }

    /** One run for all: the same numbers as the three commands give. */
    @Test
    void allAtOnce() throws IOException {
        JsonFields all = json("spectrum", "--probes", 2, "--steps", 9, "--eigen", 3, "--traces", "--products", 7);
        JsonFields eigen = json("eigen", "--top", 3, "--bottom", 3);
        JsonFields trace = json("trace", "--products", 7);
        assertArrayEquals(eigen.numbers("/eigen/nme/bottom/values"), all.numbers("/eigen/nme/bottom/values"));
        assertEquals(trace.get("/trace/nme/layers/out/estimate"), all.get("/trace/nme/layers/out/estimate"));
    }

    /** The last layer alone, in micro-batches: the same numbers as its block has, up to rounding. */
    @Test
    void selectedParametersInMicroBatches() throws IOException {
        JsonFields json = json("spectrum", "--exact", "--of", "nme,hessian", "--parameters", "out.*", "--micro-batch",
                3);
        assertEquals(2 * 20, json.scalars().size());
        for (double x : json.numbers("/nme")) assertEquals(0, x, 1e-15);
        JsonFields trace = json("trace", "--method", "exact");
        assertEquals(trace.number("/trace/hessian/layers/out/estimate"),
                DoubleStream.of(json.numbers("/hessian")).sum(), 1e-12);
    }

    @ParameterizedTest
    @ValueSource(strings = {"trace", "spectrum --probes 2 --steps 8", "spectrum --exact", "eigen --top 2 --bottom 1",
            "blocks", "verify"})
    void filesOfADirectory(String line) throws IOException {
        List<Object> args = new ArrayList<>(Arrays.asList((Object[]) line.split(" ")));
        String command = String.valueOf(args.remove(0));
        Path out = directory.resolve("out");
        args.addAll(List.of("--out", out));
        CommandRun run = run(command, args.toArray());
        assertEquals(0, run.code(), run.err());
        assertEquals("", run.err());
        List<String> files = names(out);
        assertTrue(files.contains(command + ".json"), files.toString());
        JsonFields json = JsonFields.of(Files.readString(out.resolve(command + ".json")));
        assertTrue(json.get("/provenance/command_line").startsWith("hesse " + command + " "));
        assertTrue(run.out().endsWith("wrote " + out.resolve(command + ".json")
                + (command.equals("verify") ? "" : ", and tables and pictures beside it") + System.lineSeparator()));
        if (command.equals("verify")) return;
        assertTrue(files.containsAll(List.of(command + ".csv", command + ".svg", command + ".png")), files.toString());
        assertFalse(files.stream().anyMatch(name -> name.startsWith(".") || name.contains("state")), files.toString());
        List<String> csv = Files.readAllLines(out.resolve(command + ".csv"));
        assertTrue(csv.get(0).startsWith("# version: "), csv.get(0));
        assertTrue(csv.stream().anyMatch(row -> row.startsWith("gauss_newton,")), csv.toString());
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return List.copyOf(files.map(file -> file.getFileName().toString())
                    .collect(Collectors.toCollection(TreeSet::new)));
        }
    }
}

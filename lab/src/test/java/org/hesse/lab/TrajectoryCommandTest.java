package org.hesse.lab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hesse.engine.array.Array;
import org.hesse.nn.file.Npz;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Three checkpoints θ, 2θ, 3θ of the reference case, numbered 9, 10, 200. */
class TrajectoryCommandTest {
    @TempDir
    private Path directory;

    private Golden golden;

    @BeforeEach
    void prepare() throws IOException {
        golden = Golden.in(directory);
        Map<String, Array> theta = Npz.read(golden.weights());
        checkpoint(9, 1, theta);
        checkpoint(10, 2, theta);
        checkpoint(200, 3, theta);
    }

    private void checkpoint(int number, double scale, Map<String, Array> theta) throws IOException {
        Map<String, Array> scaled = new LinkedHashMap<>();
        theta.forEach((name, a) -> scaled.put(name,
                Array.of(Arrays.stream(a.toArray()).map(x -> scale * x).toArray(), a.shape())));
        Npz.write(file(number), scaled);
    }

    private Path file(int number) { return directory.resolve("w_" + number + ".npz"); }

    private CommandRun run(Object... more) {
        List<Object> args = new ArrayList<>(
                List.of("trajectory", golden.model(), directory.resolve("w_*.npz"), golden.data()));
        args.addAll(Arrays.asList(more));
        return CommandRun.of(args.toArray());
    }

    private static JsonFields json(CommandRun run) throws IOException {
        assertEquals(0, run.code(), run.err());
        return JsonFields.of(run.outLines().get(run.outLines().size() - 1));
    }

    /** Every row is what the other commands say of that checkpoint. */
    @Test
    void rowsAreThoseOfTheOtherCommands() throws IOException {
        JsonFields all = json(run("--products", 6, "--compute", "trace,eigen,norm,alignment", "--json"));
        int row = 0;
        for (int number : new int[] {9, 10, 200}) {
            String at = "/checkpoints/" + row++;
            assertEquals(file(number).toString(), all.get(at + "/checkpoint"));
            assertEquals(number, all.number(at + "/place"));
            JsonFields trace = json(CommandRun.of("trace", golden.model(), file(number), golden.data(), "--products",
                    6, "--json"));
            assertEquals(trace.get("/loss"), all.get(at + "/loss"));
            assertEquals(trace.number("/trace/nme/estimate"), all.number(at + "/trace_nme"), 1e-12);
            JsonFields eigen = json(CommandRun.of("eigen", golden.model(), file(number), golden.data(), "--top", 1,
                    "--bottom", 1, "--json"));
            assertEquals(eigen.get("/eigen/hessian/bottom/values/0"), all.get(at + "/bottom_1_hessian"));
            assertTrue(Math.abs(all.number(at + "/cosine")) <= 1);
            assertTrue(all.number(at + "/norm_nme_se") > 0);
        }
        assertEquals(3, row);
    }

    @Test
    void filesOfADirectory() throws IOException {
        Path out = directory.resolve("out");
        assertEquals(0, run("--compute", "alignment", "--products", 3, "--out", out).code());
        List<String> rows = Files.readAllLines(out.resolve("trajectory.csv")).stream()
                .filter(row -> !row.startsWith("#")).toList();
        assertEquals("checkpoint,place,loss,gradient_norm,cosine,cosine_se", rows.get(0));
        assertEquals(4, rows.size());
        assertTrue(rows.get(3).startsWith(file(200) + ",200.0,"), rows.get(3));
        for (String name : List.of("trajectory.json", "trajectory.svg", "trajectory.png"))
            assertTrue(Files.size(out.resolve(name)) > 500, name);
    }

    /** What failed at a checkpoint goes on from there; rows are found again by what the files hold. */
    @Test
    void goesOnAfterAFailure() throws IOException {
        Path state = directory.resolve("s.npz");
        Object[] options = {"--products", 4, "--compute", "trace", "--state", state, "--json"};
        byte[] last = Files.readAllBytes(file(200));
        Files.writeString(file(200), "broken");
        CommandRun broken = run(options);
        assertEquals(1, broken.code());
        assertTrue(broken.err().contains(file(200).toString()), broken.err());
        assertTrue(Files.exists(state));
        // A row that is taken from the state is not computed: this one is marked.
        Golden.edit(state, arrays -> arrays.forEach((name, a) -> {
            if (name.endsWith("/loss")) a.set(0, a.get(0) + 1000);
        }));
        Files.write(file(200), last);
        CommandRun whole = run(options);
        JsonFields json = json(whole);
        assertTrue(whole.err().contains("hesse: goes on from " + state), whole.err());
        assertTrue(json.number("/checkpoints/1/loss") > 1000);
        assertTrue(json.number("/checkpoints/2/loss") < 1000);
        assertFalse(Files.exists(state));
    }

    /** The order of `--of` is none of the run's: what failed with one goes on with another. */
    @Test
    void orderOfTermsIsTheSameRun() throws IOException {
        Path state = directory.resolve("s.npz");
        byte[] last = Files.readAllBytes(file(200));
        Files.writeString(file(200), "broken");
        assertEquals(1, run("--products", 4, "--compute", "trace", "--state", state, "--of", "nme,hessian").code());
        Files.write(file(200), last);
        Path out = directory.resolve("out");
        CommandRun run = run("--products", 4, "--compute", "trace", "--state", state, "--of", "hessian,nme", "--out",
                out);
        assertEquals(0, run.code(), run.err());
        assertTrue(run.err().contains("hesse: goes on from " + state), run.err());
        String table = Files.readString(out.resolve("trajectory.csv"));
        assertTrue(table.contains(",trace_hessian,trace_hessian_se,trace_nme"), table);
    }

    /** Weights of a training that diverged: which of the many it is must be said. */
    @Test
    void namesTheCheckpointThatOverflows() throws IOException {
        Golden.edit(file(200), w -> w.get("out.weight").set(3, 1e308));
        Golden.edit(file(200), w -> w.get("out.weight").set(4, -1e308));
        Golden.edit(file(200), w -> w.get("out.weight").set(5, 1e308));
        CommandRun run = run("--products", 4, "--compute", "trace");
        assertEquals(1, run.code());
        assertTrue(run.err().startsWith("hesse: " + file(200) + ": "), run.err());
        assertTrue(run.err().contains("finite"), run.err());
    }

    /** What another version, JVM or processor computed is not mixed with what this one would. */
    @ParameterizedTest
    @ValueSource(strings = {"version", "jvm", "processor"})
    void aStateOfAnotherPlatformIsRefused(String name) throws IOException {
        Path state = directory.resolve("s.npz");
        Object[] options = {"--products", 4, "--compute", "trace", "--state", state};
        byte[] last = Files.readAllBytes(file(200));
        Files.writeString(file(200), "broken");
        assertEquals(1, run(options).code());
        Golden.edit(state, arrays -> arrays.put("key/" + name, Array.of(new double[] {'x'}, 1)));
        Files.write(file(200), last);
        CommandRun refused = run(options);
        assertEquals(1, refused.code());
        assertTrue(refused.err().contains("another run: " + name + " is x there and "), refused.err());
        assertFalse(refused.err().contains("absent here"), refused.err());
    }

    @Test
    void changedCheckpointsAreComputedAgain() throws IOException {
        Object[] options = {"--products", 4, "--compute", "trace", "--json"};
        double[] before = losses(json(run(options)));
        Files.copy(file(9), file(10), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        double[] after = losses(json(run(options)));
        assertEquals(before[0], after[1]);
        assertNotEquals(before[1], after[1]);
        assertArrayEquals(new double[] {before[0], before[0], before[2]}, after);
    }

    private static double[] losses(JsonFields json) {
        return new double[] {json.number("/checkpoints/0/loss"), json.number("/checkpoints/1/loss"),
                json.number("/checkpoints/2/loss")};
    }
}

package org.hesse.lab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hesse.engine.array.Array;
import org.hesse.hessian.rule.AscentSharpness;
import org.hesse.nn.Model;
import org.hesse.nn.data.Dataset;
import org.hesse.nn.data.MiniBatches;
import org.hesse.nn.file.Data;
import org.hesse.nn.file.ModelFile;
import org.hesse.nn.file.Npz;
import org.hesse.nn.file.Weights;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models in which the outputs of an example depend on its batch, and options that would cut it. */
class CoupledExamplesTest {
    private static final String BATCH_NORM = "{\"type\": \"batch_norm\", \"name\": \"bn\"}";
    private static final String DROPOUT = "{\"type\": \"dropout\", \"rate\": 0.5, \"seed\": 1}";

    @TempDir
    private Path directory;

    private Path weights;
    private Path out;

    @BeforeEach
    void prepare() {
        weights = directory.resolve("weights.npz");
        out = directory.resolve("out");
    }

    private Path model(String layer) throws IOException {
        Path file = Files.writeString(directory.resolve("model.json"), """
                {"format": "hesse-model/1", "input": [2], "layers": [{"type": "dense", "name": "fc", "out": 3}, %s,
                 {"type": "activation", "fn": "tanh"}, {"type": "dense", "name": "out", "out": 1}],
                 "loss": {"type": "mse"}}""".formatted(layer));
        Model model = ModelFile.read(file);
        Weights.write(weights, model, model.initialize(0));
        return file;
    }

    private Path data(int rows) throws IOException {
        Array x = Array.zeros(rows, 2);
        Array y = Array.zeros(rows, 1);
        for (int i = 0; i < x.size(); i++) x.set(i, Math.sin(i));
        for (int i = 0; i < rows; i++) y.set(i, Math.cos(i));
        Path file = directory.resolve("data_" + rows + ".npz");
        Npz.write(file, Map.of("x", x, "y", y));
        return file;
    }

    private CommandRun train(Path model, Path data, Object... more) {
        return CommandRun.of(Stream.concat(Stream.of("train", model, data, "--out", out, "--batch", 10, "--epochs", 1,
                "--fresh"), Stream.of(more)).toArray());
    }

    private static void assertRefused(int all, int rows, String layer, CommandRun run) {
        assertEquals(1, run.code(), run.err());
        assertEquals("hesse: model: " + all + " examples cannot be cut into micro-batches of " + rows + ": layer "
                + layer + " gives an example other outputs in another batch", run.err().strip());
    }

    @Test
    void sizesThatWereAskedForAreRefused() throws IOException {
        for (String layer : List.of(BATCH_NORM, DROPOUT)) {
            Path model = model(layer);
            String name = layer.equals(DROPOUT) ? "1:dropout" : "bn";
            assertRefused(20, 8, name, CommandRun.of("trace", model, weights, data(20), "--micro-batch", 8));
            assertRefused(20, 8, name,
                    CommandRun.of("split", model, weights, data(20), "--micro-batch", 8, "--out", out));
        }
        Path model = model(BATCH_NORM);
        assertRefused(20, 8, "bn", train(model, data(20), "--micro-batch", 8));
        assertRefused(20, 8, "bn", train(model, data(6), "--test", data(20), "--micro-batch", 8));
        assertFalse(Files.exists(out));
    }

    /** Its evaluations are those of a model without it, whatever its size of parts. */
    @Test
    void nothingIsDroppedWhereATrainingIsEvaluated() throws IOException {
        Path data = data(20);
        CommandRun run = train(model(DROPOUT), data, "--weights", weights, "--micro-batch", 8, "--json");
        assertEquals(0, run.code(), run.err());
        double dropped = loss(model(DROPOUT), data);
        double whole = loss(model(DROPOUT.replace("0.5", "0")), data);
        assertTrue(Math.abs(whole - dropped) > 1e-3 * whole, whole + ", " + dropped);
        assertEquals(whole, JsonFields.of(run.out()).number("/evaluations/0/loss"), 1e-14);
        assertEquals("by step", JsonFields.of(run.out()).get("/settings/draws"), "not so in earlier states");
    }

    /** Two steps of plain descent on all examples, each by hand with its own mask. */
    @Test
    void everyStepHasItsOwnMask() throws IOException {
        Path file = model(DROPOUT);
        CommandRun run = CommandRun.of("train", file, data(20), "--weights", weights, "--out", out, "--batch", 20,
                "--epochs", 2, "--seed", 3, "--optimizer", "sgd:momentum=0", "--schedule", "constant",
                "--learning-rate", 0.25);
        assertEquals(0, run.code(), run.err());
        Model model = ModelFile.read(file);
        Data data = Data.read(data(20), model);
        MiniBatches batches = new MiniBatches(20, 20, 3);
        double[] theta = Weights.read(weights, model.layout());
        double[] g = new double[theta.length];
        for (int step = 0; step < 2; step++) {
            Dataset batch = new Dataset(data.x(), data.y()).take(batches.epoch(step).get(0));
            model.training(step).objective(batch.x(), batch.y()).gradient(theta, g);
            for (int i = 0; i < g.length; i++) theta[i] -= 0.25 * g[i];
        }
        assertArrayEquals(theta, Weights.read(out.resolve("weights.npz"), model.layout()), 1e-14);
    }

    /** A size that is only the usual one gives way, once for both sets, and the losses are those of whole batches. */
    @Test
    void theUsualSizeGivesWayAndSaysSo() throws IOException {
        Path model = model(BATCH_NORM);
        Path many = data(1100);
        CommandRun run = train(model, many, "--test", data(1050), "--weights", weights, "--json");
        assertEquals(0, run.code(), run.err());
        List<String> notes = run.errLines().stream().filter(line -> line.startsWith("train: ")).toList();
        assertEquals(List.of("train: evaluations take all examples at a time: model: 1100 examples cannot be cut into"
                + " micro-batches of 1024: layer bn gives an example other outputs in another batch"), notes);
        assertEquals(loss(model, many), JsonFields.of(run.out()).number("/evaluations/0/loss"), 1e-14);
        CommandRun few = train(model, data(20), "--micro-batch", 20);
        assertEquals(0, few.code(), few.err());
        assertFalse(few.err().contains("train: "), few.err());
    }

    private double loss(Path file, Path batch) throws IOException {
        Model model = ModelFile.read(file);
        Data data = Data.read(batch, model);
        double[] theta = Weights.read(weights, model.layout());
        return model.objective(data.x(), data.y()).gradient(theta, theta.clone());
    }

    /** Groups are batches by definition, each with its own statistics or mask; that is said where it is so. */
    @Test
    void groupsOfSharpnessAreBatchesOfTheirOwn() throws IOException {
        for (String layer : List.of(BATCH_NORM, DROPOUT)) {
            Path file = model(layer);
            CommandRun run = sharpness(file, 5);
            String name = layer.equals(DROPOUT) ? "1:dropout" : "bn";
            assertTrue(run.errLines().contains("sharpness: a group of --m is a batch of its own: layer " + name
                    + " gives its examples other outputs than among all"), run.err());
            JsonFields json = JsonFields.of(run.out());
            assertEquals(name, json.get("/groups_coupled_by"));
            Model model = ModelFile.read(file);
            Data data = Data.read(data(10), model);
            double[] theta = Weights.read(weights, model.layout());
            double sum = 0;
            for (int i = 0; i < 10; i += 5)
                sum += AscentSharpness.at(model.objective(data.x().slice(i, i + 5), data.y().slice(i, i + 5)), theta,
                        0.05).sharpness();
            assertEquals(sum / 2, json.number("/sharpness/5/0/estimate"), 1e-14);
        }
        assertSilent(sharpness(model(BATCH_NORM), 10));
        assertSilent(sharpness(model(DROPOUT.replace("0.5", "0")), 5));
    }

    private CommandRun sharpness(Path model, int m) throws IOException {
        CommandRun run = CommandRun.of("sharpness", model, weights, data(10), "--m", m, "--products", 4, "--directions",
                0, "--json");
        assertEquals(0, run.code(), run.err());
        return run;
    }

    private static void assertSilent(CommandRun run) {
        assertFalse(run.err().contains("a batch of its own"), run.err());
        assertFalse(run.out().contains("groups_coupled_by"), run.out());
    }
}

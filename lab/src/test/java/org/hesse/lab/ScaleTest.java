package org.hesse.lab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.hesse.nn.Model;
import org.hesse.nn.data.Standardize;
import org.hesse.nn.file.Data;
import org.hesse.nn.file.ModelFile;
import org.hesse.nn.file.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** `--mean` and `--std`, beside the same examples brought into their scale before. */
class ScaleTest {
    @TempDir
    private Path directory;

    private CommandRun explain(Golden golden, Path data, Object... more) {
        return CommandRun.of(Stream.concat(Stream.of("explain", golden.model(), golden.weights(), data, "--json",
                "--out", directory.resolve("page.html")), Stream.of(more)).toArray());
    }

    @Test
    void explainsExamplesInTheirScale() throws IOException {
        Golden golden = Golden.in(directory);
        Path scaled = directory.resolve("scaled.npz");
        Data data = Data.read(golden.data(), ModelFile.read(golden.model()));
        new Standardize(new double[] {0.5}, new double[] {2}).apply(data.x());
        data.write(scaled);
        CommandRun expected = explain(golden, scaled);
        CommandRun run = explain(golden, golden.data(), "--mean", 0.5, "--std", 2);
        assertEquals(0, run.code(), run.err());
        for (String number : new String[] {"/loss", "/hessian/out.bias/0"})
            assertEquals(JsonFields.of(expected.out()).number(number), JsonFields.of(run.out()).number(number), number);
        assertNotEquals(JsonFields.of(explain(golden, golden.data()).out()).number("/loss"),
                JsonFields.of(run.out()).number("/loss"));
    }

    @Test
    void explainRefusesAScaleOfNothing() throws IOException {
        Golden golden = Golden.in(directory);
        for (Object[] args : new Object[][] {{"explain", "x", "--at", "x=1", "--mean", 1},
                {"explain", golden.model(), "--std", 2}}) {
            CommandRun run = CommandRun.of(args);
            assertEquals(2, run.code(), run.err());
            assertTrue(run.err().startsWith("hesse: --mean, --std: are for DATA, there is none"), run.err());
        }
        CommandRun wrong = explain(golden, golden.data(), "--mean", "1,2");
        assertEquals(2, wrong.code());
        assertTrue(wrong.err().startsWith("hesse: --mean, --std: standardize: "), wrong.err());
    }

    /** Three images of random bytes, of which each channel has a scale of its own. */
    @Test
    void cifarUnderTrace() throws IOException {
        Path file = Files.writeString(directory.resolve("model.json"), """
                {"format": "hesse-model/1", "input": [3, 32, 32], "layers": [
                 {"type": "conv2d", "name": "conv", "out": 2, "kernel": 4, "stride": 4},
                 {"type": "activation", "fn": "gelu"}, {"type": "global_avg_pool2d"},
                 {"type": "dense", "name": "out", "out": 10}], "loss": {"type": "softmax_cross_entropy"}}""");
        Model model = ModelFile.read(file);
        Path weights = directory.resolve("weights.npz");
        Weights.write(weights, model, model.initialize(0));
        byte[] records = new byte[3 * 3073];
        new SplittableRandom(1).nextBytes(records);
        for (int i = 0; i < 3; i++) records[i * 3073] = (byte) (4 * i);
        Path binary = Files.write(directory.resolve("data_batch_1.bin"), records);
        Path scaled = directory.resolve("scaled.npz");
        Data data = Data.read(binary, model);
        new Standardize(new double[] {0.4914, 0.4822, 0.4465}, new double[] {0.247, 0.2435, 0.2616}).apply(data.x());
        data.write(scaled);
        double[] expected = traces(file, weights, scaled);
        assertArrayEquals(expected, traces(file, weights, binary, "--mean", "0.4914,0.4822,0.4465", "--std",
                "0.247,0.2435,0.2616"));
        assertNotEquals(expected[0], traces(file, weights, binary)[0]);
        assertNotEquals(expected[0], traces(file, weights, binary, "--mean", "0.4914,0.4822,0.4465")[0]);
    }

    private static double[] traces(Path model, Path weights, Path data, Object... more) throws IOException {
        CommandRun run = CommandRun.of(Stream.concat(Stream.of("trace", model, weights, data, "--products", 4,
                "--json"), Stream.of(more)).toArray());
        assertEquals(0, run.code(), run.err());
        JsonFields json = JsonFields.of(run.out());
        return Stream.of("hessian", "gauss_newton", "nme").mapToDouble(term -> json.number("/trace/" + term
                + "/estimate")).toArray();
    }
}

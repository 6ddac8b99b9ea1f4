package org.hesse.lab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.hesse.engine.array.Array;
import org.hesse.engine.ops.SoftmaxCrossEntropy;
import org.hesse.nn.Model;
import org.hesse.nn.builders.Resnet;
import org.hesse.nn.builders.Transformer;
import org.hesse.nn.data.Standardize;
import org.hesse.nn.file.ArrayFile;
import org.hesse.nn.file.Data;
import org.hesse.nn.file.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** `hesse split` on files of each kind. */
class SplitFilesTest {
    @TempDir
    private Path directory;

    private Map<String, Array> split(Path out, Object... args) throws IOException {
        CommandRun run = run(out, args);
        assertEquals(0, run.code(), run.err());
        return ArrayFile.read(out);
    }

    private static CommandRun run(Path out, Object... args) {
        List<Object> all = new ArrayList<>(List.of("split"));
        all.addAll(Arrays.asList(args));
        all.addAll(List.of("--out", out));
        return CommandRun.of(all.toArray());
    }

    @Test
    void safetensorsEverywhere() throws IOException {
        Golden golden = Golden.in(directory);
        Path weights = directory.resolve("w.safetensors");
        Path direction = directory.resolve("v");
        ArrayFile.write(weights, ArrayFile.read(golden.weights()));
        Files.move(written("v.safetensors", ArrayFile.read(golden.direction())), direction);
        Map<String, Array> expected = split(directory.resolve("a.npz"), golden.model(), golden.weights(),
                golden.data(), "--direction", golden.direction());
        Map<String, Array> read = split(directory.resolve("a.safetensors"), golden.model(), weights, golden.data(),
                "--direction", direction);
        assertEquals(expected.keySet(), read.keySet());
        expected.forEach((name, a) -> assertArrayEquals(a.toArray(), read.get(name).toArray(), name));
    }

    private Path written(String name, Map<String, Array> arrays) throws IOException {
        Path file = directory.resolve(name);
        ArrayFile.write(file, arrays);
        return file;
    }

    /** Weights and direction as PyTorch's `state_dict` has them, the tied table under both its names: the same bits. */
    @Test
    void tiedParametersUnderBothNames() throws IOException {
        Transformer transformer = new Transformer(1, 2, 1, 3, 2);
        Path model = directory.resolve("model.json");
        transformer.write(model);
        Model built = transformer.model(new SoftmaxCrossEntropy());
        Path weights = directory.resolve("weights.npz");
        Path direction = directory.resolve("v.npz");
        Weights.write(weights, built, built.initialize(1));
        Weights.write(direction, built, built.initialize(2));
        Path data = written("data.npz", Map.of("x", Array.of(new double[] {0, 2}, 1, 2), "y",
                Array.of(new double[] {2, 1}, 1, 2)));
        Map<String, Array> once = split(directory.resolve("once.npz"), model, weights, data, "--direction", direction);
        Map<String, Array> twice = split(directory.resolve("twice.npz"), model, twice(weights), data, "--direction",
                twice(direction));
        assertEquals(once.keySet(), twice.keySet());
        once.forEach((name, a) -> assertArrayEquals(a.toArray(), twice.get(name).toArray(), name));
    }

    private Path twice(Path file) throws IOException {
        Map<String, Array> arrays = new LinkedHashMap<>(ArrayFile.read(file));
        arrays.put("head.weight", arrays.get("tokens.weight"));
        return written("twice_" + file.getFileName(), arrays);
    }

    /** Six images of CIFAR-10, in two files, by a small residual network. */
    @Test
    void cifarByAResidualNetwork() throws IOException {
        Resnet resnet = new Resnet(8).width(2).frozen(true);
        Path model = directory.resolve("resnet.json");
        Path weights = directory.resolve("weights.safetensors");
        resnet.write(model);
        Model built = resnet.model(new SoftmaxCrossEntropy());
        double[] theta = built.initialize(1);
        Weights.write(weights, built, theta);
        Path data = Path.of(cifar("data_batch_1.bin", 1) + "," + cifar("data_batch_2.bin", 2));
        Map<String, Array> out = split(directory.resolve("out.npz"), model, weights, data, "--limit", 5,
                "--mean", "0.4914,0.4822,0.4465", "--std", "0.247,0.2435,0.2616");
        Data five = Data.read(data, built, 5);
        new Standardize(new double[] {0.4914, 0.4822, 0.4465}, new double[] {0.247, 0.2435, 0.2616}).apply(five.x());
        double[] gradient = new double[theta.length];
        assertEquals(built.objective(five.x(), five.y()).gradient(theta, gradient), out.get("loss").get(0), 1e-12);
        assertArrayEquals(built.layout().segment("fc.weight").of(gradient).toArray(),
                out.get("gradient/fc.weight").toArray(), 1e-12);
        double dark = split(directory.resolve("out.npz"), model, weights, data, "--mean", 0.5).get("loss").get(0);
        double plain = split(directory.resolve("out.npz"), model, weights, data).get("loss").get(0);
        assertTrue(Math.abs(dark - plain) > 1e-6, dark + ", " + plain);
        for (String wrong : List.of("1,2", "NaN")) {
            CommandRun run = run(directory.resolve("none.npz"), model, weights, data, "--mean", wrong);
            assertEquals(2, run.code(), run.err());
            assertTrue(run.err().startsWith("hesse: --mean, --std: standardize: "), run.err());
        }
        CommandRun run = run(directory.resolve("data_batch_2.bin"), model, weights, data);
        assertEquals(1, run.code());
        assertTrue(run.err().contains("data_batch_2.bin is the same file as the input"), run.err());
    }

    private Path cifar(String name, int seed) throws IOException {
        byte[] records = new byte[3 * 3073];
        new SplittableRandom(seed).nextBytes(records);
        for (int i = 0; i < 3; i++) records[i * 3073] = (byte) (3 * i + seed);
        return Files.write(directory.resolve(name), records);
    }
}

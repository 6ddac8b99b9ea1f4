package org.hesse.lab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Segment;
import org.hesse.engine.ops.SoftmaxCrossEntropy;
import org.hesse.nn.Model;
import org.hesse.nn.builders.Resnet;
import org.hesse.nn.file.Npz;
import org.hesse.nn.file.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command in a heap of so many bytes, which only a process of its own has. */
class SplitMemoryTest {
    private static final int IMAGES = 128;
    private static final int RECORD = 3073;

    @TempDir
    private Path directory;

    /** ResNet-20 on 128 images of 32 × 32, with batch statistics, so in one piece. */
    @Test
    void aResidualNetworkFitsIntoFourGibibytes() throws Exception {
        Resnet resnet = new Resnet(20);
        Path file = directory.resolve("resnet.json");
        Path weights = directory.resolve("weights.npz");
        Path data = directory.resolve("data_batch_1.bin");
        Path result = directory.resolve("split.npz");
        Path said = directory.resolve("said.txt");
        resnet.write(file);
        Model model = resnet.model(new SoftmaxCrossEntropy());
        assertEquals(272_474, model.layout().size());
        Weights.write(weights, model, model.initialize(1));
        images(data);
        Process split = CommandRun.start("-Xmx4g", Stream.of("split", file, weights, data, "--out", result)
                .map(Object::toString).toList(), said);
        try {
            assertTrue(split.waitFor(5, TimeUnit.MINUTES), "it takes longer than it may");
        } finally {
            split.destroyForcibly();
        }
        assertEquals(0, split.exitValue(), Files.readString(said));
        Map<String, Array> out = Npz.read(result);
        for (Segment p : model.layout().segments()) {
            double[] g = out.get("gauss_newton/" + p.name()).toArray();
            double[] n = out.get("nme/" + p.name()).toArray();
            double[] sum = new double[g.length];
            for (int i = 0; i < sum.length; i++) sum[i] = g[i] + n[i];
            assertTrue(Arrays.stream(sum).allMatch(Double::isFinite), p.name());
            assertArrayEquals(sum, out.get("hessian/" + p.name()).toArray(), p.name());
        }
    }

    private void images(Path file) throws IOException {
        byte[] records = new byte[IMAGES * RECORD];
        new SplittableRandom(1).nextBytes(records);
        for (int i = 0; i < IMAGES; i++) records[i * RECORD] = (byte) (i % 10);
        Files.write(file, records);
    }
}

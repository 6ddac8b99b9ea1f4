package org.hesse.nn.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.hesse.engine.ops.Gelu;
import org.hesse.engine.ops.Mse;
import org.hesse.engine.ops.SoftmaxCrossEntropy;
import org.hesse.nn.Model;
import org.hesse.nn.layers.Dense;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CifarDataTest {
    private static final int RECORD = 3073;
    private static final Model FLAT = Model.mlp(3072, List.of(), 10, new Gelu(), new SoftmaxCrossEntropy());

    @TempDir
    private Path folder;

    private byte[] bytes;
    private Path file;

    /** Three records with labels 7, 0 and 9. */
    @BeforeEach
    void prepare() throws IOException {
        bytes = new byte[3 * RECORD];
        new SplittableRandom(5).nextBytes(bytes);
        bytes[0] = 7;
        bytes[RECORD] = 0;
        bytes[2 * RECORD] = 9;
        file = Files.write(folder.resolve("data_batch_1.bin"), bytes);
    }

    private double[] pixels(int record) {
        double[] pixels = new double[RECORD - 1];
        for (int k = 0; k < pixels.length; k++) pixels[k] = (bytes[record * RECORD + 1 + k] & 255) / 255.0;
        return pixels;
    }

    @Test
    void readsLabelsAndPixels() throws IOException {
        Data data = Data.read(file, FLAT);
        assertArrayEquals(new int[] {3, 3072}, data.x().shape());
        assertArrayEquals(new double[] {7, 0, 9}, data.y().toArray());
        for (int i = 0; i < 3; i++) assertArrayEquals(pixels(i), data.x().slice(i, i + 1).toArray());
        Data two = Data.read(file, FLAT, 2);
        assertArrayEquals(new double[] {7, 0}, two.y().toArray());
        assertArrayEquals(pixels(1), two.x().slice(1, 2).toArray());
    }

    @Test
    void readsPackedFilesAndSeveral() throws IOException {
        Path packed = Files.write(folder.resolve("test_batch.bin.gz"), Crafted.gzip(bytes));
        assertArrayEquals(Data.read(file, FLAT).x().toArray(), Data.read(packed, FLAT).x().toArray());
        assertArrayEquals(new double[] {7, 0}, Data.read(packed, FLAT, 2).y().toArray());
        Path both = Path.of(packed + "," + file);
        assertEquals(List.of(packed, file), Data.files(both));
        assertArrayEquals(new double[] {7, 0, 9, 7, 0, 9}, Data.read(both, FLAT).y().toArray());
        Data four = Data.read(both, FLAT, 4);
        assertArrayEquals(new double[] {7, 0, 9, 7}, four.y().toArray());
        assertArrayEquals(pixels(0), four.x().slice(3, 4).toArray());
        Files.write(file, new byte[] {99});
        assertArrayEquals(new double[] {7, 0, 9}, Data.read(both, FLAT, 3).y().toArray(), "the second is not opened");
    }

    private void refuses(Path path, Model model, int limit, String message) {
        assertEquals(message, assertThrows(FormatException.class, () -> Data.read(path, model, limit)).getMessage());
    }

    @Test
    void namesFileAndRecord() throws IOException {
        bytes[RECORD] = 17;
        Files.write(file, bytes);
        refuses(file, FLAT, 9, file + ": record 1: label 17 is not one of 0..9");
        bytes[RECORD] = 5;
        Files.write(file, Arrays.copyOf(bytes, 2 * RECORD + 100));
        refuses(file, FLAT, 9, file + ": record 2 has 100 bytes, needs 3073: a label and 3×32×32 pixels");
        assertEquals(2, Data.read(file, FLAT, 2).rows());
        Path packed = Files.write(folder.resolve("data_batch_2.bin.gz"), Crafted.gzip(Arrays.copyOf(bytes, 3)));
        refuses(packed, FLAT, 9, packed + ": record 0 has 3 bytes, needs 3073: a label and 3×32×32 pixels");
        Files.write(file, new byte[0]);
        refuses(file, FLAT, 9, file + ": has no records");
    }

    @Test
    void namesTheRecordWhoseLabelTheModelDoesNotTake() throws IOException {
        Model eight = Model.mlp(3072, List.of(), 8, new Gelu(), new SoftmaxCrossEntropy());
        refuses(file, eight, 9,
                file + ": record 2: softmax_cross_entropy: label y[2] = 9.0 is not one of 0..7");
        assertEquals(2, Data.read(file, eight, 2).rows());
    }

    @Test
    void fitsTheModelOrSaysWhyNot() {
        Model small = Model.mlp(784, List.of(), 10, new Gelu(), new SoftmaxCrossEntropy());
        refuses(file, small, 9, file + ": is CIFAR-10, whose examples have 3072 numbers, [3, 32, 32]; those of the"
                + " model are [784]");
        Model values = new Model(new int[] {3072}, List.of(new Dense("out", 10)), new Mse());
        refuses(file, values, 9, file + ": is CIFAR-10, whose targets are class numbers; mse takes [10] for each"
                + " example");
    }
}

package org.hesse.nn.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hesse.engine.op.Loss;
import org.hesse.engine.ops.Gelu;
import org.hesse.engine.ops.Mse;
import org.hesse.engine.ops.SoftmaxCrossEntropy;
import org.hesse.nn.Model;
import org.hesse.nn.layers.Dense;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class IdxDataTest {
    private static final byte[] PIXELS = {0, 1, 51, 102, -1, -2, 7, 8, 9, 10, 11, 12};
    private static final byte[] IMAGES = Crafted.idx(8, new int[] {3, 2, 2}, 12, b -> b.put(PIXELS));
    private static final byte[] LABELS = Crafted.idx(8, new int[] {3}, 3, b -> b.put(new byte[] {2, 0, 1}));
    private static final Model MODEL = model(4, 3, new SoftmaxCrossEntropy());

    @TempDir
    private Path folder;

    private Path images;
    private Path labels;

    private static Model model(int in, int out, Loss loss) { return Model.mlp(in, List.of(), out, new Gelu(), loss); }

    @BeforeEach
    void write() throws IOException {
        images = Files.write(folder.resolve("tiny-images-idx3-ubyte"), IMAGES);
        labels = Files.write(folder.resolve("tiny-labels-idx1-ubyte"), LABELS);
    }

    @Test
    void findsTheLabelsByTheImagesName() throws IOException {
        assertTiny(Data.read(images, MODEL));
        assertEquals(List.of(images, labels), Data.files(images));
        Path packed = Files.write(folder.resolve("tiny-images-idx3-ubyte.gz"), Crafted.gzip(IMAGES));
        Path partner = folder.resolve("tiny-labels-idx1-ubyte.gz");
        Exception e = assertThrows(NoSuchFileException.class, () -> Data.read(packed, MODEL));
        assertEquals(partner.toString(), e.getMessage());
        Files.write(partner, Crafted.gzip(LABELS));
        assertTiny(Data.read(packed, MODEL));
    }

    @Test
    void takesTwoPathsWithAComma() throws IOException {
        Path x = Files.write(folder.resolve("x"), IMAGES);
        Path y = Files.write(folder.resolve("y.gz"), Crafted.gzip(LABELS));
        Path both = Path.of(x + "," + y);
        assertTiny(Data.read(both, MODEL));
        assertEquals(List.of(x, y), Data.files(both));
        Path comma = folder.resolve("a,b.npz");
        assertEquals(List.of(comma), Data.files(comma));
        Path named = Files.write(folder.resolve("a,b"), IMAGES);
        assertEquals(List.of(named), Data.files(named), "one file with a comma in its name");
    }

    @Test
    void takesTheModelsShape() throws IOException {
        Model square = new Model(new int[] {2, 2}, List.of(new Dense("a", 2)), new Mse());
        Path y = Files.write(folder.resolve("y"), IMAGES);
        Data data = Data.read(Path.of(images + "," + y), square);
        assertArrayEquals(new int[] {3, 2, 2}, data.x().shape());
        assertArrayEquals(new int[] {3, 2, 2}, data.y().shape());
        assertEquals(51, data.y().get(2), "targets stay what they are");
    }

    @Test
    void dividesPixelsExactly() throws IOException {
        Files.write(images, Crafted.idx(8, new int[] {1, 256}, 256, b -> {
            for (int pixel = 0; pixel < 256; pixel++) b.put((byte) pixel);
        }));
        Files.write(labels, Crafted.idx(8, new int[] {1}, 1, b -> b.put((byte) 0)));
        Data data = Data.read(images, model(256, 3, new SoftmaxCrossEntropy()));
        for (int pixel = 0; pixel < 256; pixel++) assertEquals(pixel / 255., data.x().get(pixel), 0);
    }

    private static void assertTiny(Data data) {
        assertArrayEquals(new int[] {3, 4}, data.x().shape());
        double[] expected = {0, 1. / 255, 0.2, 0.4, 1, 254. / 255, 7. / 255, 8. / 255, 9. / 255, 10. / 255, 11. / 255,
                12. / 255};
        assertArrayEquals(expected, data.x().toArray());
        assertArrayEquals(new int[] {3}, data.y().shape());
        assertArrayEquals(new double[] {2, 0, 1}, data.y().toArray());
    }

    @Test
    void readsTheFirstRowsOnly() throws IOException {
        assertArrayEquals(new double[] {0, 1. / 255, 0.2, 0.4}, Data.read(images, MODEL, 1).x().toArray());
        assertTiny(Data.read(images, MODEL, 3));
        assertTiny(Data.read(images, MODEL, 1_000_000));
        byte[] packed = Crafted.gzip(IMAGES);
        // Behind the limit nothing is read: the checksum is not there.
        Path cut = Files.write(folder.resolve("cut-images-idx3.gz"), Arrays.copyOf(packed, packed.length - 8));
        Files.write(folder.resolve("cut-labels-idx1.gz"), Crafted.gzip(LABELS));
        assertEquals(2, Data.read(cut, MODEL, 2).rows());
        assertBad(cut, cut, "is damaged gzip: it ends too early");
    }

    static Stream<Arguments> types() {
        return Stream.of(Arguments.of(0x08, 1, body(b -> b.put((byte) -1).put((byte) 51)), new double[] {1, 0.2}),
                Arguments.of(0x09, 1, body(b -> b.put((byte) -1).put((byte) 51)), new double[] {-1, 51}),
                Arguments.of(0x0b, 2, body(b -> b.putShort((short) -2).putShort((short) 300)), new double[] {-2, 300}),
                Arguments.of(0x0c, 4, body(b -> b.putInt(-3).putInt(70_000)), new double[] {-3, 70_000}),
                Arguments.of(0x0d, 4, body(b -> b.putFloat(0.1f).putFloat(-3)), new double[] {0.1f, -3}),
                Arguments.of(0x0e, 8, body(b -> b.putDouble(0.1).putDouble(-3)), new double[] {0.1, -3}));
    }

    private static Consumer<ByteBuffer> body(Consumer<ByteBuffer> body) { return body; }

    @ParameterizedTest
    @MethodSource("types")
    void readsTheTypes(int type, int size, Consumer<ByteBuffer> body, double[] values) throws IOException {
        Files.write(images, Crafted.idx(type, new int[] {1, 2}, 2 * size, body));
        Files.write(labels, Crafted.idx(type, new int[] {1, 2}, 2 * size, body));
        Data data = Data.read(images, model(2, 2, new Mse()));
        assertArrayEquals(values, data.x().toArray());
        double unit = type == 0x08 ? 255 : 1;
        assertArrayEquals(Arrays.stream(values).map(value -> value * unit).toArray(), data.y().toArray());
    }

    static Stream<Arguments> bad() {
        Consumer<ByteBuffer> none = b -> {};
        return Stream.of(bad(new byte[3], "truncated: its header needs 4 more bytes, has 3"),
                bad(new byte[] {0, 1, 8, 1}, "does not start as an IDX file, by 0000: \"00010801\""),
                bad(new byte[] {0, 0, 7, 1}, "type 07 is none of 08 ubyte, 09 sbyte, 0b short, 0c int, 0d float, 0e"
                        + " double"),
                bad(new byte[] {0, 0, 8, 0}, "has 0 axes, must have 1 to 32"),
                bad(new byte[] {0, 0, 8, -1}, "has 255 axes, must have 1 to 32"),
                bad(new byte[] {0, 0, 8, 3, 0, 0}, "truncated: its header needs 12 more bytes, has 2"),
                bad(Crafted.idx(8, new int[] {-1, 2, 2}, 0, none), "axis 0 is 4294967295, must be below 2^31"),
                bad(Crafted.idx(8, new int[] {3, 65536, 65536}, 0, none),
                        "array: shape [65536, 65536] has more than 2^31 elements"),
                bad(Crafted.idx(8, new int[] {1_000_000_000, 28, 28}, 64, b -> b.put(new byte[64])),
                        "shape [1000000000, 28, 28] needs 784000000000 × 1 bytes, there are 64"),
                bad(Crafted.idx(14, new int[] {Integer.MAX_VALUE, Integer.MAX_VALUE - 8}, 64, b -> b.put(new byte[64])),
                        "shape [2147483647, 2147483639] needs 4611685996952551433 × 8 bytes, there are 64"),
                bad(Arrays.copyOf(IMAGES, IMAGES.length - 1), "shape [3, 2, 2] needs 12 × 1 bytes, there are 11"),
                bad(Arrays.copyOf(IMAGES, IMAGES.length + 1), "shape [3, 2, 2] needs 12 × 1 bytes, there are 13"),
                bad(Crafted.idx(8, new int[] {0, 2, 2}, 0, none), "has no examples, x[0, 2, 2]"),
                bad(Crafted.idx(8, new int[] {3, 2, 3}, 18, b -> b.put(new byte[18])),
                        "x[3, 2, 3] does not fit: 6 numbers an example, the model needs 4 as [4]"),
                bad(Crafted.idx(14, new int[] {3, 4}, 96, b -> b.putDouble(1).putDouble(Double.NaN).put(new byte[80])),
                        "x[0, 1] = NaN is not finite"),
                bad(Crafted.idx(13, new int[] {3, 4}, 48, b -> b.put(new byte[44]).putInt(0x7f800000)),
                        "x[2, 3] = Infinity is not finite"));
    }

    private static Arguments bad(byte[] idx, String message) { return Arguments.of(idx, message); }

    @ParameterizedTest
    @MethodSource("bad")
    void namesFileAndValues(byte[] idx, String message) throws IOException {
        // An empty batch has no targets either.
        if (idx.length == 16 && idx[7] == 0) Files.write(labels, Crafted.idx(8, new int[] {0}, 0, b -> {}));
        Files.write(images, idx);
        assertBad(images, images, message);
    }

    @Test
    void namesTheFileThatIsWrong() throws IOException {
        Files.write(labels, Crafted.idx(8, new int[] {3}, 3, b -> b.put(new byte[] {2, 3, 1})));
        assertBad(images, labels, "softmax_cross_entropy: label y[1] = 3.0 is not one of 0..2");
        Files.write(labels, Crafted.idx(8, new int[] {2}, 2, b -> b.put(new byte[2])));
        assertBad(images, labels, "has 2 rows of targets, " + images + " has 3 of x");
        Files.write(labels, Crafted.idx(8, new int[] {3, 2}, 6, b -> b.put(new byte[6])));
        assertBad(images, labels, "y[3, 2] does not fit: 2 numbers an example, the model needs 1 as []");
        Files.delete(labels);
        Files.createDirectory(labels);
        assertBad(images, labels, "is a directory");
    }

    @Test
    void boundsWhatGzipCanHold() throws IOException {
        byte[] lying = Crafted.gzip(Crafted.idx(8, new int[] {1_000_000_000, 2, 2}, 3, b -> b.put(new byte[3])));
        Path packed = Files.write(folder.resolve("lying-images-idx3.gz"), lying);
        Files.write(folder.resolve("lying-labels-idx1.gz"), Crafted.gzip(LABELS));
        assertBad(packed, packed, "shape [1000000000, 2, 2] needs 4000000000 × 1 bytes, " + lying.length
                + " gzip bytes hold at most " + 1032 * lying.length);
        Files.write(packed, Crafted.gzip(Arrays.copyOf(IMAGES, IMAGES.length - 1)));
        assertBad(packed, packed, "truncated after 11 of 12 numbers");
        Files.write(packed, Crafted.gzip(Arrays.copyOf(IMAGES, IMAGES.length + 1)));
        assertBad(packed, packed, "has more than the 12 numbers of shape [3, 2, 2]");
    }

    @Test
    void saysThatOneFileIsNotEnough() throws IOException {
        Path alone = Files.write(folder.resolve("alone"), IMAGES);
        assertBad(alone, alone, "is IDX, which needs a second file for the targets: give IMAGES,LABELS, or name them"
                + " *images-idx3* and *labels-idx1*");
        Path text = Files.writeString(folder.resolve("text"), "what");
        assertBad(text, text,
                "is none of .npz, .csv, .csv.gz, IDX and CIFAR-10 (*_batch*.bin): starts with \"77686174\"");
        assertBad(folder, folder, "is a directory");
    }

    @Test
    void readsMnist() throws IOException {
        Path file = SharedData.file("t10k-images-idx3-ubyte.gz");
        Model model = model(784, 10, new SoftmaxCrossEntropy());
        Data all = Data.read(file, model);
        assertArrayEquals(new int[] {10_000, 784}, all.x().shape());
        // The first labels, as every tutorial shows them, and the sum of all pixels by NumPy.
        assertArrayEquals(new double[] {7, 2, 1, 0, 4, 1, 4, 9, 5, 9}, Arrays.copyOf(all.y().toArray(), 10));
        double sum = 0;
        for (int i = 0; i < all.x().size(); i++) sum += Math.rint(255 * all.x().get(i));
        assertEquals(264_923_200, sum);
        Data some = Data.read(file, model, 100);
        assertArrayEquals(Arrays.copyOf(all.x().toArray(), 78_400), some.x().toArray());
        assertArrayEquals(Arrays.copyOf(all.y().toArray(), 100), some.y().toArray());
        assertTrue(Data.read(file, model, 10_001).rows() == 10_000);
    }

    private static void assertBad(Path read, Path named, String message) {
        Exception e = assertThrows(FormatException.class, () -> Data.read(read, MODEL));
        assertEquals(named + ": " + message, e.getMessage());
    }
}

package org.hesse.nn.file;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.hesse.engine.ops.Gelu;
import org.hesse.engine.ops.SoftmaxCrossEntropy;
import org.hesse.nn.Model;
import org.hesse.nn.Outline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Small files that would be large: no reader takes more memory than {@link #MOST}, or hangs. */
@Timeout(120)
class HostileTest {
    private static final Model MODEL = Model.mlp(2, List.of(), 3, new Gelu(), new SoftmaxCrossEntropy());
    private static final long MOST = 64L << 20;
    /** What a bomb inflates to: kept, it would take more than {@link #MOST}. */
    private static final int INFLATED = 80 << 20;

    private interface Reader {
        void read() throws IOException;
    }

    @TempDir
    private Path folder;

    @Test
    void namesInAModelDoNotMultiply() {
        String names = ("{\"" + "k".repeat(60) + "\":").repeat(120);
        String text = names + "[0" + ",0".repeat(500_000) + "]" + "}".repeat(120);
        refuses("field \"format\" is missing", () -> ModelFile.parse(text, "hostile"));
    }

    @Test
    void aModelOfBrackets() {
        refuses("is not JSON", () -> ModelFile.parse("[".repeat(1 << 20), "hostile"));
        refuses("is not JSON", () -> ModelFile.parse("{\"a\":".repeat(200_000), "hostile"));
    }

    @Test
    void widthsThatNoMachineHolds() throws IOException {
        String start = "{\"format\":\"hesse-model/1\",\"input\":[1],\"layers\":[{\"type\":\"dense\",\"name\":\"a\",";
        String end = "}],\"loss\":{\"type\":\"mse\"}}";
        String wider = start.replace("[1]", "[2]") + "\"out\":2000000000" + end;
        refuses("more than 2^31 elements", () -> ModelFile.parse(wider, "hostile"));
        Model wide = ModelFile.parse(start + "\"bias\":false,\"out\":2000000000" + end, "wide");
        Path weights = Crafted.npz(folder, "a.weight.npy", Crafted.npy(Crafted.dict("<f8", "(2000000000, 1)"), 8,
                b -> b.putDouble(1)));
        refuses("needs 16000000000 bytes, there are 8", () -> Weights.read(weights, wide.layout()));
        Path data = Files.writeString(folder.resolve("wide.csv"), "1,2\n");
        refuses("row 1: has 2 columns, needs 2000000001", () -> Data.read(data, wide));
    }

    /** Statistics of a frozen layer are made when they are used; and must fit one vector with the parameters. */
    @Test
    void statisticsThatNoMachineHolds() throws IOException {
        String layer = "{\"type\":\"batch_norm\",\"name\":\"%s\",\"frozen\":true}";
        String text = "{\"format\":\"hesse-model/1\",\"input\":[%d],\"layers\":[" + layer + ",%s],\"loss\":{\"type\":"
                + "\"mse\"}}";
        String flatten = "{\"type\":\"flatten\"}";
        Model wide = ModelFile.parse(text.formatted(400_000_000, "a", flatten), "hostile");
        assertEquals(800_000_000, wide.buffers().size());
        refuses("parameters up to b.bias[400000000] are 2400000000 numbers, the most is 2147483639",
                () -> ModelFile.parse(text.formatted(400_000_000, "a", layer.formatted("b")), "hostile"));
    }

    @Test
    void zeroesThatNoMachineHolds() {
        String text = "{\"format\":\"hesse-model/1\",\"input\":[1,1,1],\"layers\":[{\"type\":\"conv2d\",\"name\":\"c\","
                + "\"out\":1,\"kernel\":1,\"padding\":%d},{\"type\":\"tokens\"}],\"loss\":{\"type\":\"mse\"}}";
        refuses("layers[0]: array: shape [1, 65537, 65537] has more than 2^31 elements",
                () -> ModelFile.parse(text.formatted(32_768), "hostile"));
        refuses("layers[0]: conv2d: x[1, 1, 1, 1] with a padding of 2147483647 is wider than any array",
                () -> ModelFile.parse(text.formatted(Integer.MAX_VALUE), "hostile"));
    }

    /** As many layers as a file holds: what each declares is told without copying what all before it did. */
    @Test
    void layersByTheThousand() throws IOException {
        String layer = ",{\"type\":\"dense\",\"name\":\"%d\",\"out\":1}";
        StringBuilder layers = new StringBuilder();
        for (int i = 0; i < 10_000; i++) layers.append(layer.formatted(i));
        Model model = ModelFile.parse("{\"format\":\"hesse-model/1\",\"input\":[1],\"layers\":[" + layers.substring(1)
                + "],\"loss\":{\"type\":\"mse\"}}", "hostile");
        takesLittle("10,000 layers", () -> assertEquals(10_000, Outline.of(model).size()));
    }

    @Test
    void zipEntriesByTheThousand() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < 9_000; i++) {
                zip.putNextEntry(new ZipEntry(i + ".npy"));
                zip.write(Crafted.npy(Crafted.dict("|u1", "(1,)"), 1, b -> b.put((byte) 1)));
            }
        }
        Path file = Files.write(folder.resolve("many.npz"), bytes.toByteArray());
        refuses("needs the arrays x and y, has [0, 1, 2,", () -> Data.read(file, MODEL));
    }

    @Test
    void aZipBombReadInPart() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("x.npy"));
            String shape = "(" + INFLATED / 2 + ", 2)";
            zip.write(Crafted.npy(Crafted.dict("|u1", shape), INFLATED, b -> b.put(new byte[INFLATED])));
            zip.putNextEntry(new ZipEntry("y.npy"));
            zip.write(Crafted.npy(Crafted.dict("|u1", "(1,)"), 1, b -> b.put((byte) 1)));
        }
        Path file = Files.write(folder.resolve("bomb.npz"), bytes.toByteArray());
        refuses("x and y differ in rows: x[" + INFLATED / 2 + ", 2], y[1] before", () -> Data.read(file, MODEL, 1));
    }

    @Test
    void safetensors() throws IOException {
        Path file = folder.resolve("hostile.safetensors");
        String most = "0".repeat(SafetensorsReader.LONGEST);
        for (String header : List.of("[" + ",[]".repeat(300_000).substring(1) + "]", "[".repeat(1 << 20),
                "{\"x\":[0" + ",0".repeat(500_000) + "]}", "{\"" + most.substring(9) + "\":1}")) {
            Files.write(file, Crafted.safetensors(header));
            refuses(file + ": ", () -> ArrayFile.read(file));
        }
        Files.write(file, Crafted.safetensors("{\"x\":{\"dtype\":\"F64\",\"shape\":[1000000000,2],"
                + "\"data_offsets\":[0,16000000000]}}", new byte[64]));
        refuses("[0, 16000000000] reach beyond the 64 bytes", () -> ArrayFile.read(file));
    }

    @Test
    void packedText() throws IOException {
        refuses("row 1, column 1: has more than 1000 characters", () -> Data.read(bomb("a.csv.gz", "", "1"), MODEL));
        refuses("has " + (INFLATED + 3) + " columns, needs 3", () -> Data.read(bomb("b.csv.gz", "1,1,1", ","), MODEL));
        refuses("row 1, column 2: \"\" is not a number", () -> Data.read(bomb("c.csv.gz", "1", ","), MODEL));
        refuses("has no rows of numbers", () -> Data.read(bomb("d.csv.gz", "", "\n"), MODEL));
        refuses("has no rows of numbers", () -> Data.read(bomb("e.csv.gz", "", " "), MODEL));
        Path rows = bomb("f.csv.gz", "", "0,0,0\n");
        takesLittle("a limit", () -> assertEquals(1000, Data.read(rows, MODEL, 1000).rows()));
    }

    @Test
    void packedIdx() throws IOException {
        Path labels = Files.write(folder.resolve("labels"), Crafted.idx(8, new int[] {1}, 1, b -> b.put((byte) 0)));
        byte[] start = Crafted.idx(8, new int[] {1, 2}, 0, b -> {});
        Path bomb = bomb("images.gz", new String(start, US_ASCII), "\0");
        refuses("has more than the 2 numbers", () -> Data.read(Path.of(bomb + "," + labels), MODEL));
        byte[] billion = Crafted.idx(14, new int[] {1_000_000_000, 2}, 64, b -> b.put(new byte[64]));
        for (byte[] bytes : List.of(billion, Crafted.gzip(billion))) {
            Path file = Files.write(folder.resolve("billion"), bytes);
            assertTrue(bytes.length <= 80, bytes.length + " bytes");
            refuses("needs 2000000000 × 8 bytes, ", () -> Data.read(Path.of(file + "," + file), MODEL));
        }
    }

    /** A gzip file of a start and then one text again and again. */
    private Path bomb(String name, String start, String again) throws IOException {
        Path file = folder.resolve(name);
        byte[] block = again.repeat((1 << 20) / again.length()).getBytes(US_ASCII);
        try (GZIPOutputStream zip = new GZIPOutputStream(Files.newOutputStream(file))) {
            zip.write(start.getBytes(US_ASCII));
            for (int i = 0; i < INFLATED >> 20; i++) zip.write(block);
        }
        return file;
    }

    private static void refuses(String part, Reader reader) {
        takesLittle(part, () -> {
            String message = assertThrows(FormatException.class, reader::read).getMessage();
            assertTrue(message.contains(part), message);
            assertTrue(message.length() < 2_000, message.length() + " characters");
        });
    }

    private static void takesLittle(String what, Reader work) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        assertDoesNotThrow(work::read);
        long bytes = threads.getCurrentThreadAllocatedBytes() - before;
        System.out.println(what.strip() + ": " + bytes + " bytes allocated, the most is " + MOST);
        assertTrue(bytes < MOST, what + ": " + bytes + " bytes, the most is " + MOST);
    }
}

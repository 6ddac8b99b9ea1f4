package org.hesse.lab;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.hesse.engine.array.Array;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hostile file for each reader, and outputs that cannot be: one line, exit code 1, nothing left. */
class HostileFilesTest {
    @TempDir
    private Path directory;

    private Golden golden;
    private Path out;

    @BeforeEach
    void prepare() throws IOException {
        golden = Golden.in(directory);
        out = directory.resolve("out.npz");
    }

    @Test
    void modelOfAMillionBrackets() throws IOException {
        Files.writeString(golden.model(), "[".repeat(1 << 20));
        fails(golden.data(), golden.model() + ": is not JSON");
    }

    @Test
    void modelOfTwoBillionNeurons() throws IOException {
        String model = Files.readString(golden.model()).replace("\"out\": 9", "\"out\": 2000000000");
        Files.writeString(golden.model(), model);
        fails(golden.data(), golden.model() + ": layers[0]: array: shape [2000000000, 5] has more than 2^31 elements");
    }

    @Test
    void weightsThatClaimGigabytes() throws IOException {
        claim(golden.weights(), 2_000_000_000);
        fails(golden.data(), golden.weights() + ": entry \"", "claims 2000000000 bytes from ");
    }

    @Test
    void tensorsThatClaimGigabytes() throws IOException {
        byte[] header = "{\"fc1.bias\":{\"dtype\":\"F64\",\"shape\":[2000000000],\"data_offsets\":[0,16000000000]}}"
                .getBytes(US_ASCII);
        ByteBuffer bytes = ByteBuffer.allocate(8 + header.length + 16).order(ByteOrder.LITTLE_ENDIAN);
        Files.write(golden.weights(), bytes.putLong(header.length).put(header).array());
        Path renamed = Files.move(golden.weights(), directory.resolve("golden.safetensors"));
        assertOneLine(CommandRun.of("describe", golden.model(), renamed), renamed
                + ": fc1.bias.data_offsets: [0, 16000000000] reach beyond the 16 bytes that there are");
    }

    @Test
    void cifarOfOneLabel() throws IOException {
        Path data = Files.write(directory.resolve("golden.data_batch_1.bin"), new byte[] {3});
        fails(data, data + ": is CIFAR-10, whose examples have 3072 numbers, [3, 32, 32]; those of the model are [5]");
        Files.writeString(golden.model(), """
                {"format": "hesse-model/1", "input": [3, 32, 32], "layers": [{"type": "flatten"},
                 {"type": "dense", "name": "out", "out": 10}], "loss": {"type": "softmax_cross_entropy"}}""");
        Golden.edit(golden.weights(), w -> {
            w.clear();
            w.put("out.weight", Array.zeros(10, 3072));
            w.put("out.bias", Array.zeros(10));
        });
        fails(data, data + ": record 0 has 1 bytes, needs 3073");
    }

    @Test
    void directionCutShort() throws IOException {
        byte[] bytes = Files.readAllBytes(golden.direction());
        Files.write(golden.direction(), Arrays.copyOf(bytes, bytes.length - 1));
        assertOneLine(split(golden.data(), "--direction", golden.direction()), golden.direction() + ": is not a zip");
    }

    @Test
    void dataThatClaimGigabytes() throws IOException {
        claim(golden.data(), 2_000_000_000);
        fails(golden.data(), golden.data() + ": entry \"", "claims 2000000000 bytes from ");
    }

    /** Changes the first size that the archive's directory states. */
    private static void claim(Path file, int size) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int directory = new String(bytes, ISO_8859_1).indexOf("PK\u0001\u0002");
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(directory + 24, size);
        Files.write(file, bytes);
    }

    @Test
    void csvWithAWord() throws IOException {
        Path data = Files.writeString(directory.resolve("golden.csv"), "1,2,3,4,5,0,1\n1,2,3,\u001b[31m,5,0,1\n");
        fails(data, data + ": row 2, column 4: \"?[31m\" is not a number");
    }

    @Test
    void packedCsvWithoutAnEnd() throws IOException {
        Path data = packed("golden.csv.gz", new byte[1 << 20]);
        fails(data, data + ": row 1, column 1: has more than 1000 characters");
    }

    @Test
    void idxOfABillionRows() throws IOException {
        byte[] billion = ByteBuffer.allocate(80).putInt(0x0803).putInt(1_000_000_000).putInt(28).putInt(28).array();
        Path data = Files.write(directory.resolve("golden.images-idx3-ubyte"), billion);
        Path labels = directory.resolve("golden.labels-idx1-ubyte");
        fails(data, labels + ": no such file");
        Files.write(labels, billion);
        fails(data, data + ": shape [1000000000, 28, 28] needs 784000000000 × 1 bytes, there are 64");
        fails(Path.of(data + "," + labels), data + ": shape [1000000000, 28, 28]");
    }

    @Test
    void packedIdxCutShort() throws IOException {
        Path data = packed("golden.images-idx3.gz", ByteBuffer.allocate(12).putInt(0x0802).putInt(1).putInt(5).array());
        packed("golden.labels-idx1.gz", ByteBuffer.allocate(14).putInt(0x0802).putInt(1).putInt(2).array());
        fails(data, data + ": truncated after 0 of 5 numbers");
    }

    private Path packed(String name, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(content);
        }
        return Files.write(directory.resolve(name), bytes.toByteArray());
    }

    @Test
    void labelsThatAreTheOutput() throws IOException {
        byte[] start = "images".getBytes(US_ASCII);
        Path data = Files.write(directory.resolve("golden.images-idx3"), start);
        Path labels = Files.write(directory.resolve("golden.labels-idx1"), start);
        out = labels;
        fails(data, "--out: " + out + " is the same file as the input " + labels);
        assertEquals("images", Files.readString(labels));
    }

    @Test
    void outputThatIsADirectory() throws IOException {
        out = Files.createDirectory(directory.resolve("golden.folder"));
        fails(golden.data(), "--out: " + out + " is a directory");
    }

    @Test
    void outputOfANameThatIsTooLong() {
        out = directory.resolve("o".repeat(300) + ".npz");
        fails(golden.data(), "--out: " + out + ": cannot be written: ");
    }

    @Test
    void outputWithoutPermission() throws IOException {
        Path locked = Files.createDirectory(directory.resolve("golden.locked"));
        locked.toFile().setWritable(false);
        assumeFalse(Files.isWritable(locked), "this user may write everywhere: not tried");
        out = locked.resolve("out.npz");
        fails(golden.data(), "--out: " + out + ": no permission to write in " + locked);
    }

    private CommandRun split(Path data, Object... more) {
        Stream<Object> args = Stream.of("split", golden.model(), golden.weights(), data, "--out", out);
        return CommandRun.of(Stream.concat(args, Stream.of(more)).toArray());
    }

    private void fails(Path data, String... parts) { assertOneLine(split(data), parts); }

    private void assertOneLine(CommandRun run, String... parts) {
        assertEquals(1, run.code(), run.err());
        assertEquals("", run.out());
        assertEquals(1, run.errLines().size(), run.err());
        assertTrue(run.err().startsWith("hesse: " + parts[0]), run.err());
        for (String part : parts) assertTrue(run.err().contains(part), run.err() + " lacks " + part);
        assertTrue(run.err().length() < 2_000, run.err());
        assertEquals(List.of(), left(directory), "written all the same");
    }

    /** The files that are no inputs, hidden ones included. */
    private static List<Path> left(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> !file.getFileName().toString().startsWith("golden.")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.hesse.nn.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.hesse.engine.array.Array;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NpzReaderTest {
    private static final String PLAIN = " is not {'descr': '<f8', 'fortran_order': False, 'shape': (2, 3)}"
            + " of plain numbers";

    @TempDir
    private Path folder;

    static Stream<Arguments> badArrays() {
        return Stream.of(bad("<f8", "(3,)", "shape [3] needs 24 bytes, there are 16"),
                bad("<f8", "()", "shape [] needs 8 bytes, there are 16"),
                bad("<f8", "(2147483639,)", "shape [2147483639] needs 17179869112 bytes, there are 16"),
                bad("<f8", "(65536, 65536)", "array: shape [65536, 65536] has more than 2^31 elements"),
                bad("<f8", "(4294967296, 4294967296)", "axis \"4294967296\" of shape \"(4294967296, 4294967296)\""
                        + " is not an integer below 2^31"),
                bad("<f8", "(1 2)", "axis \"1 2\" of shape \"(1 2)\" is not an integer below 2^31"),
                bad("<f8", "(,)", "axis \"\" of shape \"(,)\" is not an integer below 2^31"),
                bad("<f8", "(-2,)", "header \"{'descr': '<f8', 'fortran_order': False, 'shape': (-2,), }\"" + PLAIN),
                bad("<f8", "(" + "1,".repeat(33) + ")", "shape has 33 axes, the most is 32"),
                bad("|O", "(2,)", dtype("|O")), bad("<U3", "(2,)", dtype("<U3")), bad("<c16", "(1,)", dtype("<c16")),
                bad("<f2", "(8,)", dtype("<f2")), bad("|V16", "(1,)", dtype("|V16")), bad("<b8", "(2,)", dtype("<b8")),
                bad("<i8", "(2,)", "integer 4607182418800017408 is beyond 2^53"),
                bad("<f4', 'descr': '<f8", "(2,)",
                        "header \"{'descr': '<f4', 'descr': '<f8', 'fortran_order': False, 'sh…\"" + PLAIN));
    }

    private static String dtype(String descr) {
        return "dtype \"" + descr + "\" is not read; it must be float32, float64, an integer of 1 to 8 bytes, or bool";
    }

    private static Arguments bad(String descr, String shape, String message) {
        // The body: the doubles 1 and 2.
        byte[] npy = Crafted.npy(Crafted.dict(descr, shape), 16, b -> b.putDouble(1).putDouble(2));
        return Arguments.of(npy, message);
    }

    static Stream<Arguments> badBytes() {
        byte[] magic = "\u0093NUMPY".getBytes(ISO_8859_1);
        byte[] start = Arrays.copyOf(magic, 12);
        start[6] = 2;
        ByteBuffer lying = ByteBuffer.wrap(start.clone()).order(ByteOrder.LITTLE_ENDIAN).putInt(8, -1);
        ByteBuffer ending = ByteBuffer.wrap(start.clone()).order(ByteOrder.LITTLE_ENDIAN).putInt(8, 500);
        return Stream.of(Arguments.of(new byte[0], "truncated: its header needs 8 more bytes, has 0"),
                Arguments.of("not an array".getBytes(ISO_8859_1), "does not start as a .npy file"),
                Arguments.of(Crafted.npy(4, "{}", 0, b -> {}), "npy version 4.0 is not one of 1.0, 2.0, 3.0"),
                Arguments.of(Crafted.npy("{}", 0, b -> {}), "header \"{}\"" + PLAIN),
                Arguments.of(Crafted.npy("[1]", 0, b -> {}), "header \"[1]\"" + PLAIN),
                Arguments.of(lying.array(), "header says it has 4294967295 bytes, the most is 65536"),
                Arguments.of(ending.array(), "truncated: its header needs 500 more bytes, has 0"));
    }

    @ParameterizedTest
    @MethodSource({"badArrays", "badBytes"})
    void namesFileEntryAndValues(byte[] npy, String message) throws IOException {
        Path file = Crafted.npz(folder, npy);
        assertBad(file, file + ": entry \"a.npy\": " + message);
    }

    @Test
    void refusesOtherFiles() throws IOException {
        Path file = Files.writeString(folder.resolve("text.npz"), "not a zip archive at all");
        Exception e = assertThrows(FormatException.class, () -> Npz.read(file));
        String start = file + ": is not a zip archive, as .npz files are, or is damaged (24 bytes): ";
        assertTrue(e.getMessage().startsWith(start), e.getMessage());
        Path named = Crafted.npz(folder, "readme.txt", new byte[3]);
        assertBad(named, named + ": entry \"readme.txt\" is not named NAME.npy");
    }

    @Test
    void refusesTooManyEntries() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i <= 10_000; i++) zip.putNextEntry(new ZipEntry(i + ".npy"));
        }
        Path file = Files.write(folder.resolve("many.npz"), bytes.toByteArray());
        assertBad(file, file + ": has 10001 entries, the most is 10000");
    }

    @Test
    void refusesANameTwice() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : new String[] {"a.npy", "b.npy"}) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(Crafted.npy(Crafted.dict("|u1", "(1,)"), 1, b -> b.put((byte) 1)));
            }
        }
        Path file = folder.resolve("twice.npz");
        // One letter changed, in both places that name the entry; names have no checksum.
        Files.write(file, bytes.toString(ISO_8859_1).replace("b.npy", "a.npy").getBytes(ISO_8859_1));
        assertBad(file, file + ": entry \"a.npy\" is there twice");
    }

    @Test
    void noticesAChangedNumber() throws IOException {
        byte[] bytes = Goldens.bytes("linear_ce.weights.npz");
        int last = new String(bytes, ISO_8859_1).indexOf("PK", 4) - 1;
        bytes[last] ^= 1;
        Path file = Files.write(folder.resolve("damaged.npz"), bytes);
        Exception e = assertThrows(FormatException.class, () -> Npz.read(file));
        assertTrue(e.getMessage().contains("out.weight.npy\": is damaged: its checksum is "), e.getMessage());
    }

    @Test
    void boundsMemoryByTheFilesLength() throws IOException {
        byte[] npy = Crafted.npy(Crafted.dict("|u1", "(2000000000,)"), 16, b -> b.putDouble(1).putDouble(2));
        Path file = Crafted.npz(folder, npy);
        int claimed = npy.length - 16 + 2_000_000_000;
        int packed = claim(file, claimed);
        assertBad(file, file + ": entry \"a.npy\": claims " + claimed + " bytes from " + packed + " deflated ones");
    }

    @Test
    void readsTheFirstRowsInEitherOrder() throws IOException {
        for (String order : new String[] {"False", "True"}) {
            String dict = "{'descr': '|u1', 'fortran_order': " + order + ", 'shape': (3, 2, 2)}";
            boolean columns = order.equals("True");
            byte[] npy = Crafted.npy(dict, 12, b -> {
                for (int e = 0; e < 12; e++) b.put((byte) (columns ? 4 * (e % 3) + 2 * (e / 3 % 2) + e / 6 : e));
            });
            Path file = Crafted.npz(folder, npy);
            Array two = new NpzReader(file, 2).read().get("a");
            assertArrayEquals(new int[] {2, 2, 2}, two.shape());
            assertArrayEquals(new double[] {0, 1, 2, 3, 4, 5, 6, 7}, two.toArray(), "Fortran order " + order);
            assertEquals(12, new NpzReader(file, 3).read().get("a").size());
        }
    }

    @Test
    void refusesMoreThanAnEntryClaims() throws IOException {
        byte[] npy = Crafted.npy(Crafted.dict("|u1", "(2,)"), 16, b -> b.putDouble(1).putDouble(2));
        Path file = Crafted.npz(folder, npy);
        claim(file, npy.length - 14);
        assertBad(file, file + ": entry \"a.npy\": has more than " + (npy.length - 14) + " bytes");
    }

    @Test
    void refusesMoreThanTheHeapHolds() throws IOException {
        long most = Runtime.getRuntime().maxMemory();
        assumeTrue(most / 8 < Integer.MAX_VALUE - 100, "a heap of " + most + " bytes holds every array: not tried");
        int count = (int) (most / 8) + 1;
        byte[] header = Crafted.npy(Crafted.dict("|u1", "(" + count + ",)"), 0, b -> {});
        byte[] npy = Arrays.copyOf(header, header.length + count / 1000);
        SplittableRandom random = new SplittableRandom(1);
        for (int i = header.length; i < npy.length; i++) npy[i] = (byte) random.nextInt();
        Path file = Crafted.npz(folder, npy);
        claim(file, header.length + count);
        assertBad(file, file + ": entry \"a.npy\": arrays up to here need " + 8L * count + " bytes of memory, Java has "
                + most + " (-Xmx)");
    }

    /** Makes the directory of a file of one entry say another size for it; the size it said is deflated. */
    private static int claim(Path file, int size) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        // The directory's record of the entry starts with PK 1 2; 24 bytes on it says how long the entry is.
        int directory = new String(bytes, ISO_8859_1).lastIndexOf("PK\u0001\u0002");
        ByteBuffer record = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(directory + 24, size);
        Files.write(file, bytes);
        return record.getInt(directory + 20);
    }

    @Test
    void refusesEntriesThatShareTheirBytes() throws IOException {
        int count = 100;
        Path file = folder.resolve("shared.npz");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("00.npy"));
            zip.write(Crafted.npy(Crafted.dict("|u1", "(1000000,)"), 1_000_000, b -> b.put(new byte[1_000_000])));
        }
        Files.write(file, withDirectory(bytes.toByteArray(), count));
        Exception e = assertThrows(FormatException.class, () -> Npz.read(file));
        assertTrue(e.getMessage().contains("entries up to here need "), e.getMessage());
    }

    /** An archive of one entry whose directory lists it many times, under other names. */
    private static byte[] withDirectory(byte[] archive, int count) {
        String text = new String(archive, ISO_8859_1);
        int directory = text.indexOf("PK\u0001\u0002");
        int end = text.indexOf("PK\u0005\u0006");
        StringBuilder crafted = new StringBuilder(text.substring(0, directory));
        for (int i = 0; i < count; i++)
            crafted.append(text.substring(directory, end).replace("00.npy", String.format("%02d.npy", i)));
        byte[] bytes = crafted.append(text.substring(end)).toString().getBytes(ISO_8859_1);
        int last = bytes.length - (archive.length - end);
        ByteBuffer record = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        record.putShort(last + 8, (short) count).putShort(last + 10, (short) count);
        record.putInt(last + 12, count * (end - directory));
        return bytes;
    }

    private static void assertBad(Path file, String message) {
        assertEquals(message, assertThrows(FormatException.class, () -> Npz.read(file)).getMessage());
    }
}

package org.hesse.nn.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hesse.engine.array.Array;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SafetensorsTest {
    @TempDir
    private Path folder;

    @Test
    void readsWhatItWrote() throws IOException {
        Map<String, Array> arrays = new LinkedHashMap<>();
        arrays.put("z", Array.view(new double[] {9, 1.5, -0.0, Double.MIN_VALUE, 4, 5, 6}, 1, 2, 3));
        arrays.put("gradient/fc1.weight", Array.scalar(Math.PI));
        arrays.put("none", Array.zeros(0, 3));
        arrays.put("a \"quoted\" β", Array.of(new double[] {Double.NaN, Double.NEGATIVE_INFINITY}, 2));
        Path file = folder.resolve("arrays.safetensors");
        ArrayFile.write(file, arrays);
        Map<String, Array> read = ArrayFile.read(file);
        assertEquals(List.copyOf(arrays.keySet()), List.copyOf(read.keySet()));
        arrays.forEach((name, array) -> {
            assertTrue(array.sameShape(read.get(name)), name);
            assertArrayEquals(bits(array), bits(read.get(name)), name);
        });
        byte[] bytes = Files.readAllBytes(file);
        assertEquals(0, (bytes.length - 8 * 9) % 8, "numbers are aligned");
        ArrayFile.write(file, arrays);
        assertArrayEquals(bytes, Files.readAllBytes(file), "the same arrays give the same bytes");
    }

    private static long[] bits(Array array) {
        return Arrays.stream(array.toArray()).mapToLong(Double::doubleToRawLongBits).toArray();
    }

    static Stream<Arguments> types() {
        return Stream.of(type("F64", b -> b.putDouble(1.5).putDouble(-2), 1.5, -2),
                type("F32", b -> b.putFloat(0.1f).putFloat(3), 0.1f, 3),
                type("BF16", b -> b.putShort((short) 0x3fc0).putShort((short) 0xc000), 1.5, -2),
                type("F16", b -> b.putShort((short) 0x3e00).putShort((short) 0xc000), 1.5, -2),
                type("BOOL", b -> b.put((byte) 1).put((byte) 0), 1, 0),
                type("I8", b -> b.put((byte) -1).put((byte) 127), -1, 127),
                type("U8", b -> b.put((byte) -1).put((byte) 127), 255, 127),
                type("I16", b -> b.putShort((short) -2).putShort((short) 300), -2, 300),
                type("U16", b -> b.putShort((short) -2).putShort((short) 300), 65534, 300),
                type("I32", b -> b.putInt(-3).putInt(70_000), -3, 70_000),
                type("U32", b -> b.putInt(-3).putInt(70_000), 4294967293.0, 70_000),
                type("I64", b -> b.putLong(-(1L << 53)).putLong(1L << 53), -0x1p53, 0x1p53),
                type("U64", b -> b.putLong(5).putLong(1L << 53), 5, 0x1p53));
    }

    private static Arguments type(String dtype, Consumer<ByteBuffer> body, double... values) {
        return Arguments.of(dtype, body, values);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("types")
    void readsTheTypes(String dtype, Consumer<ByteBuffer> body, double[] values) throws IOException {
        int bytes = body(body).length;
        String header = "{\"__metadata__\":{\"format\":\"pt\"}," + entry("a", dtype, "2", 0, bytes) + "}  ";
        assertArrayEquals(values, Safetensors.read(crafted(header, body(body))).get("a").toArray());
    }

    private static byte[] body(Consumer<ByteBuffer> body) {
        ByteBuffer bytes = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        body.accept(bytes);
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    /** From 0 on, each is the one before and one step of its binade more; 65536 would be the next after the last. */
    @Test
    void allHalves() throws IOException {
        byte[] body = new byte[2 * 65536];
        for (int i = 0; i < 65536; i++) {
            body[2 * i] = (byte) i;
            body[2 * i + 1] = (byte) (i >> 8);
        }
        double[] half = Safetensors.read(crafted("{" + entry("a", "F16", "65536", 0, body.length) + "}", body)).get("a")
                .toArray();
        int finite = 0;
        for (int i = 0; i < 0x7c00; i++, finite++) {
            double step = Math.scalb(1.0, Math.max(i >> 10, 1) - 25);
            assertEquals(half[i] + step, half[i + 1] == Double.POSITIVE_INFINITY ? 65536 : half[i + 1]);
            assertEquals(-half[i], half[i + 0x8000]);
        }
        assertEquals(31_744, finite);
        assertEquals(1, half[0x3c00]);
        assertEquals(65504, half[0x7bff]);
        assertEquals(0x1p-24, half[1]);
        assertEquals(Double.NEGATIVE_INFINITY, half[0xfc00]);
        for (int i = 0x7c01; i < 0x8000; i++) assertTrue(Double.isNaN(half[i]) && Double.isNaN(half[i + 0x8000]));
    }

    private static String entry(String name, String dtype, String shape, long from, long to) {
        return "\"" + name + "\":{\"dtype\":\"" + dtype + "\",\"shape\":[" + shape + "],\"data_offsets\":[" + from + ","
                + to + "]}";
    }

    private Path crafted(String header, byte[] body) throws IOException {
        return Files.write(folder.resolve("crafted.safetensors"), Crafted.safetensors(header, body));
    }

    static Stream<Arguments> bad() {
        String x = entry("x", "F32", "2", 0, 8);
        return Stream.of(
                bad("{" + entry("w", "F32", "2,3", 0, 16) + "}", 16,
                        "w.data_offsets: [0, 16] hold 16 bytes, shape [2, 3] of F32 needs 24"),
                bad("{" + x + "}", 4, "x.data_offsets: [0, 8] reach beyond the 4 bytes that there are"),
                bad("{" + x + "}", 12, "bytes 8 to 12 behind the header belong to no array"),
                bad("{" + x + "," + entry("y", "F32", "2", 4, 12) + "}", 12,
                        "y.data_offsets: [4, 12] overlap with another array, whose bytes end at 8"),
                bad("{" + x + "," + entry("y", "F32", "2", 0, 8) + "}", 8,
                        "y.data_offsets: [0, 8] overlap with another array, whose bytes end at 8"),
                bad("{" + x + "," + entry("y", "F32", "1", 12, 16) + "}", 16,
                        "y.data_offsets: [12, 16] leave a hole: bytes 8 to 12 belong to no array"),
                bad("{" + entry("x", "F32", "2", 8, 0) + "}", 8,
                        "x.data_offsets: [8, 0] hold -8 bytes, shape [2] of F32 needs 8"),
                bad("{" + entry("x", "F8_E4M3", "2", 0, 2) + "}", 2,
                        "x.dtype: \"F8_E4M3\" is not read; it must be F64"),
                bad("{" + entry("x", "F32", "-2", 0, 8) + "}", 8,
                        "x.shape: array: negative axis in shape [-2]"),
                bad("{" + entry("x", "F32", "65536,65536", 0, 8) + "}", 8,
                        "x.shape: array: shape [65536, 65536] has more than 2^31 elements"),
                bad("{" + entry("x", "F32", "4294967296", 0, 8) + "}", 8,
                        "x.shape[0]: must be an integer below 2^31, got 4294967296"),
                bad("{" + entry("x", "F32", "0" + ",0".repeat(32), 0, 0) + "}", 0,
                        "x.shape: has 33 axes, the most is 32"),
                bad("{" + entry("x", "F32", "2", -8, 0) + "}", 8,
                        "x.data_offsets[0]: must be a whole number of at least 0 below 2^63, got -8"),
                bad("{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0]}}", 8,
                        "x.data_offsets: must be two, got 1"),
                bad("{\"x\":{\"dtype\":\"F32\",\"shape\":[2]}}", 8,
                        "x: field \"data_offsets\" is missing, there are [\"dtype\", \"shape\"]"),
                bad("{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8],\"z\":1}}", 8,
                        "x.z: unknown field"),
                bad("{" + x + "," + x + "}", 8, "x: is there twice"),
                bad("{" + entry("", "F32", "2", 0, 8) + "}", 8, ": an array has no name"),
                bad("{\"__metadata__\":{\"n\":1}}", 0, "__metadata__.n: must be a text, got 1"),
                bad("[]", 0, "must be an object, got a list of 0"), bad("{\"x\":", 0, "is not JSON"),
                bad("", 0, "is empty"));
    }

    private static Arguments bad(String header, int bytes, String message) {
        return Arguments.of(header, bytes, message);
    }

    @ParameterizedTest
    @MethodSource("bad")
    void namesFileArrayAndValues(String header, int bytes, String message) throws IOException {
        Path file = crafted(header, new byte[bytes]);
        Exception e = assertThrows(FormatException.class, () -> Safetensors.read(file));
        assertTrue(e.getMessage().startsWith(file + ": "), e.getMessage());
        assertTrue(e.getMessage().contains(message), e.getMessage() + " lacks " + message);
    }

    @Test
    void integersThatNoDoubleEquals() throws IOException {
        Path file = crafted("{" + entry("x", "U64", "1", 0, 8) + "}", body(b -> b.putLong(-1)));
        Exception e = assertThrows(FormatException.class, () -> Safetensors.read(file));
        assertEquals(file + ": x: integer 18446744073709551615 is beyond 2^53", e.getMessage());
    }

    @Test
    void headersThatCannotBe() throws IOException {
        Path file = folder.resolve("bad.safetensors");
        refuses(file, new byte[5], "is not a .safetensors file: has 5 bytes, the length of its header alone takes 8");
        ByteBuffer start = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN);
        refuses(file, start.putLong(0, 3).array(), "its header has 3 bytes, there are 2");
        refuses(file, start.putLong(0, -1).array(), "its header has 18446744073709551615 bytes, there are 2");
        byte[] longer = new byte[SafetensorsReader.LONGEST + 16];
        ByteBuffer.wrap(longer).order(ByteOrder.LITTLE_ENDIAN).putLong(SafetensorsReader.LONGEST + 1);
        refuses(file, longer, "its header has 1048577 bytes, the most is 1048576");
        assertThrows(NoSuchFileException.class, () -> Safetensors.read(folder.resolve("absent.safetensors")));
        Exception e = assertThrows(FormatException.class, () -> ArrayFile.read(folder));
        assertEquals(folder + ": is a directory", e.getMessage());
    }

    private static void refuses(Path file, byte[] bytes, String part) throws IOException {
        Files.write(file, bytes);
        Exception e = assertThrows(FormatException.class, () -> Safetensors.read(file));
        assertTrue(e.getMessage().startsWith(file + ": ") && e.getMessage().contains(part), e.getMessage());
    }

    @Test
    void isKnownByItsContentToo() throws IOException {
        Map<String, Array> arrays = Map.of("a", Array.scalar(1));
        Safetensors.write(folder.resolve("tensors"), arrays);
        assertEquals(1, ArrayFile.read(folder.resolve("tensors")).get("a").get(0));
        Npz.write(folder.resolve("zip"), arrays);
        assertEquals(1, ArrayFile.read(folder.resolve("zip")).get("a").get(0));
        Files.write(folder.resolve("neither"), new byte[20]);
        assertThrows(FormatException.class, () -> ArrayFile.read(folder.resolve("neither")));
    }

    @Test
    void refusesNamesThatCouldNotBeRead() {
        for (String name : List.of("", "__metadata__")) {
            Path file = folder.resolve("named.safetensors");
            assertThrows(IllegalArgumentException.class, () -> Safetensors.write(file, Map.of(name, Array.scalar(1))));
            assertTrue(Files.notExists(file));
        }
        Map<String, Array> many = new LinkedHashMap<>();
        for (int i = 0; i < 20_000; i++) many.put("array " + i, Array.scalar(i));
        Exception e = assertThrows(IllegalArgumentException.class,
                () -> Safetensors.write(folder.resolve("many.safetensors"), many));
        assertTrue(e.getMessage().startsWith("safetensors: the header of 20000 arrays has "), e.getMessage());
    }
}

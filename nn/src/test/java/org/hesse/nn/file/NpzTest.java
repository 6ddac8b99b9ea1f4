package org.hesse.nn.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hesse.engine.array.Array;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NpzTest {
    @TempDir
    private Path folder;

    @Test
    void readsWhatItWrote() throws IOException {
        Map<String, Array> arrays = new TreeMap<>();
        arrays.put("matrix", Array.view(new double[] {9, 1.5, -0.0, Double.MIN_VALUE, 4, 5, 6}, 1, 2, 3));
        arrays.put("gradient/fc1.weight", Array.scalar(Math.PI));
        arrays.put("special", Array.of(new double[] {Double.NaN, Double.NEGATIVE_INFINITY}, 2));
        arrays.put("none", Array.zeros(0, 3));
        arrays.put("long", Array.of(IntStream.range(0, 20_000).asDoubleStream().toArray(), 20_000));
        Path file = folder.resolve("arrays.npz");
        Npz.write(file, arrays);
        assertArrays(arrays, Npz.read(file));
        byte[] bytes = Files.readAllBytes(file);
        Npz.write(file, arrays);
        assertArrayEquals(bytes, Files.readAllBytes(file), "the same arrays give the same bytes");
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(file), files.toList(), "nothing is left beside it");
        }
    }

    static Stream<Arguments> types() {
        return Stream.of(type("<f8", b -> b.putDouble(1.5).putDouble(-2), 1.5, -2),
                type("<f4", b -> b.putFloat(0.1f).putFloat(3), 0.1f, 3),
                type(">f8", b -> b.order(ByteOrder.BIG_ENDIAN).putDouble(1.5).putDouble(-2), 1.5, -2),
                type(">i4", b -> b.order(ByteOrder.BIG_ENDIAN).putInt(-7).putInt(1 << 30), -7, 1 << 30),
                type("|b1", b -> b.put((byte) 1).put((byte) 0), 1, 0),
                type("|i1", b -> b.put((byte) -1).put((byte) 127), -1, 127),
                type("|u1", b -> b.put((byte) -1).put((byte) 127), 255, 127),
                type("<i2", b -> b.putShort((short) -2).putShort((short) 300), -2, 300),
                type("<u2", b -> b.putShort((short) -2).putShort((short) 300), 65534, 300),
                type("<i4", b -> b.putInt(-3).putInt(70_000), -3, 70_000),
                type("<u4", b -> b.putInt(-3).putInt(70_000), 4294967293.0, 70_000),
                type("<i8", b -> b.putLong(-(1L << 53)).putLong(1L << 53), -0x1p53, 0x1p53),
                type("<u8", b -> b.putLong(5).putLong(1L << 53), 5, 0x1p53));
    }

    private static Arguments type(String descr, Consumer<ByteBuffer> body, double... values) {
        return Arguments.of(descr, body, values);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("types")
    void readsTheTypes(String descr, Consumer<ByteBuffer> body, double[] values) throws IOException {
        for (int version = 1; version <= 3; version++) {
            byte[] npy = Crafted.npy(version, Crafted.dict(descr, "(2,)"), 16, body);
            assertArrayEquals(values, Npz.read(Crafted.npz(folder, npy)).get("a").toArray(), "version " + version);
        }
    }

    @Test
    void readsFortranOrder() throws IOException {
        String dict = "{'descr': '|u1', 'fortran_order': True, 'shape': (2, 3, 4)}";
        byte[] npy = Crafted.npy(dict, 24, b -> {
            for (int k = 0; k < 4; k++)
                for (int j = 0; j < 3; j++) for (int i = 0; i < 2; i++) b.put((byte) (100 * i + 10 * j + k));
        });
        Array array = Npz.read(Crafted.npz(folder, npy)).get("a");
        for (int e = 0; e < 24; e++) assertEquals(100 * (e / 12) + 10 * (e / 4 % 3) + e % 4, array.get(e));
    }

    @Test
    void agreesWithNumPy() throws Exception {
        Path file = folder.resolve("arrays.npz");
        Array matrix = Array.of(new double[] {1, 2, 3, 4, 5, 6e-300}, 2, 3);
        Map<String, Array> arrays = Map.of("a", matrix, "b", Array.scalar(7));
        Npz.write(file, arrays);
        String script = "import numpy as n; d = n.load('arrays.npz'); assert d['a'].flags.c_contiguous; "
                + "n.savez_compressed('back.npz', a=n.asfortranarray(d['a']), b=d['b'])";
        assumeTrue(python("import numpy") == 0, "python3 with numpy is not here: not compared");
        assertEquals(0, python(script));
        assertArrays(arrays, Npz.read(folder.resolve("back.npz")));
    }

    private int python(String script) throws InterruptedException {
        try {
            return new ProcessBuilder("python3", "-c", script).directory(folder.toFile()).inheritIO().start().waitFor();
        } catch (IOException e) {
            return -1;
        }
    }

    @Test
    void leavesTheOldFileWhenWritingFails() throws IOException {
        Path file = folder.resolve("arrays.npz");
        Npz.write(file, Map.of("a", Array.scalar(1)));
        assertThrows(IllegalArgumentException.class, () -> Npz.write(file, Map.of("", Array.scalar(2))));
        assertArrays(Map.of("a", Array.scalar(1)), Npz.read(file));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(1, files.count());
        }
    }

    @Test
    void saysThatAFileIsAbsent() {
        assertThrows(NoSuchFileException.class, () -> Npz.read(folder.resolve("absent.npz")));
    }

    private static long[] bits(Array array) {
        return Arrays.stream(array.toArray()).mapToLong(Double::doubleToRawLongBits).toArray();
    }

    private static void assertArrays(Map<String, Array> expected, Map<String, Array> read) {
        assertEquals(new TreeMap<>(expected).keySet(), new TreeMap<>(read).keySet());
        expected.forEach((name, array) -> {
            assertTrue(array.sameShape(read.get(name)), name);
            assertArrayEquals(bits(array), bits(read.get(name)), name);
        });
    }
}

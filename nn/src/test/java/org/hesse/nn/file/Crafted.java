package org.hesse.nn.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.hesse.engine.array.Array;

/** Files put together byte by byte. */
final class Crafted {
    private Crafted() {}

    /** A `.npy` file of version 1.0 with this dict for a header, and a body in little-endian order. */
    static byte[] npy(String dict, int size, Consumer<ByteBuffer> body) { return npy(1, dict, size, body); }

    static byte[] npy(int version, String dict, int size, Consumer<ByteBuffer> body) {
        ByteBuffer npy = ByteBuffer.allocate(12 + dict.length() + size).order(ByteOrder.LITTLE_ENDIAN);
        npy.put("\u0093NUMPY".getBytes(ISO_8859_1)).put((byte) version).put((byte) 0);
        if (version == 1) npy.putShort((short) dict.length());
        else npy.putInt(dict.length());
        npy.put(dict.getBytes(ISO_8859_1));
        body.accept(npy);
        return Arrays.copyOf(npy.array(), npy.position());
    }

    static String dict(String descr, String shape) {
        return "{'descr': '" + descr + "', 'fortran_order': False, 'shape': " + shape + ", }\n";
    }

    /** The file `crafted.npz` in a folder, with one deflated entry. */
    static Path npz(Path folder, String name, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
        }
        return Files.write(folder.resolve("crafted.npz"), bytes.toByteArray());
    }

    /** An IDX file with this type and shape in its header, and a big-endian body. */
    static byte[] idx(int type, int[] shape, int size, Consumer<ByteBuffer> body) {
        ByteBuffer idx = ByteBuffer.allocate(4 + 4 * shape.length + size);
        idx.putShort((short) 0).put((byte) type).put((byte) shape.length);
        for (int axis : shape) idx.putInt(axis);
        body.accept(idx);
        return Arrays.copyOf(idx.array(), idx.position());
    }

    /** An IDX file of doubles. */
    static byte[] idx(Array a) {
        return idx(0x0e, a.shape(), 8 * a.size(), b -> {
            for (double number : a.toArray()) b.putDouble(number);
        });
    }

    /** A `.safetensors` file with this header, whatever follows it. */
    static byte[] safetensors(String header, byte... body) {
        byte[] text = header.getBytes(UTF_8);
        return ByteBuffer.allocate(8 + text.length + body.length).order(ByteOrder.LITTLE_ENDIAN).putLong(text.length)
                .put(text).put(body).array();
    }

    /** Rows of x and y in as many digits as it takes. */
    static byte[] csv(Data data) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < data.rows(); i++) {
            Data row = data.row(i);
            String numbers = DoubleStream.concat(DoubleStream.of(row.x().toArray()), DoubleStream.of(row.y().toArray()))
                    .mapToObj(Double::toString).collect(joining(","));
            text.append(numbers).append('\n');
        }
        return text.toString().getBytes(US_ASCII);
    }

    static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(content);
        }
        return bytes.toByteArray();
    }

    static Path npz(Path folder, byte[] content) throws IOException { return npz(folder, "a.npy", content); }
}

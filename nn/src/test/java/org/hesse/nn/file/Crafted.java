package org.hesse.nn.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** `.npz` files put together byte by byte. */
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

    static Path npz(Path folder, byte[] content) throws IOException { return npz(folder, "a.npy", content); }
}

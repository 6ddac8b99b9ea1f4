package org.hesse.nn.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;

/**
 * The header of an IDX file: two bytes 0, the type of the numbers, how many axes, and the axes, big-endian. Immutable.
 *
 * <p>Y. LeCun, C. Cortes, C. Burges, "The MNIST database of handwritten digits", on its file formats.
 */
record IdxHeader(NpyType type, int[] shape) {
    private static final int DEEPEST = 32;

    /** Whatever else the bytes are, it is an IllegalArgumentException. */
    static IdxHeader read(InputStream in) throws IOException {
        byte[] start = bytes(in, 4);
        if (start[0] != 0 || start[1] != 0)
            throw new IllegalArgumentException(
                    "does not start as an IDX file, by 0000: \"" + HexFormat.of().formatHex(start) + "\"");
        int axes = Byte.toUnsignedInt(start[3]);
        if (axes < 1 || axes > DEEPEST)
            throw new IllegalArgumentException("has " + axes + " axes, must have 1 to " + DEEPEST);
        NpyType type = type(start[2]);
        ByteBuffer sizes = ByteBuffer.wrap(bytes(in, 4 * axes));
        int[] shape = new int[axes];
        for (int i = 0; i < axes; i++) shape[i] = axis(i, sizes.getInt());
        return new IdxHeader(type, shape);
    }

    /** The bytes before the first number. */
    int length() { return 4 + 4 * shape.length; }

    private static NpyType type(byte code) {
        return switch (code) {
            case 0x08 -> new NpyType('u', 1, ByteOrder.BIG_ENDIAN);
            case 0x09 -> new NpyType('i', 1, ByteOrder.BIG_ENDIAN);
            case 0x0b -> new NpyType('i', 2, ByteOrder.BIG_ENDIAN);
            case 0x0c -> new NpyType('i', 4, ByteOrder.BIG_ENDIAN);
            case 0x0d -> new NpyType('f', 4, ByteOrder.BIG_ENDIAN);
            case 0x0e -> new NpyType('f', 8, ByteOrder.BIG_ENDIAN);
            default -> throw new IllegalArgumentException("type " + HexFormat.of().toHexDigits(code)
                    + " is none of 08 ubyte, 09 sbyte, 0b short, 0c int, 0d float, 0e double");
        };
    }

    private static int axis(int i, int size) {
        if (size < 0)
            throw new IllegalArgumentException("axis " + i + " is " + Integer.toUnsignedString(size)
                    + ", must be below 2^31");
        return size;
    }

    private static byte[] bytes(InputStream in, int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count)
            throw new IllegalArgumentException(
                    "truncated: its header needs " + count + " more bytes, has " + bytes.length);
        return bytes;
    }
}

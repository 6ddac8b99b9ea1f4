package org.hesse.nn.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hesse.engine.array.Array;

/**
 * The header of a `.npy` file: `\x93NUMPY`, version, length, and a Python dict of dtype, order and shape. Immutable.
 */
final class NpyHeader {
    private static final byte[] MAGIC = "\u0093NUMPY".getBytes(ISO_8859_1);
    private static final int LONGEST = 1 << 16;
    private static final int DEEPEST = 32;
    private static final int ALIGNMENT = 64;
    private static final Pattern ITEM = Pattern
            .compile("\\s*'(\\w{1,32})'\\s*:\\s*(?:'([^']{0,32})'|(True|False)|\\(([0-9L, ]{0,800})\\))\\s*(,|$)");

    private final NpyType type;
    private final boolean fortran;
    private final int[] shape;
    private final int length;

    private NpyHeader(NpyType type, boolean fortran, int[] shape, int length) {
        this.type = type;
        this.fortran = fortran;
        this.shape = shape;
        this.length = length;
    }

    NpyType type() { return type; }

    /** True if the first axis runs fastest. */
    boolean fortran() { return fortran; }

    int[] shape() { return shape.clone(); }

    /** The bytes before the first number. */
    int length() { return length; }

    /** Reads versions 1.0 to 3.0; whatever else the bytes are, it is an IllegalArgumentException. */
    static NpyHeader read(InputStream in) throws IOException {
        byte[] start = bytes(in, MAGIC.length + 2);
        if (!Arrays.equals(Arrays.copyOf(start, MAGIC.length), MAGIC))
            throw new IllegalArgumentException("does not start as a .npy file");
        int version = start[MAGIC.length];
        if (version < 1 || version > 3 || start[MAGIC.length + 1] != 0)
            throw new IllegalArgumentException(
                    "npy version " + version + "." + start[MAGIC.length + 1] + " is not one of 1.0, 2.0, 3.0");
        int width = version == 1 ? 2 : 4;
        ByteBuffer size = ByteBuffer.wrap(bytes(in, width)).order(ByteOrder.LITTLE_ENDIAN);
        long length = version == 1 ? Short.toUnsignedInt(size.getShort()) : Integer.toUnsignedLong(size.getInt());
        if (length > LONGEST)
            throw new IllegalArgumentException("header says it has " + length + " bytes, the most is " + LONGEST);
        String dict = new String(bytes(in, (int) length), ISO_8859_1);
        return parse(dict.strip(), MAGIC.length + 2 + width + (int) length);
    }

    /** The header of float64 numbers in C order, as NumPy writes it: the numbers start at a multiple of 64 bytes. */
    static byte[] float64(int... shape) {
        StringJoiner axes = new StringJoiner(", ", "(", shape.length == 1 ? ",)" : ")");
        for (int axis : shape) axes.add(Integer.toString(axis));
        String dict = "{'descr': '<f8', 'fortran_order': False, 'shape': " + axes + ", }";
        int start = MAGIC.length + 4;
        int length = (start + dict.length() + ALIGNMENT) / ALIGNMENT * ALIGNMENT;
        ByteBuffer header = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        header.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) (length - start));
        header.put((dict + " ".repeat(length - start - dict.length() - 1) + "\n").getBytes(ISO_8859_1));
        return header.array();
    }

    private static byte[] bytes(InputStream in, int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count)
            throw new IllegalArgumentException(
                    "truncated: its header needs " + count + " more bytes, has " + bytes.length);
        return bytes;
    }

    private static NpyHeader parse(String dict, int length) {
        Map<String, Matcher> items = items(dict);
        if (!items.keySet().equals(Set.of("descr", "fortran_order", "shape"))) throw malformed(dict);
        String descr = items.get("descr").group(2);
        String order = items.get("fortran_order").group(3);
        String shape = items.get("shape").group(4);
        if (descr == null || order == null || shape == null) throw malformed(dict);
        return new NpyHeader(NpyType.parse(descr), order.equals("True"), shape(shape), length);
    }

    private static Map<String, Matcher> items(String dict) {
        if (!dict.startsWith("{") || !dict.endsWith("}")) throw malformed(dict);
        String body = dict.substring(1, dict.length() - 1).stripTrailing();
        Map<String, Matcher> items = new HashMap<>();
        for (int at = 0; at < body.length();) {
            Matcher item = ITEM.matcher(body).region(at, body.length());
            if (!item.lookingAt() || items.put(item.group(1), item) != null) throw malformed(dict);
            at = item.end();
        }
        return items;
    }

    private static IllegalArgumentException malformed(String dict) {
        return new IllegalArgumentException("header " + Json.quote(dict)
                + " is not {'descr': '<f8', 'fortran_order': False, 'shape': (2, 3)} of plain numbers");
    }

    private static int[] shape(String text) {
        if (text.isBlank()) return new int[0];
        // A tuple may end with a comma, and one of one number does.
        String[] axes = text.strip().replaceFirst(",$", "").split(",", -1);
        if (axes.length > DEEPEST)
            throw new IllegalArgumentException("shape has " + axes.length + " axes, the most is " + DEEPEST);
        int[] shape = new int[axes.length];
        for (int i = 0; i < shape.length; i++) shape[i] = axis(axes[i].strip(), text);
        Array.size(shape);
        return shape;
    }

    private static int axis(String axis, String text) {
        try {
            return Integer.parseInt(axis.endsWith("L") ? axis.substring(0, axis.length() - 1) : axis);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("axis " + Json.quote(axis) + " of shape " + Json.quote("(" + text + ")")
                    + " is not an integer below 2^31", e);
        }
    }
}

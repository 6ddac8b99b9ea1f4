package org.hesse.nn.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a file stores one number: NumPy's `<f8`, `>i4`, `|b1`, …, and {@link #BFLOAT}. Immutable and thread-safe.
 *
 * @param kind f, i, u or b, or {@link #BFLOAT}
 */
record NpyType(char kind, int bytes, ByteOrder order) {
    /** The kind of bfloat16: the upper half of a float32, for which NumPy has no letter. */
    static final char BFLOAT = 'B';

    private static final Pattern DESCR = Pattern.compile("([<>|=])(?:(f)([48])|([iu])([1248])|(b)(1))");
    private static final long EXACT = 1L << 53;

    static NpyType parse(String descr) {
        Matcher match = DESCR.matcher(descr);
        if (!match.matches())
            throw new IllegalArgumentException("dtype " + Json.quote(descr)
                    + " is not read; it must be float32, float64, an integer of 1 to 8 bytes, or bool");
        int kind = match.group(2) != null ? 2 : match.group(4) != null ? 4 : 6;
        ByteOrder order = switch (match.group(1).charAt(0)) {
            case '>' -> ByteOrder.BIG_ENDIAN;
            case '=' -> ByteOrder.nativeOrder();
            default -> ByteOrder.LITTLE_ENDIAN;
        };
        return new NpyType(match.group(kind).charAt(0), Integer.parseInt(match.group(kind + 1)), order);
    }

    /** The next number of a buffer in this {@link #order}; an integer that no double equals is an error. */
    double next(ByteBuffer in) {
        return switch (kind) {
            case 'f' -> bytes == 2 ? half(in.getShort()) : bytes == 4 ? in.getFloat() : in.getDouble();
            case BFLOAT -> Float.intBitsToFloat(in.getShort() << 16);
            case 'b' -> in.get() == 0 ? 0 : 1;
            default -> integer(in);
        };
    }

    /** IEEE 754 binary16: a sign, five bits of exponent, ten of fraction. */
    private static double half(short bits) {
        int exponent = bits >> 10 & 31;
        int fraction = bits & 1023;
        double size = switch (exponent) {
            case 0 -> fraction * 0x1p-24;
            case 31 -> fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
            default -> Math.scalb(1024.0 + fraction, exponent - 25);
        };
        return bits < 0 ? -size : size;
    }

    private double integer(ByteBuffer in) {
        boolean signed = kind == 'i';
        return switch (bytes) {
            case 1 -> signed ? in.get() : Byte.toUnsignedInt(in.get());
            case 2 -> signed ? in.getShort() : Short.toUnsignedInt(in.getShort());
            case 4 -> signed ? in.getInt() : Integer.toUnsignedLong(in.getInt());
            default -> exact(in.getLong(), signed);
        };
    }

    private static double exact(long value, boolean signed) {
        // An unsigned number of 2⁶³ and more is negative here.
        if (value > EXACT || value < (signed ? -EXACT : 0))
            throw new IllegalArgumentException(
                    "integer " + (signed ? Long.toString(value) : Long.toUnsignedString(value)) + " is beyond 2^53");
        return value;
    }
}

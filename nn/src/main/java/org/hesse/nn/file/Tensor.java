package org.hesse.nn.file;

import java.nio.ByteOrder;
import java.util.List;
import java.util.Set;
import org.hesse.engine.array.Array;

/**
 * What the header of a `.safetensors` file says about one array. Immutable.
 *
 * @param place where it says so
 * @param from the first byte, counted from the end of the header
 * @param to the byte behind the last
 */
record Tensor(Json place, String name, NpyType type, int[] shape, long from, long to) {
    private static final int DEEPEST = 32;
    private static final Set<String> FIELDS = Set.of("dtype", "shape", "data_offsets");

    /** Shape and offsets agree; where in the file they point to is not known here. */
    static Tensor of(String name, Json json) throws FormatException {
        if (name.isEmpty()) throw json.error("an array has no name");
        NpyType type = type(json.at("dtype"));
        int[] shape = shape(json.at("shape"));
        List<Json> offsets = json.at("data_offsets").list();
        json.only(FIELDS);
        if (offsets.size() != 2) throw json.at("data_offsets").error("must be two, got " + offsets.size());
        Tensor tensor = new Tensor(json, name, type, shape, offsets.get(0).count(), offsets.get(1).count());
        long needed = (long) Array.size(shape) * type.bytes();
        if (tensor.to - tensor.from != needed)
            throw tensor.error("hold " + (tensor.to - tensor.from) + " bytes, shape " + Array.text(shape) + " of "
                    + json.at("dtype").text() + " needs " + needed);
        return tensor;
    }

    private static NpyType type(Json dtype) throws FormatException {
        return switch (dtype.text()) {
            case "F64" -> type('f', 8);
            case "F32" -> type('f', 4);
            case "F16" -> type('f', 2);
            case "BF16" -> type(NpyType.BFLOAT, 2);
            case "I64" -> type('i', 8);
            case "I32" -> type('i', 4);
            case "I16" -> type('i', 2);
            case "I8" -> type('i', 1);
            case "U64" -> type('u', 8);
            case "U32" -> type('u', 4);
            case "U16" -> type('u', 2);
            case "U8" -> type('u', 1);
            case "BOOL" -> type('b', 1);
            default -> throw dtype.error(Json.quote(dtype.text())
                    + " is not read; it must be F64, F32, F16, BF16, I64, I32, I16, I8, U64, U32, U16, U8 or BOOL");
        };
    }

    private static NpyType type(char kind, int bytes) { return new NpyType(kind, bytes, ByteOrder.LITTLE_ENDIAN); }

    private static int[] shape(Json json) throws FormatException {
        List<Json> axes = json.list();
        if (axes.size() > DEEPEST) throw json.error("has " + axes.size() + " axes, the most is " + DEEPEST);
        int[] shape = new int[axes.size()];
        for (int i = 0; i < shape.length; i++) shape[i] = axes.get(i).integer();
        try {
            Array.size(shape);
        } catch (IllegalArgumentException e) {
            throw json.error(e);
        }
        return shape;
    }

    /** That its offsets do something they must not. */
    FormatException error(String message) throws FormatException {
        return place.at("data_offsets").error("[" + from + ", " + to + "] " + message);
    }
}

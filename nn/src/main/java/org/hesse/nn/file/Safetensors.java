package org.hesse.nn.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.hesse.engine.array.Array;

/**
 * Named arrays in the `.safetensors` format of Hugging Face: a length, a JSON header of types, shapes and offsets, and
 * the numbers, all little-endian. Stateless and thread-safe.
 *
 * <p>Read are F64, F32, F16, BF16, BOOL and integers up to 2^53. Whatever else a file holds is a
 * {@link FormatException} that names file and array.
 */
public final class Safetensors {
    /** What a header has beside arrays: texts by name, which are not kept. */
    static final String METADATA = "__metadata__";

    private Safetensors() {}

    /** All arrays of the file by name, in the order of its header. */
    public static Map<String, Array> read(Path file) throws IOException { return new SafetensorsReader(file).read(); }

    /** Writes F64 in C order; the same arrays give the same bytes. The file is complete or absent. */
    public static void write(Path file, Map<String, Array> arrays) throws IOException {
        byte[] header = header(arrays);
        if (header.length > SafetensorsReader.LONGEST)
            throw new IllegalArgumentException("safetensors: the header of " + arrays.size() + " arrays has "
                    + header.length + " bytes, the most is " + SafetensorsReader.LONGEST);
        AtomicFile.write(file, out -> {
            out.write(ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(header.length).array());
            out.write(header);
            for (Array array : arrays.values()) Numbers.write(out, array);
        });
    }

    /** Blanks at its end let the numbers start at a multiple of eight bytes. */
    private static byte[] header(Map<String, Array> arrays) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            long from = 0;
            for (Map.Entry<String, Array> array : arrays.entrySet()) from = write(json, array, from);
            json.writeEndObject();
        }
        byte[] header = Arrays.copyOf(text.toByteArray(), (text.size() + 7) / 8 * 8);
        Arrays.fill(header, text.size(), header.length, (byte) ' ');
        return header;
    }

    /** One array's entry, for bytes that start at `from`; returns where they end. */
    private static long write(JsonGenerator json, Map.Entry<String, Array> entry, long from) throws IOException {
        String name = entry.getKey();
        if (name.isEmpty() || name.equals(METADATA))
            throw new IllegalArgumentException("safetensors: an array cannot have the name \"" + name + "\"");
        int[] shape = entry.getValue().shape();
        long to = from + 8L * entry.getValue().size();
        json.writeObjectFieldStart(name);
        json.writeStringField("dtype", "F64");
        json.writeFieldName("shape");
        json.writeArray(shape, 0, shape.length);
        json.writeFieldName("data_offsets");
        json.writeArray(new long[] {from, to}, 0, 2);
        json.writeEndObject();
        return to;
    }
}

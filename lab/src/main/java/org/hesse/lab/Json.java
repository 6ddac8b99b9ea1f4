package org.hesse.lab;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * Plain values as JSON: maps in their order, iterables, `double[]`, numbers, booleans, strings and null.
 *
 * <p>Doubles keep all their digits; JSON has no NaN and no infinity, they become null. Stateless and thread-safe.
 */
public final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();

    private Json() {}

    /** The value on one line, without a line break at its end. */
    public static String line(Object value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            write(json, value);
        } catch (IOException e) {
            throw new UncheckedIOException("json: cannot be written", e);
        }
        return text.toString();
    }

    /** The value with a line for every field, for files that people read. */
    public static String pretty(Object value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text).useDefaultPrettyPrinter()) {
            write(json, value);
        } catch (IOException e) {
            throw new UncheckedIOException("json: cannot be written", e);
        }
        return text + "\n";
    }

    private static void write(JsonGenerator json, Object value) throws IOException {
        if (value instanceof Map<?, ?> fields) writeFields(json, fields);
        else if (value instanceof Iterable<?> items) writeItems(json, items);
        else if (value instanceof double[] numbers) writeNumbers(json, numbers);
        else if (value instanceof Number number) writeNumber(json, number);
        else if (value instanceof Boolean flag) json.writeBoolean(flag);
        else if (value instanceof String text) json.writeString(text);
        else if (value == null) json.writeNull();
        else throw new IllegalArgumentException("json: cannot write a " + value.getClass().getName());
    }

    private static void writeFields(JsonGenerator json, Map<?, ?> fields) throws IOException {
        json.writeStartObject();
        for (Map.Entry<?, ?> field : fields.entrySet()) {
            json.writeFieldName(String.valueOf(field.getKey()));
            write(json, field.getValue());
        }
        json.writeEndObject();
    }

    private static void writeItems(JsonGenerator json, Iterable<?> items) throws IOException {
        json.writeStartArray();
        for (Object item : items) write(json, item);
        json.writeEndArray();
    }

    private static void writeNumbers(JsonGenerator json, double... numbers) throws IOException {
        json.writeStartArray();
        for (double number : numbers) writeNumber(json, number);
        json.writeEndArray();
    }

    private static void writeNumber(JsonGenerator json, Number number) throws IOException {
        if (number instanceof Integer || number instanceof Long) json.writeNumber(number.longValue());
        else if (Double.isFinite(number.doubleValue())) json.writeNumber(number.doubleValue());
        else json.writeNull();
    }
}

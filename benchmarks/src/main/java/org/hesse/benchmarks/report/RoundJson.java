package org.hesse.benchmarks.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hesse.nn.file.FormatException;

/**
 * One object of a round's JSON, which knows its file and field for messages. Immutable.
 *
 * @param at the file, and behind it the fields that lead here
 */
record RoundJson(String at, Map<String, Object> fields) {
    private static final JsonFactory FACTORY = new JsonFactory();

    static RoundJson read(Path file) throws IOException {
        try (JsonParser json = FACTORY.createParser(Files.readAllBytes(file))) {
            if (json.nextToken() != JsonToken.START_OBJECT) throw new FormatException(file + ": must be a JSON object");
            RoundJson all = new RoundJson(file + ": ", object(json));
            if (json.nextToken() != null) throw new FormatException(file + ": goes on behind its object");
            return all;
        } catch (JsonProcessingException e) {
            throw new FormatException(file + ": is not JSON: line " + e.getLocation().getLineNr() + ", column "
                    + e.getLocation().getColumnNr() + ": " + e.getOriginalMessage(), e);
        }
    }

    private static Map<String, Object> object(JsonParser json) throws IOException {
        Map<String, Object> object = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            object.put(name, value(json));
        }
        return object;
    }

    private static Object value(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case START_OBJECT -> object(json);
            case START_ARRAY -> list(json);
            case VALUE_STRING -> json.getText();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> json.getNumberValue();
        };
    }

    private static List<Object> list(JsonParser json) throws IOException {
        List<Object> list = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) list.add(value(json));
        return list;
    }

    boolean has(String name) { return fields.containsKey(name); }

    boolean isObject(String name) { return fields.get(name) instanceof Map; }

    /** The field, which must be an object. */
    @SuppressWarnings("unchecked")
    RoundJson object(String name) throws FormatException {
        Object value = present(name);
        if (value instanceof Map) return new RoundJson(at + name + ": ", (Map<String, Object>) value);
        throw wrong(name, "an object", value);
    }

    /** The field, a time: a positive finite number. */
    double time(String name) throws FormatException {
        Object value = present(name);
        if (value instanceof Number n && n.doubleValue() > 0 && Double.isFinite(n.doubleValue()))
            return n.doubleValue();
        throw wrong(name, "a positive number", value);
    }

    /** The field, which must be a list of times. */
    List<Double> times(String name) throws FormatException {
        if (!(present(name) instanceof List<?> all)) throw wrong(name, "a list", fields.get(name));
        List<Double> times = new ArrayList<>();
        for (Object each : all) times.add(new RoundJson(at, Map.of(name, each)).time(name));
        return times;
    }

    /** The field, which must be an integer and not negative. */
    long count(String name) throws FormatException {
        if (present(name) instanceof Number n && (n instanceof Integer || n instanceof Long) && n.longValue() >= 0)
            return n.longValue();
        throw wrong(name, "an integer of 0 or more", fields.get(name));
    }

    int integer(String name) throws FormatException {
        if (present(name) instanceof Integer n) return n;
        throw wrong(name, "an integer", fields.get(name));
    }

    private Object present(String name) throws FormatException {
        if (has(name)) return fields.get(name);
        throw new FormatException(at + "field \"" + name + "\" is missing, there are " + fields.keySet());
    }

    private FormatException wrong(String name, String what, Object value) {
        return new FormatException(at + name + ": must be " + what + ", got "
                + (value instanceof String ? "\"" + value + "\"" : String.valueOf(value)));
    }
}

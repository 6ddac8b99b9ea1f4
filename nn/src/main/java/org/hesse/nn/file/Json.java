package org.hesse.nn.file;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.CharConversionException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A value of a JSON file that knows where it stands, so that every error says `FILE: layers[3].out: …`. Immutable.
 *
 * @param value a `Map<String, Json>`, a `List<Json>`, a String, Number or Boolean, or null
 */
record Json(Place place, Object value) {
    /** The file, or a field (by name) or an entry (by number) of another place: a text for each would multiply. */
    private record Place(String source, Place parent, Object step) {
        Place of(Object inner) { return new Place(source, this, inner); }

        /** `FILE: layers[3].out: `, without the second part for the whole of a file. */
        String text() {
            Deque<String> path = new ArrayDeque<>();
            for (Place at = this; at.parent != null; at = at.parent) path.addFirst(at.text(at.step));
            return source + ": " + (path.isEmpty() ? "" : String.join("", path) + ": ");
        }

        private String text(Object last) {
            if (last instanceof Integer i) return "[" + i + "]";
            String name = (String) last;
            return (parent.parent == null ? "" : ".") + (name.length() > SHOWN ? quote(name) : printable(name));
        }
    }

    /** Two for each level of {@link Binder#DEEPEST}, and more, so that the binder's message comes first. */
    private static final int DEEPEST = 256;
    private static final int SHOWN = 60;
    private static final int MANY = 20;
    private static final int LONGEST = 500;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build()).build();

    static Json parse(byte[] text, String source) throws IOException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            parser.nextToken();
            Json json = parse(parser, new Place(source, null, null));
            if (parser.nextToken() != null) throw json.error("ends, but the file goes on");
            return json;
        } catch (CharConversionException e) {
            throw new FormatException(source + ": is not JSON: " + printable(e.getMessage()), e);
        } catch (JsonProcessingException e) {
            throw new FormatException(
                    source + ": is not JSON" + text(e.getLocation()) + ": " + printable(e.getOriginalMessage()), e);
        }
    }

    /** Where the parser stopped; it does not say when it met one of its own limits. */
    private static String text(JsonLocation at) {
        return at == null ? "" : ": line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    private static Json parse(JsonParser parser, Place place) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null) throw new FormatException(place.text() + "is empty");
        return new Json(place, switch (token) {
            case START_OBJECT -> object(parser, place);
            case START_ARRAY -> list(parser, place);
            case VALUE_STRING -> parser.getText();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> parser.getNumberValue();
        });
    }

    private static Map<String, Json> object(JsonParser parser, Place place) throws IOException {
        Map<String, Json> object = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            Json value = parse(parser, place.of(name));
            if (object.put(name, value) != null) throw value.error("is there twice");
        }
        return object;
    }

    private static List<Json> list(JsonParser parser, Place place) throws IOException {
        List<Json> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) list.add(parse(parser, place.of(list.size())));
        return list;
    }

    FormatException error(String message) { return new FormatException(place.text() + message); }

    FormatException error(IllegalArgumentException e) {
        return new FormatException(place.text() + cut(e.getMessage(), LONGEST), e);
    }

    private FormatException mustBe(String what) { return error("must be " + what + ", got " + shown()); }

    private String shown() {
        if (value instanceof Map) return "an object";
        if (value instanceof List<?> list) return "a list of " + list.size();
        return value instanceof String text ? quote(text) : cut(String.valueOf(value));
    }

    @SuppressWarnings("unchecked")
    Map<String, Json> object() throws FormatException {
        if (value instanceof Map) return (Map<String, Json>) value;
        throw mustBe("an object");
    }

    @SuppressWarnings("unchecked")
    List<Json> list() throws FormatException {
        if (value instanceof List) return (List<Json>) value;
        throw mustBe("a list");
    }

    String text() throws FormatException {
        if (value instanceof String text) return text;
        throw mustBe("a text");
    }

    boolean bool() throws FormatException {
        if (value instanceof Boolean bool) return bool;
        throw mustBe("true or false");
    }

    int integer() throws FormatException {
        if (value instanceof Integer integer) return integer;
        throw mustBe("an integer below 2^31");
    }

    /** A whole number of at least 0, below 2^63. */
    long count() throws FormatException {
        if ((value instanceof Integer || value instanceof Long) && ((Number) value).longValue() >= 0)
            return ((Number) value).longValue();
        throw mustBe("a whole number of at least 0 below 2^63");
    }

    double number() throws FormatException {
        if (value instanceof Number number && Double.isFinite(number.doubleValue())) return number.doubleValue();
        throw mustBe("a finite number");
    }

    /** The field of an object; its absence is an error. */
    Json at(String name) throws FormatException {
        Json field = object().get(name);
        if (field == null) throw error("field " + quote(name) + " is missing, there are " + names());
        return field;
    }

    /** Throws if an object has any other fields. */
    void only(Set<String> known) throws FormatException {
        for (Map.Entry<String, Json> field : object().entrySet())
            if (!known.contains(field.getKey())) throw field.getValue().error("unknown field, the fields are " + known);
    }

    private String names() throws FormatException {
        return object().keySet().stream().limit(MANY).map(Json::quote).toList().toString();
    }

    /** A text from a file as messages show it: quoted, cut, and without control characters. */
    static String quote(String text) { return "\"" + cut(text) + "\""; }

    /** Names from a file as messages list them: each cut, and no more than twenty. */
    static String list(Collection<String> names) {
        String some = names.stream().limit(MANY).map(Json::cut).collect(joining(", ", "[", ""));
        return some + (names.size() > MANY ? ", … (" + names.size() + ")]" : "]");
    }

    static String cut(String text) { return cut(text, SHOWN); }

    private static String cut(String text, int most) {
        return printable(text.length() <= most ? text : text.substring(0, most) + "…");
    }

    private static String printable(String text) { return text.replaceAll("\\p{Cntrl}", "?"); }
}

package org.hesse.nn.train;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hesse.nn.file.FormatException;

/** The lines of a {@link TrainingLog}: reads those of a file, each with its place, and makes texts. Not thread-safe. */
final class LogLines {
    private static final int LONGEST = 1 << 20;
    private static final JsonFactory FACTORY = new JsonFactory();

    /**
     * One line.
     *
     * @param step negative if it is not a whole line of a log
     */
    record Line(int step, boolean isEvaluation, Map<String, Double> numbers) {
        static final Line DAMAGED = new Line(-1, false, Map.of());

        boolean isWhole() { return step >= 0; }
    }

    private final Path file;
    private final InputStream in;
    private long position;
    private int count;

    /** Reads from where the channel is. */
    LogLines(Path file, FileChannel channel) {
        this.file = file;
        in = new BufferedInputStream(Channels.newInputStream(channel), 1 << 16);
    }

    /** The byte behind the last line read. */
    long position() { return position; }

    /** How many lines were begun to read. */
    int count() { return count; }

    /** Null at the end. */
    Line next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        count++;
        int b = in.read();
        if (b < 0) return null;
        for (; b >= 0 && b != '\n'; b = in.read()) {
            if (line.size() == LONGEST)
                throw new FormatException(file + ": line " + count + ": has more than " + LONGEST + " bytes");
            line.write(b);
        }
        position += line.size() + 1;
        return b < 0 ? Line.DAMAGED : parse(line.toString(UTF_8));
    }

    private static Line parse(String text) {
        try (JsonParser json = FACTORY.createParser(text)) {
            return json.nextToken() == JsonToken.START_OBJECT ? parse(json) : Line.DAMAGED;
        } catch (IOException e) {
            return Line.DAMAGED;
        }
    }

    private static Line parse(JsonParser json) throws IOException {
        Map<String, Double> numbers = new LinkedHashMap<>();
        boolean isEvaluation = false;
        double step = -1;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (name.equals("step") && value.isNumeric()) step = json.getDoubleValue();
            else if (value == JsonToken.START_OBJECT) isEvaluation = readAll(json, numbers);
            else numbers.put(name, number(json, value));
        }
        boolean isWhole = step >= 0 && step == (int) step && json.currentToken() == JsonToken.END_OBJECT;
        return isWhole ? new Line((int) step, isEvaluation, numbers) : Line.DAMAGED;
    }

    private static boolean readAll(JsonParser json, Map<String, Double> numbers) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            numbers.put(name, number(json, json.nextToken()));
        }
        return true;
    }

    private static double number(JsonParser json, JsonToken value) throws IOException {
        return value.isNumeric() ? json.getDoubleValue() : Double.NaN;
    }

    /** Numbers, and maps of them, as one object. */
    static String text(Map<String, ?> fields) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            write(json, fields);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, Map<?, ?> fields) throws IOException {
        json.writeStartObject();
        for (Map.Entry<?, ?> field : fields.entrySet()) {
            json.writeFieldName((String) field.getKey());
            if (field.getValue() instanceof Map<?, ?> inner) write(json, inner);
            else if (field.getValue() instanceof Integer whole) json.writeNumber(whole);
            else write(json, (Double) field.getValue());
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, double number) throws IOException {
        if (Double.isFinite(number)) json.writeNumber(number);
        else json.writeNull();
    }
}

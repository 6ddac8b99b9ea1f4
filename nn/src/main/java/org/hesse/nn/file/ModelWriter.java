package org.hesse.nn.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Objects;
import org.hesse.engine.op.Elementwise;
import org.hesse.engine.op.Hat;
import org.hesse.nn.Layer;
import org.hesse.nn.Model;

/** Writes one model as JSON, leaving out fields that have their defaults: {@link Binder} reversed. Not thread-safe. */
final class ModelWriter {
    private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");

    private final StringWriter text = new StringWriter();
    private final JsonGenerator json;

    private ModelWriter() throws IOException {
        json = new JsonFactory().createGenerator(text);
        json.setPrettyPrinter(new DefaultPrettyPrinter()
                .withSeparators(
                        Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER))
                .withObjectIndenter(INDENT));
    }

    static String write(Model model, String format) throws IOException {
        ModelWriter writer = new ModelWriter();
        writer.model(model, format);
        return writer.text + "\n";
    }

    private void model(Model model, String format) throws IOException {
        try (json) {
            json.writeStartObject();
            json.writeStringField("format", format);
            json.writeFieldName("input");
            json.writeArray(model.input(), 0, model.input().length);
            json.writeFieldName("layers");
            layers(model.layers());
            json.writeFieldName("loss");
            object(model.loss(), Room.LOSSES);
            json.writeEndObject();
        }
    }

    private void layers(List<?> layers) throws IOException {
        json.writeStartArray();
        for (Object layer : layers) object((Layer) layer, Room.LAYERS);
        json.writeEndArray();
    }

    private <T> void object(T record, Room<T> room) throws IOException {
        json.writeStartObject();
        record(record, room, "type");
        json.writeEndObject();
    }

    private <T> void record(T record, Room<T> room, String key) throws IOException {
        json.writeStringField(key, room.name(record));
        Fields<?> fields = new Fields<>(record.getClass());
        Object[] values = fields.values(record);
        Object[] defaults = fields.defaults(values);
        for (int i = 0; i < values.length; i++)
            if (fields.isRequired(i) || !Objects.equals(values[i], defaults[i])) value(fields.name(i), values[i]);
    }

    private void function(String name, Elementwise function) throws IOException {
        if (!(function instanceof Hat hat)) {
            record(function, Room.FUNCTIONS, name);
            return;
        }
        record(hat.function(), Room.FUNCTIONS, name);
        json.writeObjectFieldStart(Binder.SECOND);
        record(hat.second(), Room.FUNCTIONS, Binder.FUNCTION);
        json.writeEndObject();
    }

    private void value(String name, Object value) throws IOException {
        if (value instanceof Elementwise function) {
            function(name, function);
            return;
        }
        json.writeFieldName(name);
        if (value instanceof List<?> layers) layers(layers);
        else if (value instanceof Integer integer) json.writeNumber(integer);
        else if (value instanceof Double number) json.writeNumber(number);
        else if (value instanceof Boolean bool) json.writeBoolean(bool);
        else json.writeString((String) value);
    }
}

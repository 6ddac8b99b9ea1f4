package org.hesse.lab;

import static java.util.stream.Collectors.joining;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.hesse.engine.array.Segment;
import org.hesse.engine.op.Loss;
import org.hesse.engine.op.Op;
import org.hesse.nn.Model;
import org.hesse.nn.Outline;

/** A model as `hesse describe` shows it, for people and as JSON. Immutable. */
record Description(Model model, List<Outline> layers) {
    private static final String ROW = "%-26s %-18s %-14s %11s  %s";
    private static final String INDENT = "  ";

    static Description of(Model model) { return new Description(model, Outline.of(model)); }

    /** `input [64], output [10], loss softmax_cross_entropy, 2,410 parameters`, and buffers if there are some. */
    String head() {
        int buffers = model.buffers().size();
        return "input " + Outline.list(model.input()) + ", output " + Outline.list(model.output()) + ", loss "
                + loss(model.loss()) + ", " + count(model.layout().size()) + " parameters"
                + (buffers == 0 ? "" : ", " + count(buffers) + " numbers in buffers");
    }

    /** A table with a row for every layer, those inside another indented below it. */
    List<String> rows() {
        List<String> rows = new ArrayList<>();
        rows.add(String.format(Locale.ROOT, ROW, "layer", "type", "output", "numbers", "parameters"));
        for (Outline layer : layers) addRows(layer, "", rows);
        rows.add(row("total", "", "", count(model.layout().size()), ""));
        return rows;
    }

    private static void addRows(Outline layer, String indent, List<String> rows) {
        boolean isWhole = layer.inside().isEmpty();
        String segments = Stream.concat(layer.parameters().stream(), layer.buffers().stream()).map(Segment::toString)
                .collect(joining(", "));
        rows.add(row(indent + layer.label(), type(layer), layer.output().toString(), count(layer.size()),
                isWhole ? segments : ""));
        layer.inside().forEach((name, layers) -> {
            // Most layers have one list, which needs no name.
            if (!name.equals("layers") && !layers.isEmpty()) rows.add(indent + INDENT + name + ":");
            for (Outline inner : layers) addRows(inner, indent + INDENT, rows);
        });
    }

    private static String row(String... cells) {
        return String.format(Locale.ROOT, ROW, (Object[]) cells).stripTrailing();
    }

    private static String type(Outline layer) { return Op.snakeCase(layer.layer().getClass().getSimpleName()); }

    private static String count(int numbers) { return String.format(Locale.ROOT, "%,d", numbers); }

    /** A number as the commands print it. */
    static String digits(double number) { return String.format(Locale.ROOT, "%.12e", number); }

    /** `softmax_cross_entropy (label_smoothing 0.1)`. */
    private static String loss(Loss loss) {
        Map<String, Object> settings = settings(loss);
        return loss.name() + (settings.isEmpty()
                ? ""
                : settings.entrySet().stream().map(s -> s.getKey() + " " + s.getValue())
                        .collect(joining(", ", " (", ")")));
    }

    private static Map<String, Object> settings(Loss loss) {
        Map<String, Object> settings = new LinkedHashMap<>();
        try {
            if (loss.getClass().isRecord())
                for (RecordComponent component : loss.getClass().getRecordComponents())
                    settings.put(Op.snakeCase(component.getName()), component.getAccessor().invoke(loss));
            return settings;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same for {@link Json}. */
    Map<String, Object> fields() {
        Map<String, Object> loss = new LinkedHashMap<>();
        loss.put("type", model.loss().name());
        loss.putAll(settings(model.loss()));
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("input", Outline.list(model.input()));
        fields.put("output", Outline.list(model.output()));
        fields.put("loss", loss);
        fields.put("parameters", model.layout().size());
        fields.put("buffers", model.buffers().size());
        fields.put("layers", layers.stream().map(Description::fields).toList());
        return fields;
    }

    private static Map<String, Object> fields(Outline layer) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("label", layer.label());
        fields.put("type", type(layer));
        fields.put("input", layer.input());
        fields.put("output", layer.output());
        fields.put("size", layer.size());
        fields.put("parameters", shapes(layer.parameters()));
        fields.put("buffers", shapes(layer.buffers()));
        layer.inside().forEach((name, layers) -> fields.put(Op.snakeCase(name), layers.stream()
                .map(Description::fields).toList()));
        return fields;
    }

    private static Map<String, Object> shapes(List<Segment> segments) {
        Map<String, Object> shapes = new LinkedHashMap<>();
        for (Segment segment : segments) shapes.put(segment.name(), Outline.list(segment.shape()));
        return shapes;
    }
}

package org.hesse.lab.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Segment;

/** An explanation as fields for JSON, all digits. A node of one number has numbers, others have lists. Stateless. */
public final class Fields {
    private Fields() {}

    /** Source, loss, point and direction, what is left at the parameters, and the nodes. */
    public static Map<String, Object> of(Explanation e) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("source", e.source());
        fields.put("order", e.order());
        fields.put("loss", e.loss());
        fields.put("at", byName(e, e.theta()));
        fields.put("along", byName(e, e.v()));
        e.products().forEach((name, product) -> fields.put(name, byName(e, product)));
        List<Object> nodes = new ArrayList<>();
        for (Node node : e.nodes()) nodes.add(node(e, node));
        fields.put("nodes", nodes);
        return fields;
    }

    private static Map<String, Object> byName(Explanation e, double... vector) {
        Map<String, Object> named = new LinkedHashMap<>();
        for (Segment segment : e.layout().segments()) {
            Array part = segment.of(vector);
            named.put(segment.name(), value(part.toArray()));
        }
        return named;
    }

    private static Object value(double... numbers) {
        if (numbers.length == 1) return numbers[0];
        return numbers;
    }

    /** What is zero by structure is null. */
    private static Map<String, Object> node(Explanation e, Node node) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", node.name());
        fields.put("is", node.text());
        fields.put("kind", node.kind());
        if (!node.layer().isEmpty()) fields.put("layer", node.layer());
        fields.put("inputs", node.inputs().stream().map(i -> e.nodes().get(i).name()).toList());
        fields.put("shape", Arrays.stream(node.shape()).boxed().toList());
        for (Column column : e.columns()) {
            double[] numbers = node.numbers().get(column.key());
            fields.put(column.key(), numbers == null ? null : value(numbers));
        }
        fields.put("births", node.births());
        return fields;
    }
}

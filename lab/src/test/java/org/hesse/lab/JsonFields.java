package org.hesse.lab;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The scalars of a JSON document by their JSON pointer: `/norms/nme`, `/hessian/0`. */
record JsonFields(Map<String, String> scalars) {
    static JsonFields of(String json) throws IOException {
        Map<String, String> scalars = new LinkedHashMap<>();
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken())
                if (token.isScalarValue())
                    scalars.put(parser.getParsingContext().pathAsPointer().toString(), parser.getText());
        }
        return new JsonFields(scalars);
    }

    String get(String pointer) { return scalars.get(pointer); }

    double number(String pointer) { return Double.parseDouble(get(pointer)); }

    /** The list at a pointer. */
    double[] numbers(String pointer) {
        List<Double> numbers = new ArrayList<>();
        while (scalars.containsKey(pointer + "/" + numbers.size()))
            numbers.add(number(pointer + "/" + numbers.size()));
        return numbers.stream().mapToDouble(x -> x).toArray();
    }
}

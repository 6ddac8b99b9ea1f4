package org.hesse.engine.ops;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hesse.engine.op.Elementwise;

/** A row of `elementwise.csv`: φ…φ‴ of a function at x, 0 for derivatives that its op does not have. */
record ElementwiseRow(String function, String parameter, double x, List<BigDecimal> expected) {
    private static ElementwiseRow parse(String line) {
        String[] cells = line.split(",", -1);
        List<BigDecimal> expected = Stream.of(cells).skip(3).map(BigDecimal::new).toList();
        return new ElementwiseRow(cells[0], cells[1], Double.parseDouble(cells[2]), expected);
    }

    /** All rows by function and parameter, in the file's order. */
    static Map<String, List<ElementwiseRow>> all() throws IOException {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                ElementwiseRow.class.getResourceAsStream("/org/hesse/engine/elementwise.csv"),
                StandardCharsets.UTF_8))) {
            return in.lines().skip(1).map(ElementwiseRow::parse)
                    .collect(Collectors.groupingBy(ElementwiseRow::name, LinkedHashMap::new, Collectors.toList()));
        }
    }

    String name() { return parameter.isEmpty() ? function : function + "," + parameter; }

    double parameterOr1() { return parameter.isEmpty() ? 1 : Double.parseDouble(parameter); }

    /** `beta_gelu,4` is `new org.hesse.engine.ops.BetaGelu(4)`: every function of the file has its class. */
    Elementwise op() throws ReflectiveOperationException {
        String name = Stream.of(function.split("_"))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
        Class<?> type = Class.forName("org.hesse.engine.ops." + name);
        Object op = parameter.isEmpty()
                ? type.getConstructor().newInstance()
                : type.getConstructor(double.class).newInstance(parameterOr1());
        return (Elementwise) op;
    }
}

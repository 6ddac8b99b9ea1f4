package org.hesse.engine.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hesse.engine.array.Providers;
import org.hesse.engine.array.Ulps;
import org.hesse.engine.op.Elementwise;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * φ…φ‴ within 4 ulp of their largest term at every row of `elementwise.csv` (40-digit arithmetic).
 *
 * <p>`beta_gelu,4` is checked against `new org.hesse.engine.ops.BetaGelu(4)`: every function of the file has its class.
 */
class ElementwiseGoldenTest {
    private record Row(String function, String parameter, double x, List<BigDecimal> expected) {
        static Row parse(String line) {
            String[] cells = line.split(",", -1);
            List<BigDecimal> expected = Stream.of(cells).skip(3).map(BigDecimal::new).toList();
            return new Row(cells[0], cells[1], Double.parseDouble(cells[2]), expected);
        }

        String op() { return parameter.isEmpty() ? function : function + "," + parameter; }

        double parameterOr1() { return parameter.isEmpty() ? 1 : Double.parseDouble(parameter); }
    }

    @TestFactory
    Stream<DynamicTest> everyRow() throws IOException {
        Map<String, List<Row>> rows = rows();
        assertEquals(21, rows.size());
        assertEquals(2592, rows.values().stream().mapToInt(List::size).sum());
        return rows.entrySet().stream().map(e -> DynamicTest.dynamicTest(e.getKey(), () -> check(e.getValue())));
    }

    private static void check(List<Row> rows) throws ReflectiveOperationException {
        Elementwise op = op(rows.get(0));
        int n = rows.size();
        double[] x = rows.stream().mapToDouble(Row::x).toArray();
        double[][] d = new double[4][n];
        op.fill(Providers.kernels(), op.highest(), n, x, d, new double[4][n]);
        int checked = 0;
        for (int i = 0; i < n; i++)
            for (int k = 0; k < 4; k++, checked++) {
                Row row = rows.get(i);
                double term = LargestTerms.of(row.function(), row.parameterOr1(), row.x())[k];
                double error = Ulps.error(d[k][i], row.expected().get(k), term);
                assertTrue(error <= 4, row.op() + ", derivative " + k + " at " + row.x() + ": " + d[k][i] + " for "
                        + row.expected().get(k) + ", wrong by " + error + " ulp");
            }
        assertEquals(4 * n, checked);
    }

    /** Derivatives that an op does not have are left 0 by {@link #check}, and so they are in the file. */
    private static Elementwise op(Row row) throws ReflectiveOperationException {
        String name = Stream.of(row.function().split("_"))
                .map(word -> word.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
        Class<?> type = Class.forName("org.hesse.engine.ops." + name);
        Object op = row.parameter().isEmpty()
                ? type.getConstructor().newInstance()
                : type.getConstructor(double.class).newInstance(row.parameterOr1());
        return (Elementwise) op;
    }

    /** The rows of the file by op, in the file's order. */
    private static Map<String, List<Row>> rows() throws IOException {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                ElementwiseGoldenTest.class.getResourceAsStream("/org/hesse/engine/elementwise.csv"),
                StandardCharsets.UTF_8))) {
            return in.lines().skip(1).map(Row::parse)
                    .collect(Collectors.groupingBy(Row::op, LinkedHashMap::new, Collectors.toList()));
        }
    }
}

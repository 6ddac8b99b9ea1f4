package org.hesse.lab.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The evaluation trace as lines of text: a row for every entry of every node, a column for every quantity. Stateless
 * and thread-safe.
 */
public final class TraceTable {
    private static final String GAP = "  ";
    private static final int TEXT = 40;

    private TraceTable() {}

    /** Heading first; numbers are right-aligned, `·` is a zero by structure. */
    public static List<String> lines(Explanation e) {
        List<List<String>> rows = new ArrayList<>(List.of(headings(e)));
        for (Node node : e.nodes())
            for (int i = 0; i < node.size(); i++) rows.add(row(e, node, i));
        int columns = rows.get(0).size();
        int[] widths = IntStream.range(0, columns)
                .map(c -> rows.stream().mapToInt(row -> row.get(c).length()).max().orElse(0)).toArray();
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static List<String> headings(Explanation e) {
        List<String> cells = new ArrayList<>(List.of("node", "is"));
        e.columns().forEach(column -> cells.add(column.heading()));
        cells.add("births");
        return cells;
    }

    private static List<String> row(Explanation e, Node node, int i) {
        List<String> cells = new ArrayList<>(List.of(plain(node.entry(i)), i == 0 ? cut(plain(node.text())) : ""));
        for (Column column : e.columns()) {
            double[] numbers = node.numbers().get(column.key());
            cells.add(numbers == null ? Numbers.NOTHING : Numbers.fixed(numbers[i]));
        }
        cells.add(i == 0 ? String.join(", ", node.births()) : "");
        return cells;
    }

    private static String plain(String text) { return text.replaceAll("\\p{Cntrl}", "?"); }

    private static String cut(String text) { return text.length() <= TEXT ? text : text.substring(0, TEXT - 1) + "…"; }

    private static String line(List<String> row, int... widths) {
        StringBuilder line = new StringBuilder();
        for (int c = 0; c < widths.length; c++) {
            String blanks = " ".repeat(widths[c] - row.get(c).length());
            boolean isNumber = c > 1 && c < widths.length - 1;
            line.append(c == 0 ? "" : GAP).append(isNumber ? blanks + row.get(c) : row.get(c) + blanks);
        }
        return line.toString().stripTrailing();
    }
}

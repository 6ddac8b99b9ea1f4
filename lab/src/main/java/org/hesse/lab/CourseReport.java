package org.hesse.lab;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.hesse.hessian.Term;
import org.hesse.lab.report.CoursePicture;
import org.hesse.lab.report.CsvTable;
import org.hesse.lab.report.Picture;

/**
 * Rows of numbers, one a checkpoint, as a table, as JSON and as charts. As immutable as they are.
 *
 * @param files the checkpoints, in order
 * @param at their places on the axis
 * @param columns the rows' names
 */
record CourseReport(Course course, List<Path> files, double[] at, List<String> columns, List<double[]> rows) {
    /** A line for people: the place, and the numbers that are no standard errors. */
    static String line(Path file, Map<String, Double> row) {
        StringBuilder line = new StringBuilder(String.valueOf(file.getFileName()));
        row.forEach((name, number) -> {
            if (!name.endsWith(Course.ERROR) && !name.contains("_converged_"))
                line.append(String.format(Locale.ROOT, "  %s %.6g", name, number));
        });
        return line.toString();
    }

    CsvTable table() {
        List<String> names = new ArrayList<>(List.of("checkpoint", "place"));
        names.addAll(columns);
        CsvTable table = new CsvTable(names);
        for (int i = 0; i < rows.size(); i++) {
            List<Object> cells = new ArrayList<>(List.of(files.get(i).toString(), at[i]));
            for (double number : rows.get(i)) cells.add(number);
            table.add(cells.toArray());
        }
        return table;
    }

    /** By checkpoint, in order. */
    List<Map<String, Object>> fields() {
        List<Map<String, Object>> all = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("checkpoint", files.get(i).toString());
            fields.put("place", at[i]);
            for (int c = 0; c < columns.size(); c++) fields.put(columns.get(c), rows.get(i)[c]);
            all.add(fields);
        }
        return all;
    }

    Picture picture() {
        CoursePicture picture = new CoursePicture(at);
        picture.add("Loss", column("loss"), null).add("Norm of the gradient", column("gradient_norm"), null);
        addCharts(course, columns, this::column, picture);
        return picture.draw();
    }

    /** A chart for each measure of a course, from columns by name. */
    static void addCharts(Course course, List<String> columns, Function<String, double[]> column,
            CoursePicture picture) {
        for (Course.Chart chart : course.charts())
            if (chart.columns().isEmpty())
                picture.add(chart.title(), column.apply("cosine"), column.apply("cosine" + Course.ERROR));
            else
                picture.add(chart.title(), of(chart, "", columns, column),
                        of(chart, Course.ERROR, columns, column));
    }

    /** A chart's columns, or those with another ending as far as there are some. */
    private static Map<Term, double[]> of(Course.Chart chart, String ending, List<String> columns,
            Function<String, double[]> column) {
        Map<Term, double[]> values = new EnumMap<>(Term.class);
        chart.columns().forEach((term, name) -> {
            if (columns.contains(name + ending)) values.put(term, column.apply(name + ending));
        });
        return values;
    }

    private double[] column(String name) {
        int c = columns.indexOf(name);
        return rows.stream().mapToDouble(row -> row[c]).toArray();
    }
}

package org.hesse.lab;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hesse.lab.report.CoursePicture;
import org.hesse.lab.report.CsvTable;
import org.hesse.lab.report.Picture;

/** What was evaluated along a training, by step, as lines, table, JSON and charts. As immutable as its maps. */
record TrainReport(Course course, Map<Integer, Map<String, Double>> evaluations) {
    /** Without standard errors: `step 64  loss 0.31  accuracy 0.9`. */
    static String line(int step, int steps, Map<String, Double> numbers) {
        StringBuilder line = new StringBuilder(
                String.format(Locale.ROOT, "step %" + String.valueOf(steps).length() + "d", step));
        numbers.forEach((name, number) -> {
            if (!name.endsWith(Course.ERROR) && !name.contains("_converged_"))
                line.append(String.format(Locale.ROOT, "  %s %.6g", name, number));
        });
        return line.toString();
    }

    private List<String> names() {
        return evaluations.isEmpty() ? List.of() : List.copyOf(evaluations.values().iterator().next().keySet());
    }

    private double[] column(String name) {
        return evaluations.values().stream().mapToDouble(row -> row.getOrDefault(name, Double.NaN)).toArray();
    }

    CsvTable table() {
        List<String> columns = new ArrayList<>(List.of("step"));
        columns.addAll(names());
        CsvTable table = new CsvTable(columns);
        evaluations.forEach((step, numbers) -> {
            List<Object> cells = new ArrayList<>(List.of(step));
            for (String name : names()) cells.add(numbers.getOrDefault(name, Double.NaN));
            table.add(cells.toArray());
        });
        return table;
    }

    /** By step, in order. */
    List<Map<String, Object>> fields() {
        List<Map<String, Object>> all = new ArrayList<>();
        evaluations.forEach((step, numbers) -> {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("step", step);
            fields.putAll(numbers);
            all.add(fields);
        });
        return all;
    }

    Picture picture() {
        double[] steps = evaluations.keySet().stream().mapToDouble(step -> step).toArray();
        CoursePicture picture = new CoursePicture("step", steps);
        picture.addSets("Loss", column("loss"), test("loss"));
        if (names().contains("accuracy")) picture.addSets("Accuracy", column("accuracy"), test("accuracy"));
        if (!course.measures().isEmpty()) picture.add("Norm of the gradient", column("gradient_norm"), null);
        CourseReport.addCharts(course, names(), this::column, picture);
        return picture.draw();
    }

    /** Null if there is no test. */
    private double[] test(String name) {
        return names().contains("test_" + name) ? column("test_" + name) : null;
    }
}

package org.hesse.lab.paper;

import java.util.List;
import org.hesse.lab.report.CsvTable;
import org.hesse.lab.report.CurvePicture;
import org.hesse.lab.report.CurvePicture.Axis;

/** Tables and charts that all sweeps have. Stateless. */
final class SweepTables {
    private SweepTables() {}

    /**
     * One row an arm: means and standard deviations over seeds, in per cent.
     *
     * @param task its name, the first column
     */
    static CsvTable means(CsvTable table, String task, Cells cells) {
        for (Cell cell : cells.all())
            table.add(task, cell.arm().method().label(), cell.arm().activation(), cell.arm().strength(),
                    cell.seeds().size(), cell.diverged(), cell.test().mean(), cell.test().deviation(),
                    cell.train().mean(), cell.train().deviation());
        return table;
    }

    static CsvTable means(String strength) { return means("task", strength); }

    /** @param task what the first column is called */
    static CsvTable means(String task, String strength) {
        return new CsvTable(task, "method", "activation", strength, "seeds", "diverged", "test_mean",
                "test_deviation", "train_mean", "train_deviation");
    }

    /** One row a run. */
    static CsvTable runs(CsvTable table, String task, Cells cells, Settings settings) {
        for (Cell cell : cells.all())
            for (int s = 0; s < cell.seeds().size(); s++) {
                Numbers run = cell.seeds().get(s);
                table.add(task, cell.arm().method().label(), cell.arm().activation(), cell.arm().strength(),
                        settings.seed(s), run.get("diverged"), run.get("steps"), run.get("loss"),
                        run.get("train_accuracy"), run.get("test_accuracy"));
            }
        return table;
    }

    static CsvTable runs(String strength) { return runs("task", strength); }

    /** @param task what the first column is called */
    static CsvTable runs(String task, String strength) {
        return new CsvTable(task, "method", "activation", strength, "seed", "diverged", "steps", "loss",
                "train_accuracy", "test_accuracy");
    }

    /** A chart of test accuracy by strength: a curve for each method, and plain training as a dashed line. */
    static void chart(CurvePicture picture, String title, String strength, Cells cells, String activation,
            List<Method> methods) {
        picture.chart(title, Axis.log(strength), Axis.linear("test accuracy, %"));
        double[] ends = ends(cells);
        cells.sgd(activation).ifPresent(sgd -> picture.guide("SGD", ends,
                new double[] {sgd.test().mean(), sgd.test().mean()}));
        for (Method method : methods) curve(picture, method.title(), cells.curve(method, activation));
    }

    /** A curve with bars of one standard deviation, by strength. */
    static void curve(CurvePicture picture, String name, List<Cell> curve) {
        picture.add(name, curve.stream().mapToDouble(c -> c.arm().strength()).toArray(),
                curve.stream().mapToDouble(c -> c.test().mean()).toArray(),
                curve.stream().mapToDouble(c -> c.test().bar()).toArray());
    }

    /** The same of the training accuracy. */
    static void trainCurve(CurvePicture picture, String name, List<Cell> curve) {
        picture.add(name, curve.stream().mapToDouble(c -> c.arm().strength()).toArray(),
                curve.stream().mapToDouble(c -> c.train().mean()).toArray(),
                curve.stream().mapToDouble(c -> c.train().bar()).toArray());
    }

    private static double[] ends(Cells cells) {
        double[] strengths = cells.all().stream().mapToDouble(c -> c.arm().strength()).filter(s -> s > 0).sorted()
                .toArray();
        return strengths.length == 0
                ? new double[] {1, 1}
                : new double[] {strengths[0], strengths[strengths.length - 1]};
    }
}

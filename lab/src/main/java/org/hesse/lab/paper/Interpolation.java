package org.hesse.lab.paper;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hesse.engine.array.Array;
import org.hesse.engine.objective.Objective;
import org.hesse.engine.objective.Progress;
import org.hesse.engine.objective.UpdateRule;
import org.hesse.engine.op.Loss;
import org.hesse.engine.ops.Mse;
import org.hesse.engine.ops.SoftmaxCrossEntropy;
import org.hesse.engine.tape.NonFiniteException;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.Operator;
import org.hesse.hessian.algebra.Vectors;
import org.hesse.hessian.estimate.FrobeniusNorm;
import org.hesse.lab.report.CsvTable;
import org.hesse.lab.report.CurvePicture;
import org.hesse.lab.report.CurvePicture.Axis;
import org.hesse.lab.report.Text;
import org.hesse.nn.Model;
import org.hesse.nn.data.Dataset;

/**
 * `‖N‖/‖G‖` on the way to interpolation: r → 0, so N → 0; G stays with squared error, where `H_z = I/n`, and vanishes
 * with cross-entropy, whose H_z shrinks as fast as r. Stateless and thread-safe.
 */
final class Interpolation implements Experiment {
    private static final Setting SETTING = new Setting(192, 0, List.of(64, 64, 64), 0.9, 0.05, 64, 6000);
    private static final int FEWER_STEPS = 2400;
    private static final int MEASUREMENTS = 24;
    private static final int PRODUCTS = 48;
    private static final List<String> LOSSES = List.of("squared_error", "cross_entropy");
    private static final List<String> ACTIVATIONS = List.of("gelu");

    private final Setting setting;

    Interpolation() { this(null); }

    /** At another size; null for those of the settings. */
    Interpolation(Setting setting) { this.setting = setting; }

    @Override
    public String id() { return "interpolation"; }

    @Override
    public String title() { return "What becomes of N at interpolation"; }

    @Override
    public String source() { return "section 3, in the text"; }

    @Override
    public String claim() {
        return "N is weighted by the residual and vanishes at interpolation, which is why it is commonly neglected.";
    }

    @Override
    public Findings run(Context context) {
        Setting of = setting != null ? setting : SETTING.steps(context.settings().pick(SETTING.steps(), FEWER_STEPS));
        List<String> names = context.settings().activations(ACTIVATIONS);
        int seeds = context.settings().seeds(3, 1);
        List<Trial> trials = new ArrayList<>();
        for (String name : names)
            for (String loss : LOSSES) for (int s = 0; s < seeds; s++) trials.add(trial(context, of, name, loss, s));
        List<Numbers> all = context.run(id(), trials);
        Findings findings = new Findings();
        findings.setting(of.text() + " Squared error is that of one-hot targets, on the same images.");
        findings.setting("On all training images every " + of.steps() / MEASUREMENTS + " steps: Frobenius norms by "
                + PRODUCTS + " products each, ‖r‖ exactly, r = ∂L/∂z; " + seeds + " seed(s).");
        for (int i = 0; i < names.size() * LOSSES.size(); i++)
            describe(findings, names.get(i / LOSSES.size()), LOSSES.get(i % LOSSES.size()),
                    all.subList(i * seeds, (i + 1) * seeds));
        compare(findings, all, seeds);
        findings.picture(new Figure("ratio", "Along training, first seed: ‖N‖/‖G‖, and what it is made of.",
                picture(names, all, seeds).draw()));
        findings.table(new Findings.Table("", "Norms along training", table(names, all, seeds)));
        return findings;
    }

    private static Trial trial(Context context, Setting of, String name, String loss, int s) {
        long seed = context.settings().seed(s);
        return new Trial(name + "/" + loss + "/seed=" + seed + "/steps=" + of.steps(), progress -> {
            Loss fn = loss.equals("squared_error") ? new Mse() : new SoftmaxCrossEntropy();
            Model model = of.model(context.function(name), fn);
            Dataset.Split digits = of.data(seed);
            return measure(new Training(of, model, loss.equals("squared_error") ? oneHot(digits) : digits,
                    UpdateRule.GRADIENT, seed), progress);
        });
    }

    private static Dataset.Split oneHot(Dataset.Split digits) {
        return new Dataset.Split(new Dataset(digits.train().x(), QuadraticPenalty.oneHot(digits.train())),
                new Dataset(digits.test().x(), QuadraticPenalty.oneHot(digits.test())));
    }

    /** Series by measurement: step, residual, loss, gauss_newton, nme. */
    private static Numbers measure(Training training, Progress progress) {
        Array x = training.data().train().x();
        Objective loss = training.model().objective(x, training.data().train().y());
        List<double[]> rows = new ArrayList<>();
        training.run(progress, Math.max(1, training.setting().steps() / MEASUREMENTS), (step, theta) -> {
            try (Curvature curvature = Curvature.at(loss, theta)) {
                rows.add(new double[] {step, Vectors.norm(curvature.residual()), curvature.loss(),
                        norm(curvature.gaussNewton(), training.seed()), norm(curvature.nme(), training.seed())});
            } catch (NonFiniteException e) {
                // The trainer calls this run diverged at its next step; what was seen before stays.
                if (rows.isEmpty()) throw e;
            }
        });
        Numbers numbers = new Numbers();
        String[] names = {"step", "residual", "loss", "gauss_newton", "nme"};
        for (int c = 0; c < names.length; c++) {
            int at = c;
            numbers.put(names[c], rows.stream().mapToDouble(row -> row[at]).toArray());
        }
        return numbers;
    }

    private static double norm(Operator a, long seed) {
        return FrobeniusNorm.norm(a, PRODUCTS, seed, Progress.NONE).estimate();
    }

    private static double last(Numbers n, String name) { return n.all(name)[n.all(name).length - 1]; }

    private static double ratio(Numbers n, boolean atEnd) {
        return atEnd ? last(n, "nme") / last(n, "gauss_newton") : n.get("nme") / n.get("gauss_newton");
    }

    private static void describe(Findings findings, String name, String loss, List<Numbers> seeds) {
        Sample first = Sample.of(seeds, n -> ratio(n, false));
        Sample last = Sample.of(seeds, n -> ratio(n, true));
        Sample residual = Sample.of(seeds, n -> last(n, "residual") / n.get("residual"));
        Sample gaussNewton = Sample.of(seeds, n -> last(n, "gauss_newton") / n.get("gauss_newton"));
        findings.result(name + ", " + loss.replace('_', ' ') + ": ‖N‖/‖G‖ from " + Text.of(first.mean()) + " to "
                + Text.of(last.mean()) + ", while ‖r‖ falls to " + Text.of(residual.mean()) + " of its start and"
                + " ‖G‖ to " + Text.of(gaussNewton.mean()) + " of its own.");
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("first_ratio", first.mean());
        fields.put("last_ratio", last.mean());
        fields.put("residual", residual.mean());
        fields.put("gauss_newton", gaussNewton.mean());
        findings.field(name + "_" + loss, fields);
    }

    /** Of the first activation, from the second measurement on: before it the network learns what is easy. */
    private static void compare(Findings findings, List<Numbers> all, int seeds) {
        List<Numbers> squared = all.subList(0, seeds);
        List<Numbers> cross = all.subList(seeds, 2 * seeds);
        if (all.subList(0, 2 * seeds).stream().anyMatch(n -> n.all("step").length < 2)) return;
        String from = "from step " + Math.round(all.get(0).all("step")[1]) + " on ";
        findings.comparison("Squared error: " + from + falls(squared) + (follows(squared)
                ? " As the paper says: G stays, since H_z = I/n, and N vanishes beside it."
                : " The paper has it that N vanishes beside G: here it does not fall as r does."));
        findings.comparison("Cross-entropy: " + from + falls(cross) + (follows(cross)
                ? " As the paper says: N vanishes beside G."
                : " Not as the paper says: N falls with r, but G falls too, because H_z shrinks as r does."));
    }

    private static String falls(List<Numbers> seeds) {
        return "‖r‖ falls " + Text.of(fall(seeds, "residual")) + " times, ‖N‖ " + Text.of(fall(seeds, "nme"))
                + " times, ‖G‖ " + Text.of(fall(seeds, "gauss_newton")) + " times, ‖N‖/‖G‖ " + Text.of(ratioFall(seeds))
                + " times.";
    }

    /** Whether ‖N‖/‖G‖ falls at least half as many times as ‖r‖. */
    private static boolean follows(List<Numbers> seeds) { return ratioFall(seeds) >= fall(seeds, "residual") / 2; }

    /** How many times smaller a norm is at the end than at the second measurement, mean over seeds. */
    private static double fall(List<Numbers> seeds, String name) {
        return Sample.of(seeds, n -> n.all(name)[1] / last(n, name)).mean();
    }

    private static double ratioFall(List<Numbers> seeds) {
        return Sample.of(seeds, n -> n.all("nme")[1] / n.all("gauss_newton")[1] / ratio(n, true)).mean();
    }

    private static CurvePicture picture(List<String> names, List<Numbers> all, int seeds) {
        CurvePicture picture = new CurvePicture(3);
        picture.chart("‖N‖/‖G‖", Axis.linear("step"), Axis.log(""));
        for (int i = 0; i * seeds < all.size(); i++) {
            Numbers n = all.get(i * seeds);
            double[] ratio = n.all("nme");
            for (int k = 0; k < ratio.length; k++) ratio[k] /= n.all("gauss_newton")[k];
            picture.add(label(names, i), n.all("step"), ratio);
        }
        for (int i = 0; i * seeds < all.size(); i++) {
            Numbers n = all.get(i * seeds);
            picture.chart(label(names, i), Axis.linear("step"), Axis.log(""));
            picture.add("‖G‖", n.all("step"), n.all("gauss_newton"));
            picture.add("‖N‖", n.all("step"), n.all("nme"));
            picture.add("‖r‖", n.all("step"), n.all("residual"));
        }
        return picture;
    }

    private static String label(List<String> names, int i) {
        return names.get(i / LOSSES.size()) + ", " + LOSSES.get(i % LOSSES.size()).replace('_', ' ');
    }

    private static CsvTable table(List<String> names, List<Numbers> all, int seeds) {
        CsvTable table = new CsvTable("activation", "loss", "run", "step", "training_loss", "residual", "gauss_newton",
                "nme", "ratio");
        for (int i = 0; i < all.size(); i++) {
            Numbers n = all.get(i);
            int kind = i / seeds;
            for (int k = 0; k < n.all("step").length; k++)
                table.add(names.get(kind / LOSSES.size()), LOSSES.get(kind % LOSSES.size()), i % seeds + 1,
                        (int) n.all("step")[k], n.all("loss")[k], n.all("residual")[k], n.all("gauss_newton")[k],
                        n.all("nme")[k], n.all("nme")[k] / n.all("gauss_newton")[k]);
        }
        return table;
    }
}

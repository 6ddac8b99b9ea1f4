package org.hesse.lab.paper;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Providers;
import org.hesse.engine.objective.Batch;
import org.hesse.engine.objective.Progress;
import org.hesse.engine.objective.UpdateRule;
import org.hesse.engine.op.Elementwise;
import org.hesse.engine.ops.BetaGelu;
import org.hesse.lab.report.CsvTable;
import org.hesse.lab.report.CurvePicture;
import org.hesse.lab.report.CurvePicture.Axis;
import org.hesse.lab.report.Text;

/**
 * The share of pre-activations h with `|φ″(h)| > t max|φ″|`, by layer, before and after training, against β of
 * `xΦ(βx)`. Stateless and thread-safe.
 */
final class Sparsity implements Experiment {
    /** The share of the maximum that counts, the first the one of the report. */
    static final double[] THRESHOLDS = {1e-3, 1e-2, 1e-1};
    private static final double[] BETA = {1, 3, 10, 30, 100, 300, 1e3, 1e4};
    private static final double[] FEWER = {1, 10, 100, 1e3, 1e4};
    /** `max|φ″|` is found on a grid of h: the maximum of β-GELU, at 0, is one of its points. */
    private static final int GRID = 2001;
    private static final double WIDTH = 10;
    /** From here on kinks are narrow beside the pre-activations. */
    private static final double NARROW = 100;

    private final Setting setting;

    Sparsity() { this(Setting.DIGITS); }

    /** At another size. */
    Sparsity(Setting setting) { this.setting = setting; }

    @Override
    public String id() { return "sparsity"; }

    @Override
    public String title() { return "How many units have curvature"; }

    @Override
    public String source() { return "figure 9"; }

    @Override
    public String claim() {
        return "As β grows, β-GELU tends to ReLU and its second derivative to a delta function: ever fewer units are"
                + " near enough to the kink for φ″ to be felt, so that N becomes sparse.";
    }

    @Override
    public Findings run(Context context) {
        double[] beta = context.settings().beta(BETA, FEWER);
        int seeds = context.settings().seeds(3, 1);
        List<Trial> trials = new ArrayList<>();
        for (double b : beta) for (int s = 0; s < seeds; s++) trials.add(trial(b, context.settings().seed(s)));
        List<Numbers> all = context.run(id(), trials);
        Findings findings = new Findings();
        findings.setting(setting.text());
        findings.setting("Counted are all training images and all units of a layer, at the initial θ and after"
                + " training, with |φ″(h)| above t = " + Text.tick(THRESHOLDS[0]) + " of max|φ″| = 0.798β; " + seeds
                + " seed(s). The share depends on t: the table has 1e-2 and 1e-1 too.");
        describe(findings, beta, all, seeds);
        findings.picture(new Figure("share", "Share of units with |φ″(h)| above " + Text.tick(THRESHOLDS[0])
                + " of its maximum, mean over seeds, bars of one standard deviation.",
                picture(beta, all, seeds).draw()));
        findings.table(new Findings.Table("", "Shares by β, layer and threshold, mean and standard deviation over"
                + " seeds", table(beta, all, seeds)));
        return findings;
    }

    private Trial trial(double beta, long seed) {
        return new Trial("beta=" + beta + "/seed=" + seed + "/steps=" + setting.steps(), progress -> {
            Training training = Training.of(setting, new BetaGelu(beta), UpdateRule.GRADIENT, seed);
            return measure(training, new BetaGelu(beta), WIDTH / beta, progress);
        });
    }

    /** `before_t` and `after_t` by layer, t the number of the threshold; test and training accuracy. */
    private static Numbers measure(Training training, Elementwise fn, double width, Progress progress) {
        Batch loss = training.model().objective(training.data().train().x(), training.data().train().y());
        double most = largest(fn, width);
        Numbers numbers = new Numbers();
        put(numbers, "before_", PreActivations.of(training.model(), loss,
                training.model().initialize(training.seed())), fn, most);
        Trained trained = training.run(progress);
        put(numbers, "after_", PreActivations.of(training.model(), loss, trained.theta()), fn, most);
        return numbers.put("test_accuracy", trained.testAccuracy()).put("train_accuracy", trained.trainAccuracy());
    }

    private static void put(Numbers numbers, String name, List<Array> h, Elementwise fn, double most) {
        for (int t = 0; t < THRESHOLDS.length; t++) {
            double limit = THRESHOLDS[t] * most;
            numbers.put(name + t, h.stream().mapToDouble(layer -> share(fn, layer.toArray(), limit)).toArray());
        }
    }

    static double share(Elementwise fn, double[] h, double limit) {
        int above = 0;
        for (double second : second(fn, h)) if (Math.abs(second) > limit) above++;
        return (double) above / h.length;
    }

    private static double largest(Elementwise fn, double width) {
        double[] grid = new double[GRID];
        for (int i = 0; i < GRID; i++) grid[i] = width * (2.0 * i / (GRID - 1) - 1);
        double most = 0;
        for (double second : second(fn, grid)) most = Math.max(most, Math.abs(second));
        return most;
    }

    private static double[] second(Elementwise fn, double... h) {
        double[][] d = new double[3][h.length];
        fn.fill(Providers.kernels(), 2, h.length, h, d, new double[3][h.length]);
        return d[2];
    }

    private static Sample at(List<Numbers> all, int seeds, int b, String name, int layer) {
        return Sample.of(all.subList(b * seeds, (b + 1) * seeds), n -> n.all(name)[layer]);
    }

    private void describe(Findings findings, double[] beta, List<Numbers> all, int seeds) {
        int layers = setting.hidden().size();
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int b = 0; b < beta.length; b++) {
            StringBuilder text = new StringBuilder("β = " + Text.tick(beta[b]) + ": ");
            Map<String, Object> field = new LinkedHashMap<>();
            double[] before = new double[layers];
            double[] after = new double[layers];
            for (int l = 0; l < layers; l++) {
                before[l] = at(all, seeds, b, "before_0", l).mean();
                after[l] = at(all, seeds, b, "after_0", l).mean();
                text.append(l == 0 ? "" : ", ").append("layer ").append(l + 1).append(' ')
                        .append(Text.of(100 * before[l])).append(" → ").append(Text.of(100 * after[l])).append(" %");
            }
            findings.result(text + " before → after training.");
            field.put("before", before);
            field.put("after", after);
            fields.put(Text.tick(beta[b]), field);
        }
        findings.field("threshold", THRESHOLDS[0]).field("share_by_beta", fields);
        compare(findings, beta, all, seeds);
    }

    private void compare(Findings findings, double[] beta, List<Numbers> all, int seeds) {
        int last = beta.length - 1;
        int deepest = setting.hidden().size() - 1;
        double[] middle = new double[beta.length];
        for (int b = 0; b < beta.length; b++) middle[b] = at(all, seeds, b, "after_0", deepest).mean();
        double slope = Slope.logLog(beta, middle, NARROW, Double.POSITIVE_INFINITY);
        findings.comparison((middle[last] < middle[0] ? "Agrees in direction" : "Differs")
                + ": in the last hidden layer, after training, the share goes from "
                + Text.percent(middle[0]) + " % at β = " + Text.tick(beta[0]) + " to " + Text.of(100 * middle[last])
                + " % at β = " + Text.tick(beta[last]) + (Double.isNaN(slope)
                        ? "."
                        : String.format(Locale.ROOT, ", as β^%.2f from β = %s on: −1 is what a density of h that is"
                                + " smooth at 0 gives, as the kink's width is 1/β.", slope, Text.tick(NARROW))));
        int half = beta.length / 2;
        double first = at(all, seeds, half, "after_0", 0).mean() / at(all, seeds, half, "before_0", 0).mean();
        double deep = middle[half] / at(all, seeds, half, "before_0", deepest).mean();
        findings.comparison("Training " + (deep < first
                ? "makes deeper layers sparser"
                : "does not make deeper layers"
                        + " sparser")
                + ": at β = " + Text.tick(beta[half]) + " the share of the first hidden layer changes by"
                + " a factor of " + Text.of(first) + ", that of the last by " + Text.of(deep) + ".");
        findings.comparison("How sparse is a matter of the threshold: at β = " + Text.tick(beta[0]) + " the same layer"
                + " has " + Text.percent(middle[0]) + " % above 1e-3 of the maximum and "
                + Text.percent(at(all, seeds, 0, "after_2", deepest).mean())
                + " % above 1e-1.");
    }

    private CurvePicture picture(double[] beta, List<Numbers> all, int seeds) {
        CurvePicture picture = new CurvePicture(2);
        for (String when : List.of("before", "after")) {
            picture.chart(when + " training", Axis.log("β"), Axis.log("share of units"));
            for (int l = 0; l < setting.hidden().size(); l++) {
                double[] mean = new double[beta.length];
                double[] bar = new double[beta.length];
                for (int b = 0; b < beta.length; b++) {
                    Sample sample = at(all, seeds, b, when + "_0", l);
                    mean[b] = sample.mean();
                    bar[b] = sample.bar();
                }
                picture.add("layer " + (l + 1), beta, mean, bar);
            }
        }
        return picture;
    }

    private CsvTable table(double[] beta, List<Numbers> all, int seeds) {
        CsvTable table = new CsvTable("beta", "layer", "threshold", "before", "before_sd", "after", "after_sd",
                "test_accuracy");
        for (int b = 0; b < beta.length; b++) {
            double accuracy = at(all, seeds, b, "test_accuracy", 0).mean();
            for (int l = 0; l < setting.hidden().size(); l++)
                for (int t = 0; t < THRESHOLDS.length; t++) {
                    Sample before = at(all, seeds, b, "before_" + t, l);
                    Sample after = at(all, seeds, b, "after_" + t, l);
                    table.add(beta[b], l + 1, THRESHOLDS[t], before.mean(), before.deviation(), after.mean(),
                            after.deviation(), accuracy);
                }
        }
        return table;
    }
}

package org.hesse.lab.paper;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hesse.engine.objective.UpdateRule;
import org.hesse.engine.op.Elementwise;
import org.hesse.engine.sweep.Channel;
import org.hesse.hessian.Term;
import org.hesse.hessian.rule.TracePenalty;
import org.hesse.lab.report.CsvTable;
import org.hesse.lab.report.CurvePicture;
import org.hesse.lab.report.CurvePicture.Axis;
import org.hesse.lab.report.Text;
import org.hesse.nn.Model;
import org.hesse.nn.data.Dataset;

/**
 * Penalties on tr G and tr H by one probe a step, by five, and exactly, side by side, where P unit vectors a step can
 * be afforded: digits of 4×4 pixels, a GELU network 16-8-8-10 of 298 parameters. Stateless and thread-safe.
 */
record ProbeCounts(Setting setting) {
    private static final List<Integer> HIDDEN = List.of(8, 8);
    private static final int EXACT = 0;
    private static final int[] PROBES = {1, 5, EXACT};
    private static final List<Term> TERMS = List.of(Term.GAUSS_NEWTON, Term.HESSIAN);
    private static final int STEPS = 300;
    /** A small network takes more than the large one before its trace shows. */
    private static final double[] FULL = {1e-3, 1e-2, 1e-1, 1};
    private static final double[] QUICK = {1e-2};

    /** At the size of the experiment. */
    ProbeCounts() { this(Setting.DIGITS.hidden(HIDDEN).steps(STEPS)); }

    /** A penalty at a strength. */
    private record Kind(Term term, double sigma2, int probes) {
        String key(long seed) {
            return "probes=" + (probes == EXACT ? "exact" : probes) + "/" + term.label() + "/strength=" + sigma2
                    + "/seed=" + seed;
        }

        UpdateRule rule(long seed) {
            if (probes != EXACT) return new TracePenalty(term, sigma2, probes, seed);
            return new ExactTracePenalty(
                    term == Term.HESSIAN ? Channel.THIRD : Channel.THIRD_GAUSS_NEWTON, sigma2);
        }

        String title() {
            return (term == Term.HESSIAN ? "tr H, " : "tr G, ")
                    + (probes == EXACT ? "exact" : probes == 1 ? "1 probe" : probes + " probes");
        }
    }

    void addTo(Findings findings, Context context, int seeds) {
        double[] sigma2 = context.settings().sigma2(FULL, QUICK);
        List<Kind> kinds = new ArrayList<>();
        for (Term term : TERMS)
            for (int probes : PROBES) for (double strength : sigma2) kinds.add(new Kind(term, strength, probes));
        List<Trial> trials = new ArrayList<>();
        for (Kind kind : kinds)
            for (int s = 0; s < seeds; s++) trials.add(trial(context, kind, context.settings().seed(s)));
        List<Numbers> all = context.run("probes", trials);
        Map<Kind, List<Numbers>> runs = new LinkedHashMap<>();
        for (int k = 0; k < kinds.size(); k++) runs.put(kinds.get(k), all.subList(k * seeds, (k + 1) * seeds));
        report(findings, runs, sigma2);
    }

    private Trial trial(Context context, Kind kind, long seed) {
        return new Trial(kind.key(seed), progress -> {
            Model model = setting.model(context.function("gelu"));
            Training training = new Training(setting, small(context.function("gelu"), model), data(seed),
                    kind.rule(seed), seed);
            TraceCourse.Plan plan = TraceCourse.Plan.of(setting, 10, 32);
            TraceCourse course = new TraceCourse(Task.loss(training, setting.examples()), plan, seed);
            return course.addTo(training.run(progress, plan.every(), course).numbers());
        });
    }

    /** The setting's network on a quarter of the pixels. */
    private Model small(Elementwise fn, Model model) {
        return Model.mlp(model.input()[0] / 4, setting.hidden(), model.output()[0], fn, model.loss());
    }

    private Dataset.Split data(long seed) {
        Dataset.Split split = setting.data(seed);
        return new Dataset.Split(halved(split.train()), halved(split.test()));
    }

    private static Dataset halved(Dataset data) {
        return new Dataset(Images.halved(data.x(), Images.DIGITS_SIDE), data.y(), data.classes());
    }

    private void report(Findings findings, Map<Kind, List<Numbers>> runs, double... sigma2) {
        findings.setting("1, 5 and exact probes: digits of 4×4 pixels, GELU network 16-8-8-10, " + setting.steps()
                + " steps, else as above; exact is the sum over all parameters' unit vectors, at every step.");
        StringBuilder text = new StringBuilder("Probes a step, at σ² = ")
                .append(Text.tick(sigma2[sigma2.length - 1])).append(": ");
        String separator = "";
        for (Map.Entry<Kind, List<Numbers>> each : runs.entrySet()) {
            if (each.getKey().sigma2() != sigma2[sigma2.length - 1]) continue;
            text.append(separator).append(each.getKey().title()).append(' ').append(test(each.getValue()).text(1))
                    .append(" %, least tr H ").append(Text.of(least(each.getValue())));
            separator = "; ";
        }
        findings.result(text.append('.').toString());
        findings.picture(new Figure("probes", "1, 5 and exact probes a step, small GELU network: test accuracy and the"
                + " least tr H along training, against σ². Bars: one standard deviation over seeds.",
                picture(runs, sigma2).draw()));
        findings.table(new Findings.Table("probes", "1, 5 and exact probes (0)", table(runs)));
    }

    private static Sample test(List<Numbers> runs) { return Sample.of(runs, run -> 100 * run.get("test_accuracy")); }

    private static double least(List<Numbers> runs) {
        return TraceCourse.least(runs.stream().mapToDouble(run -> TraceCourse.least(TraceCourse.hessian(run)))
                .toArray());
    }

    private static CurvePicture picture(Map<Kind, List<Numbers>> runs, double... sigma2) {
        CurvePicture picture = new CurvePicture(2);
        picture.chart("test accuracy", Axis.log("σ²"), Axis.linear("%"));
        for (Term term : TERMS) for (int probes : PROBES) accuracy(picture, term, probes, runs, sigma2);
        picture.chart("least tr H along training", Axis.log("σ²"), Axis.linear(""));
        for (Term term : TERMS) for (int probes : PROBES) {
            double[] least = new double[sigma2.length];
            for (int i = 0; i < least.length; i++) least[i] = least(runs.get(new Kind(term, sigma2[i], probes)));
            picture.add(new Kind(term, 0, probes).title(), sigma2, least);
        }
        return picture;
    }

    private static void accuracy(CurvePicture picture, Term term, int probes, Map<Kind, List<Numbers>> runs,
            double... sigma2) {
        double[] mean = new double[sigma2.length];
        double[] bar = new double[sigma2.length];
        for (int i = 0; i < mean.length; i++) {
            Sample test = test(runs.get(new Kind(term, sigma2[i], probes)));
            mean[i] = test.mean();
            bar[i] = test.bar();
        }
        picture.add(new Kind(term, 0, probes).title(), sigma2, mean, bar);
    }

    private static CsvTable table(Map<Kind, List<Numbers>> runs) {
        CsvTable table = new CsvTable("term", "probes", "sigma2", "seeds", "diverged", "test_mean", "test_deviation",
                "train_mean", "least_trace_hessian");
        runs.forEach((kind, all) -> table.add(kind.term().label(), kind.probes(), kind.sigma2(), all.size(),
                (int) all.stream().filter(run -> run.get("diverged") > 0).count(), test(all).mean(),
                test(all).deviation(), Sample.of(all, run -> 100 * run.get("train_accuracy")).mean(), least(all)));
        return table;
    }
}

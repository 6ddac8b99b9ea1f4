package org.hesse.lab.paper;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hesse.engine.array.Array;
import org.hesse.engine.objective.Batch;
import org.hesse.engine.objective.Progress;
import org.hesse.engine.objective.UpdateRule;
import org.hesse.hessian.Probes;
import org.hesse.hessian.algebra.Vectors;
import org.hesse.hessian.rule.GradientRemainder;
import org.hesse.lab.report.CsvTable;
import org.hesse.lab.report.CurvePicture;
import org.hesse.lab.report.CurvePicture.Axis;
import org.hesse.lab.report.Text;
import org.hesse.nn.Model;

/**
 * `e(ρ) = ‖∇L(θ + ρu) − ∇L(θ) − ρHu‖` against ρ, ‖u‖ = 1: of order ρ² where the Hessian is the derivative of the
 * gradient, of order ρ where φ″ is left out of it. Stateless and thread-safe.
 */
final class Order implements Experiment {
    /** Of the fit. */
    static final double FROM = 1e-4;
    static final double TO = 1e-3;
    private static final int STEPS = 120;
    private static final int DIRECTIONS = 24;
    private static final int FIRST_DECADE = -5;
    private static final int LAST_DECADE = 0;
    private static final int PER_DECADE = 10;
    private static final List<String> ACTIVATIONS = List.of("gelu", "gelu_hat", "relu", "relu_hat:10", "relu_hat:100");

    private final Setting setting;
    private final int directions;

    Order() { this(Setting.DIGITS.batch(Setting.DIGITS.examples(), STEPS), DIRECTIONS); }

    /** At another size. */
    Order(Setting setting, int directions) {
        this.setting = setting;
        this.directions = directions;
    }

    @Override
    public String id() { return "order"; }

    @Override
    public String title() { return "How far the Hessian predicts the gradient"; }

    @Override
    public String source() { return "section 4, the mechanism behind figures 1 to 3"; }

    @Override
    public String claim() {
        return "Gradient penalties see the curvature through Hg, SAM through a second gradient. Where φ″ is missing or"
                + " wrong, as in ReLU or in GELU with φ″ = 0, Hg lacks information that SAM's second gradient has.";
    }

    @Override
    public Findings run(Context context) {
        List<String> names = context.settings().activations(ACTIVATIONS);
        double[] rho = grid(PER_DECADE);
        int seeds = context.settings().seeds(3, 1);
        List<Trial> trials = new ArrayList<>();
        for (String name : names) for (int s = 0; s < seeds; s++) trials.add(trial(context, name, s, rho));
        List<Numbers> all = context.run(id(), trials);
        Map<String, OrderResult> results = new LinkedHashMap<>();
        for (int a = 0; a < names.size(); a++)
            results.put(names.get(a), OrderResult.of(rho, directions, all.subList(a * seeds, (a + 1) * seeds)));
        Findings findings = new Findings();
        findings.setting(setting.text());
        findings.setting(directions + " random unit directions u and the direction of the gradient, after training, "
                + seeds + " seed(s); e(ρ) at " + rho.length + " radii, slopes of log e on log ρ by least squares over "
                + Text.tick(FROM) + " ≤ ρ ≤ " + Text.tick(TO) + ", mean ± standard deviation over directions.");
        new OrderReport(results, rho).addTo(findings);
        return findings;
    }

    /** Radii, so many a decade. */
    static double[] grid(int perDecade) {
        return IntStream.rangeClosed(FIRST_DECADE * perDecade, LAST_DECADE * perDecade)
                .mapToDouble(i -> Math.pow(10, (double) i / perDecade)).toArray();
    }

    private Trial trial(Context context, String name, int s, double... rho) {
        long seed = context.settings().seed(s);
        String key = name + "/seed=" + seed + "/radii=" + rho.length;
        return new Trial(key, progress -> measure(Training.of(setting, context.function(name), UpdateRule.GRADIENT,
                seed), progress, rho));
    }

    /** Trains, then follows every direction: error_i and crossings_i by radius, the last i along the gradient. */
    private Numbers measure(Training training, Progress progress, double... rho) {
        double[] theta = training.run(Progress.NONE).theta();
        Batch loss = training.model().objective(training.data().train().x(), training.data().train().y());
        double[] gradient = new double[theta.length];
        loss.gradient(theta, gradient);
        List<Array> h = PreActivations.of(training.model(), loss, theta);
        Numbers numbers = new Numbers().put("units", PreActivations.count(h));
        for (int i = 0; i <= directions; i++) {
            double[] u = i == directions ? gradient : random(training.seed(), i, theta.length);
            Vectors.divide(u, Vectors.norm(u));
            follow(training.model(), loss, theta, u, h, numbers, i, rho);
            progress.report(i + 1, directions + 1);
        }
        return numbers;
    }

    private static double[] random(long seed, int i, int size) {
        double[] u = new double[size];
        Probes.gaussian(seed, i, u);
        return u;
    }

    private static void follow(Model model, Batch loss, double[] theta, double[] u, List<Array> h, Numbers numbers,
            int i, double... rho) {
        GradientRemainder remainder = GradientRemainder.along(loss, theta, u, Progress.NONE, rho);
        numbers.put("error_" + i, remainder.samples().stream().mapToDouble(GradientRemainder.Sample::error).toArray());
        double[] crossings = new double[rho.length];
        double[] there = new double[theta.length];
        for (int r = 0; r < rho.length; r++) {
            Vectors.scale(1, theta, there);
            Vectors.add(rho[r], u, there);
            crossings[r] = PreActivations.crossings(h, PreActivations.of(model, loss, there));
        }
        numbers.put("crossings_" + i, crossings);
    }

    /** One line a radius: what is in the CSV. */
    static CsvTable table(Map<String, OrderResult> results, double... rho) {
        CsvTable table = new CsvTable("activation", "rho", "error_median", "error_low", "error_high",
                "error_gradient", "crossings_mean", "crossings_gradient");
        results.forEach((name, result) -> {
            for (int r = 0; r < rho.length; r++)
                table.add(name, rho[r], result.median(r), result.low(r), result.high(r), result.alongGradient()[r],
                        result.crossings()[r], result.gradientCrossings()[r]);
        });
        return table;
    }

    /** Errors, and the crossings under them. */
    static CurvePicture picture(Map<String, OrderResult> results, double... rho) {
        CurvePicture picture = new CurvePicture(2);
        picture.chart("e(ρ), one random direction", Axis.log("ρ"), Axis.log("e(ρ)"));
        results.forEach((name, result) -> picture.line(name, rho, result.one()));
        picture.chart("e(ρ), random directions (median)", Axis.log("ρ"), Axis.log("e(ρ)"));
        results.forEach((name, result) -> picture.line(name, rho, result.medians()));
        picture.chart("signs changed, the same direction", Axis.log("ρ"), Axis.log("of all pre-activations"));
        results.forEach((name, result) -> picture.line(name, rho, result.oneCrossings()));
        picture.chart("e(ρ), along the gradient", Axis.log("ρ"), Axis.log("e(ρ)"));
        results.forEach((name, result) -> picture.line(name, rho, result.alongGradient()));
        return picture;
    }
}

package org.hesse.lab.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.hesse.engine.array.Array;
import org.hesse.engine.objective.Objective;
import org.hesse.engine.objective.Progress;
import org.hesse.engine.objective.UpdateRule;
import org.hesse.engine.op.Elementwise;
import org.hesse.engine.ops.Gelu;
import org.hesse.engine.ops.Mse;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.algebra.Vectors;
import org.hesse.hessian.estimate.OperatorNorm;
import org.hesse.hessian.rule.GradientPenalty;
import org.hesse.lab.report.CsvTable;
import org.hesse.lab.report.CurvePicture;
import org.hesse.lab.report.CurvePicture.Axis;
import org.hesse.lab.report.Text;
import org.hesse.nn.Model;
import org.hesse.nn.data.Dataset;
import org.hesse.nn.data.Digits;

/**
 * Gradient descent at a doubled learning rate against the penalty `L + (η/4)‖∇L‖²` at the plain one, over the same
 * time T on a quadratic: `(1 − ηλ − ½η²λ²)² = 1 − 2ηλ + O(η³)` a pair of steps, `(1 − ηλ)² = 1 − 2ηλ + O(η²)` without
 * the penalty; so errors of O(η²) and O(η) at T. Stateless and thread-safe.
 */
final class QuadraticPenalty implements Experiment {
    private static final int EXAMPLES = 300;
    private static final int POWERS = 7;
    private static final int FEWEST_PAIRS = 4;
    private static final double TIMES = 4;

    private final int examples;

    QuadraticPenalty() { this(EXAMPLES); }

    /** On fewer images. */
    QuadraticPenalty(int examples) { this.examples = examples; }

    @Override
    public String id() { return "quadratic"; }

    @Override
    public String title() { return "Gradient penalty against a doubled learning rate"; }

    @Override
    public String source() { return "appendix B.2"; }

    @Override
    public String claim() {
        return "On a quadratic, a gradient penalty does what a larger learning rate does: with the right strength it"
                + " follows gradient descent of twice the learning rate up to O(η²), where descent without it is off by"
                + " O(η).";
    }

    @Override
    public Findings run(Context context) {
        long seed = context.settings().seed();
        List<Trial> trials = List.of(new Trial("linear/seed=" + seed, progress -> measure(linear(), seed)),
                new Trial("gelu/seed=" + seed, progress -> measure(network(new Gelu()), seed)));
        List<Numbers> all = context.run(id(), trials);
        return report(all.get(0), all.get(1));
    }

    private static Model linear() { return network(List.of(), new Gelu()); }

    private static Model network(Elementwise fn) { return network(List.of(16), fn); }

    private static Model network(List<Integer> hidden, Elementwise fn) {
        return Model.mlp(Digits.PIXELS, hidden, Digits.CLASSES, fn, new Mse());
    }

    /** Errors at time `T = 4/λ`, λ the largest eigenvalue at the start, for ever smaller η. */
    private Numbers measure(Model model, long seed) {
        Dataset data = Digits.load().split(examples, seed).train();
        Objective loss = model.objective(data.x(), oneHot(data));
        double[] theta = model.initialize(seed);
        double sharpness = sharpness(loss, theta, seed);
        int[] pairs = IntStream.range(0, POWERS).map(k -> FEWEST_PAIRS << k).toArray();
        double[] eta = IntStream.of(pairs).mapToDouble(n -> TIMES / sharpness / (2 * n)).toArray();
        double[] with = new double[POWERS];
        double[] without = new double[POWERS];
        for (int k = 0; k < POWERS; k++) {
            double[] doubled = descend(loss, UpdateRule.GRADIENT, theta, 2 * eta[k], pairs[k]);
            with[k] = distance(doubled,
                    descend(loss, GradientPenalty.pusam(eta[k] / 4), theta, eta[k], 2 * pairs[k]));
            without[k] = distance(doubled, descend(loss, UpdateRule.GRADIENT, theta, eta[k], 2 * pairs[k]));
        }
        return new Numbers().put("sharpness", sharpness).put("eta", eta).put("with", with).put("without", without);
    }

    /** Targets of squared error: 1 at the label, else 0. */
    static Array oneHot(Dataset data) {
        Array y = Array.zeros(data.size(), data.classes());
        for (int i = 0; i < data.size(); i++) y.set(i * data.classes() + (int) data.y().get(i), 1);
        return y;
    }

    private static double sharpness(Objective loss, double[] theta, long seed) {
        try (Curvature curvature = Curvature.at(loss, theta)) {
            return OperatorNorm.estimate(curvature.hessian(), 1e-6, 500, seed,
                    Progress.NONE).norm();
        }
    }

    private static double[] descend(Objective loss, UpdateRule rule, double[] from, double eta, int steps) {
        double[] theta = from.clone();
        double[] direction = new double[theta.length];
        for (int i = 0; i < steps; i++) {
            rule.direction(loss, theta, direction);
            Vectors.add(-eta, direction, theta);
        }
        return theta;
    }

    private static double distance(double[] a, double[] b) {
        double[] difference = a.clone();
        Vectors.add(-1, b, difference);
        return Vectors.norm(difference);
    }

    private Findings report(Numbers linear, Numbers network) {
        Findings findings = new Findings();
        findings.setting("Full-batch gradient descent on the squared error of " + examples + " digits, of a linear"
                + " model (a quadratic) and, beside it, of a GELU network 64-16-10; over the time T = "
                + Text.tick(TIMES) + "/λ, λ the largest eigenvalue of H at the start ("
                + Text.of(linear.get("sharpness")) + " and " + Text.of(network.get("sharpness"))
                + "); compared is θ at T, in norm.");
        double[] slopes = {slope(linear, "with"), slope(linear, "without"), slope(network, "with"),
                slope(network, "without")};
        findings.result(String.format(Locale.ROOT, "On the quadratic, descent at 2η and descent at η with the"
                + " penalty (η/4)‖∇L‖² differ as η^%.2f, without the penalty as η^%.2f.", slopes[0], slopes[1]));
        findings.result(String.format(Locale.ROOT, "On the network, no quadratic: as η^%.2f and η^%.2f.",
                slopes[2], slopes[3]));
        findings.comparison((isExpected(slopes[0], slopes[1]) ? "Agrees" : "Differs")
                + ": orders of 2 and 1 were to be expected." + (isExpected(slopes[2], slopes[3])
                        ? " That the network shows the same orders says that the equivalence is one of small steps, not"
                                + " of quadratics: it holds wherever the Hessian in the penalty is that of the loss."
                        : " The network does not show them."));
        findings.picture(new Figure("errors", "Distance of θ from that of descent at twice the learning rate, at the"
                + " same time: slope 2 with the penalty, 1 without.", picture(linear, network).draw()));
        findings.table(new Findings.Table("", "Distances by η", table(linear, network)));
        findings.field("slope_with_penalty", slopes[0]).field("slope_without", slopes[1]);
        return findings.field("network_slope_with_penalty", slopes[2]).field("network_slope_without", slopes[3]);
    }

    private static boolean isExpected(double with, double without) {
        return Math.abs(with - 2) < 0.1 && Math.abs(without - 1) < 0.1;
    }

    /** Over the smaller half, where the leading term leads. */
    private static double slope(Numbers numbers, String errors) {
        double[] eta = numbers.all("eta");
        return Slope.logLog(eta, numbers.all(errors), 0, eta[POWERS / 2]);
    }

    private static CurvePicture picture(Numbers linear, Numbers network) {
        CurvePicture picture = new CurvePicture(2);
        List<Numbers> both = new ArrayList<>(List.of(linear, network));
        for (Numbers each : both) {
            picture.chart(each == linear ? "quadratic (linear model)" : "GELU network", Axis.log("η"),
                    Axis.log("distance at T"));
            picture.add("penalty η/4", each.all("eta"), each.all("with"));
            picture.add("no penalty", each.all("eta"), each.all("without"));
        }
        return picture;
    }

    private static CsvTable table(Numbers linear, Numbers network) {
        CsvTable table = new CsvTable("model", "eta", "distance_with_penalty", "distance_without");
        for (int k = 0; k < POWERS; k++)
            table.add("linear", linear.all("eta")[k], linear.all("with")[k], linear.all("without")[k]);
        for (int k = 0; k < POWERS; k++)
            table.add("gelu", network.all("eta")[k], network.all("with")[k], network.all("without")[k]);
        return table;
    }
}

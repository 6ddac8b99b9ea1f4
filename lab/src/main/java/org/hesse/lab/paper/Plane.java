package org.hesse.lab.paper;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hesse.engine.ops.BetaGelu;
import org.hesse.engine.ops.Relu;
import org.hesse.lab.report.CsvTable;
import org.hesse.lab.report.CurvePicture;
import org.hesse.lab.report.CurvePicture.Axis;
import org.hesse.lab.report.PlanePicture;
import org.hesse.lab.report.Text;

/**
 * Loss and ‖N‖ on a plane through the parameters of one hidden layer: with ReLU, N's activation part lives on the lines
 * where a pre-activation is 0; with β-GELU in ridges of width 1/β there, `∫ vᵀN_activation v ds → Σ jumps of v·∇L`.
 * Stateless and thread-safe.
 */
final class Plane implements Experiment {
    /** `∫ |φ″|` of β-GELU: 1 + 2·0.258, its negative lobes twice. */
    static final double SIZE = 1 + 2 * 0.2580;
    private static final double[] BETA = {1, 10, 100, 1000};
    private static final double[] FEWER = {1, 10, 100};
    private static final double HALF = 3;
    /** Of the jumps' size: as near counts as the same. */
    private static final double NEAR = 0.05;
    private static final int DECADES = 4;

    private final int points;

    Plane() { this(0); }

    /** @param points of a map each way, 0 for those of the settings */
    Plane(int points) { this.points = points; }

    @Override
    public String id() { return "plane"; }

    @Override
    public String title() { return "Where N lives: a plane through the parameters"; }

    @Override
    public String source() { return "figure 7"; }

    @Override
    public String claim() {
        return "For ReLU the NME is concentrated on the boundaries of its linear regions, where φ″ is a delta function"
                + " that no computation sees; β-GELU spreads it over ridges that narrow as β grows.";
    }

    @Override
    public Findings run(Context context) {
        double[] beta = context.settings().beta(BETA, FEWER);
        int n = points > 0 ? points : context.settings().pick(161, 81);
        long seed = context.settings().seed();
        List<Trial> trials = new ArrayList<>();
        trials.add(new Trial("relu/seed=" + seed + "/points=" + n, progress -> {
            PlaneNetwork network = new PlaneNetwork(new Relu(), seed);
            return network.map(HALF, n, progress).put("jumps", network.jumps(HALF));
        }));
        for (double b : beta) trials.add(trial(b, seed, n));
        List<Numbers> all = context.run(id(), trials);
        return report(beta, n, all.get(0), all.subList(1, all.size()));
    }

    private static Trial trial(double beta, long seed, int n) {
        return new Trial("beta=" + beta + "/seed=" + seed + "/pieces=" + 2 * n, progress -> {
            PlaneNetwork network = new PlaneNetwork(new BetaGelu(beta), seed);
            Numbers map = network.map(HALF, n, (done, parts) -> progress.onPart(done, 2 * parts));
            Numbers line = network.line(HALF, beta, 2 * n,
                    (done, parts) -> progress.onPart(parts + done, 2 * parts));
            for (String name : line.names()) map.put(name, line.all(name));
            return map;
        });
    }

    private static Findings report(double[] beta, int n, Numbers relu, List<Numbers> gelus) {
        double[] sums = PlaneNetwork.sums(relu.all("jumps"));
        Findings findings = new Findings();
        findings.setting("A " + PlaneNetwork.text() + "; the plane is spanned by two random orthonormal directions,"
                + " |s|, |t| ≤ " + Text.tick(HALF) + ", " + n + " × " + n + " points; ‖N‖ is the Frobenius norm of N"
                + " within the plane.");
        findings.setting("Across the ridges, along s at t = 0 where " + relu.all("jumps").length
                + " kinks are crossed: the integral of vᵀN_activation v beside the sum of the jumps of v·∇L that ReLU"
                + " has there.");
        double most = Arrays.stream(relu.all("nme_activation")).max().orElseThrow();
        findings.result("ReLU: N's activation part is " + (most == 0 ? "exactly 0" : "up to " + Text.of(most))
                + " at every point of the grid, while v·∇L jumps by " + Text.of(sums[0]) + " in all (sizes "
                + Text.of(sums[1]) + ") along the line.");
        for (int b = 0; b < beta.length; b++)
            findings.result(String.format(Locale.ROOT, "β = %s: integral %.4f (ReLU's jumps %.4f), of the size %.4f"
                    + " (jumps times %.3f: %.4f); highest point of the profile %s.", Text.tick(beta[b]),
                    gelus.get(b).get("integral"), sums[0], gelus.get(b).get("size"), SIZE, SIZE * sums[1],
                    Text.of(gelus.get(b).get("highest"))));
        double last = gelus.get(beta.length - 1).get("integral");
        double off = Math.abs(last - sums[0]) / sums[1];
        findings.comparison((off < NEAR
                ? "Agrees: N's activation part of β-GELU stands on ridges as wide as 1/β, and what is under them comes"
                        + " to what ReLU's kinks hold, of which its computed N has nothing"
                : "Differs: under the ridges of β-GELU is not what ReLU's kinks hold") + ": at β = "
                + Text.tick(beta[beta.length - 1]) + " it is " + Text.of(off) + " of the jumps' size away from it.");
        findings.comparison("Beyond the paper: β-GELU's second derivative is no positive bump. Beside every ridge are"
                + " two of the other sign, −0.258 of its integral in all; a sum of sizes shows it, and the coupling"
                + " part of N does not vanish between the lines.");
        maps(findings, beta, n, relu, gelus);
        findings.table(new Findings.Table("", "Integrals across the ridges", table(beta, sums, gelus)));
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int b = 0; b < beta.length; b++) fields.put(Text.tick(beta[b]), gelus.get(b).get("integral"));
        return findings.field("jumps", sums[0]).field("jumps_size", sums[1]).field("integral_by_beta", fields);
    }

    private static double[][] square(int n, double... values) {
        double[][] rows = new double[n][];
        for (int i = 0; i < n; i++) rows[i] = Arrays.copyOfRange(values, i * n, (i + 1) * n);
        return rows;
    }

    private static void maps(Findings findings, double[] beta, int n, Numbers relu, List<Numbers> gelus) {
        PlanePicture picture = new PlanePicture(3);
        picture.add("loss, ReLU", HALF, square(n, relu.all("loss")), 0);
        picture.add("‖N‖, ReLU", HALF, square(n, relu.all("nme")), DECADES);
        picture.add("loss, β = " + Text.tick(beta[0]), HALF, square(n, gelus.get(0).all("loss")), 0);
        for (int b = 0; b < beta.length; b++)
            picture.add("‖N‖, β = " + Text.tick(beta[b]), HALF, square(n, gelus.get(b).all("nme")), DECADES);
        findings.picture(new Figure("maps", "Loss, nearly the same for all, and ‖N‖ on a logarithmic scale. ReLU's N"
                + " shows the coupling part alone, which is smooth within each region; β-GELU's has ridges on the"
                + " regions' boundaries.",
                picture.draw()));
        double[] s = new double[2 * n];
        for (int i = 0; i < s.length; i++) s[i] = PlaneNetwork.place(HALF, s.length, i);
        CurvePicture profile = new CurvePicture(2);
        for (int b = 0; b < beta.length; b++)
            profile.chart("across the ridges, β = " + Text.tick(beta[b]), Axis.linear("s"), Axis.linear("vᵀN_act v"))
                    .line("β = " + Text.tick(beta[b]), s, gelus.get(b).all("profile"));
        findings.picture(new Figure("profile", "N's activation part along t = 0: ever higher, ever narrower, the area"
                + " the same.", profile.draw()));
    }

    private static CsvTable table(double[] beta, double[] sums, List<Numbers> gelus) {
        CsvTable table = new CsvTable("beta", "integral", "relu_jumps", "integral_of_size", "relu_jumps_size",
                "highest");
        for (int b = 0; b < beta.length; b++)
            table.add(beta[b], gelus.get(b).get("integral"), sums[0], gelus.get(b).get("size"), sums[1],
                    gelus.get(b).get("highest"));
        return table;
    }
}

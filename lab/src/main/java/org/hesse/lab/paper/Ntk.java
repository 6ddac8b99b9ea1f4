package org.hesse.lab.paper;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.hesse.engine.op.Loss;
import org.hesse.engine.ops.Mse;
import org.hesse.engine.ops.SoftmaxCrossEntropy;
import org.hesse.lab.report.CsvTable;
import org.hesse.lab.report.CurvePicture;
import org.hesse.lab.report.CurvePicture.Axis;
import org.hesse.lab.report.Text;
import org.hesse.nn.Model;
import org.hesse.nn.data.Digits;

/**
 * The nonzero eigenvalues of `(JJᵀ)H_z` are those of `G = JᵀH_zJ`, and `E_ŷ[N_ŷ] = 0` for targets ŷ drawn from the
 * model. Stateless and thread-safe.
 */
final class Ntk implements Experiment {
    private static final int EXAMPLES = 16;
    private static final List<Integer> HIDDEN = List.of(6);
    private static final List<String> ACTIVATIONS = List.of("gelu", "relu", "tanh");
    private static final int SHOWN = 60;
    private static final double ROUNDING = 1e-10;

    @Override
    public String id() { return "ntk"; }

    @Override
    public String title() { return "Gauss-Newton, the tangent kernel, and N at the model's own labels"; }

    @Override
    public String source() { return "appendices A.1 and A.2"; }

    @Override
    public String claim() {
        return "G has the nonzero spectrum of (JJᵀ)H_z, for squared error of the neural tangent kernel itself; and N is"
                + " zero on average over labels drawn from the model, so that E_ŷ[H_ŷ] = G.";
    }

    @Override
    public Findings run(Context context) {
        List<String> names = context.settings().activations(ACTIVATIONS);
        List<String> losses = List.of("cross_entropy", "squared_error");
        List<Trial> trials = new ArrayList<>();
        for (String name : names)
            for (String loss : losses) trials.add(trial(context, name, loss));
        return report(trials, context.run(id(), trials));
    }

    private static Trial trial(Context context, String name, String loss) {
        long seed = context.settings().seed();
        return new Trial(name + "/" + loss + "/seed=" + seed, progress -> {
            Loss fn = loss.equals("squared_error") ? new Mse() : new SoftmaxCrossEntropy();
            Model model = Model.mlp(Digits.PIXELS, HIDDEN, Digits.CLASSES, context.function(name), fn);
            return new NtkMeter(model, Digits.load().split(EXAMPLES, seed).train(), seed).measure();
        });
    }

    private static Findings report(List<Trial> trials, List<Numbers> all) {
        Findings findings = new Findings();
        findings.setting(EXAMPLES + " digits, network 64-" + HIDDEN.get(0) + "-10 at its initial weights ("
                + Math.round(all.get(0).get("parameters")) + " parameters, " + EXAMPLES * Digits.CLASSES + " outputs);"
                + " all eigenvalues of G as a matrix over parameters, of (JJᵀ)H_z over outputs. N over labels: the"
                + " products N_ŷv of every class ŷ of every example, weighted by its probability; for squared error,"
                + " where ŷ ~ N(z, I), of the pairs z ± ε.");
        double gap = all.stream().mapToDouble(n -> n.get("gap")).max().orElseThrow();
        double residual = all.stream().mapToDouble(n -> n.get("residual")).max().orElseThrow();
        double mean = all.stream().mapToDouble(n -> n.get("mean_nme")).max().orElseThrow();
        double rest = all.stream().mapToDouble(n -> n.get("rest")).max().orElseThrow();
        findings.result("Eigenvalues: largest difference " + Text.of(gap) + " of λmax over all activations and losses;"
                + " the kernel's directions Jv of eigenvectors v of G miss (JJᵀ)H_z u = λu by " + Text.of(residual)
                + " of λmax; G's eigenvalues beyond the kernel's number are at most " + Text.of(rest) + " of λmax.");
        findings.result("‖Σ p N_ŷ v‖ is at most " + Text.of(mean) + " of Σ p ‖N_ŷ v‖: zero but for rounding.");
        boolean agrees = DoubleStream.of(gap, residual, mean, rest).allMatch(x -> x < ROUNDING);
        findings.comparison((agrees ? "Agrees exactly" : "Differs") + ". Both are identities, and"
                + " hold with a replaced φ″ too. For squared error H_z is I/n, so (JJᵀ)H_z is the tangent kernel over"
                + " n; for cross-entropy it is the kernel weighted by H_z.");
        findings.picture(new Figure("spectrum", "Eigenvalues of G (line) and of (JJᵀ)H_z (marks), largest first.",
                picture(trials, all).draw()));
        findings.table(new Findings.Table("", "By activation and loss, relative to λmax; mean of N relative to the mean"
                + " size of N_ŷv", table(trials, all)));
        return findings.field("eigenvalue_gap", gap).field("eigenvector_residual", residual)
                .field("mean_nme", mean).field("eigenvalues_beyond", rest);
    }

    /** Activation and loss; the activation's name may have a slash of its own. */
    private static String[] names(Trial trial) { return trial.key().split("/(?=[^/]*/seed=|seed=)", -1); }

    private static CurvePicture picture(List<Trial> trials, List<Numbers> all) {
        CurvePicture picture = new CurvePicture(2);
        for (int i = 0; i < all.size(); i++) {
            String[] name = names(trials.get(i));
            int count = Math.min(SHOWN, all.get(i).all("kernel").length);
            double[] place = new double[count];
            for (int k = 0; k < count; k++) place[k] = k + 1;
            picture.chart(name[0] + ", " + name[1].replace('_', ' '), Axis.linear("eigenvalue number"),
                    Axis.log("eigenvalue"));
            picture.line("G", place, Arrays.copyOf(all.get(i).all("gauss_newton"), count));
            picture.points("(JJᵀ)H_z", place, Arrays.copyOf(all.get(i).all("kernel"), count));
        }
        return picture;
    }

    private static CsvTable table(List<Trial> trials, List<Numbers> all) {
        CsvTable table = new CsvTable("activation", "loss", "largest_eigenvalue", "nonzero", "gap", "residual",
                "mean_nme");
        for (int i = 0; i < all.size(); i++) {
            Numbers n = all.get(i);
            table.add(names(trials.get(i))[0], names(trials.get(i))[1], n.all("kernel")[0],
                    (int) n.get("nonzero"), n.get("gap"), n.get("residual"), n.get("mean_nme"));
        }
        return table;
    }
}

package org.hesse.lab.paper;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hesse.hessian.Term;
import org.hesse.lab.report.CsvTable;
import org.hesse.lab.report.CurvePicture;
import org.hesse.lab.report.CurvePicture.Axis;
import org.hesse.lab.report.DensityPicture;
import org.hesse.lab.report.Text;

/** What the spectra of one activation say, in words, fields and pictures. Immutable. */
record SpectraReport(String activation, List<Numbers> seeds) {
    void addTo(Findings findings) {
        findings.result(activation + ": " + eigenvalues());
        findings.result(activation + ": ‖G‖ " + sample("norm_gauss_newton") + ", ‖N‖ " + sample("norm_nme")
                + ", of which born at activations " + sample("norm_nme_activation") + " and at products "
                + sample("norm_nme_coupling") + "; the norm of N's diagonal " + sample("diagonal_norm_nme")
                + ", so " + percent(off()) + " of ‖N‖² is off the diagonal; tr N " + sample("trace_nme") + ".");
        findings.result(activation + ": the cosine of G and N is " + Text.of(mean("cosine")[0]) + " at the start and "
                + Text.of(last(mean("cosine"))) + " at the end, ‖N‖/‖G‖ " + Text.of(ratio(0)) + " and "
                + Text.of(ratio(mean("course_gn").length - 1)) + ".");
        findings.comparison(activation + ": G has " + percent(meanShare("top")) + " of the largest eigenvalues of H"
                + " (vᵀGv/λ, mean over them); of the most negative ones, where vᵀGv ≥ 0 stands against it, N has "
                + percent(1 - meanShare("bottom")) + ": the negative side is N's, and the outliers are "
                + (meanShare("top") > 0.5 ? "G's." : "not G's for the most part."));
        findings.picture(new Figure("density-" + file(), activation + ": densities of the eigenvalues of H, G and N"
                + " after training, first seed; bands of one standard error.", density().draw()));
        findings.picture(new Figure("course-" + file(), activation + ": norms of G and N and their cosine along"
                + " training, mean over seeds.", course().draw()));
        findings.field(activation, fields());
    }

    /** In names of files: `tanh/relu_hat:10` is no place in a directory. */
    private String file() { return activation.replaceAll("[/:]", "-"); }

    private String eigenvalues() {
        return "the largest eigenvalues of H are " + list(mean("top_hessian")) + ", those of G "
                + list(mean("top_gauss_newton")) + ", of N " + list(mean("top_nme")) + "; the smallest of H "
                + list(mean("bottom_hessian")) + ", of N " + list(mean("bottom_nme")) + ".";
    }

    private static String list(double... values) {
        return String.join(", ", Arrays.stream(values).limit(3).mapToObj(Text::of).toList());
    }

    private String sample(String name) {
        Sample sample = Sample.of(seeds, run -> run.get(name));
        return Text.of(sample.mean()) + (Double.isNaN(sample.deviation()) ? "" : " ± " + Text.of(sample.deviation()));
    }

    private static String percent(double share) { return String.format(Locale.ROOT, "%.1f %%", 100 * share); }

    /** The share of `‖N‖²` that is not its diagonal's; 1 where there is no N. */
    private double off() {
        return seeds.stream().mapToDouble(run -> {
            double ratio = run.get("diagonal_norm_nme") / run.get("norm_nme");
            return Double.isNaN(ratio) ? 1 : 1 - ratio * ratio;
        }).average().orElseThrow();
    }

    private double meanShare(String end) { return Arrays.stream(mean(end + "_share_gn")).average().orElseThrow(); }

    private double ratio(int look) { return mean("course_nme")[look] / mean("course_gn")[look]; }

    private static double last(double... x) { return x[x.length - 1]; }

    /** Entry by entry, over seeds. */
    private double[] mean(String name) {
        double[] mean = new double[seeds.get(0).all(name).length];
        for (Numbers run : seeds)
            for (int i = 0; i < mean.length; i++) mean[i] += run.all(name)[i] / seeds.size();
        return mean;
    }

    private DensityPicture density() {
        DensityPicture picture = new DensityPicture();
        Numbers run = seeds.get(0);
        for (Term term : Spectra.TERMS)
            picture.add(term, new DensityPicture.Curve(run.all("grid_" + term.label()),
                    run.all("density_" + term.label()), run.all("density_error_" + term.label()),
                    run.get("floor_" + term.label())));
        return picture;
    }

    private CurvePicture course() {
        CurvePicture picture = new CurvePicture(2);
        picture.chart("Frobenius norms", Axis.linear("step"), Axis.log(""));
        picture.add("‖G‖", mean("looks"), mean("course_gn"));
        picture.add("‖N‖", mean("looks"), mean("course_nme"));
        picture.chart("cosine of G and N", Axis.linear("step"), Axis.linear(""));
        return picture.add("⟨G, N⟩/(‖G‖‖N‖)", mean("looks"), mean("cosine"));
    }

    private Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (String name : List.of("top_hessian", "top_gauss_newton", "top_nme", "bottom_hessian", "bottom_nme",
                "top_share_gn", "bottom_share_gn", "looks", "cosine", "course_gn", "course_nme", "norm_gauss_newton",
                "norm_nme", "norm_nme_activation", "norm_nme_coupling", "diagonal_norm_nme", "trace_nme",
                "test_accuracy", "train_accuracy"))
            fields.put(name, mean(name));
        return fields;
    }

    /** One row an eigenvalue. */
    static CsvTable table(List<String> activations, List<Numbers> all, int seeds, Settings settings) {
        CsvTable table = new CsvTable("activation", "seed", "term", "end", "rank", "eigenvalue", "residual");
        for (int a = 0; a < activations.size(); a++)
            for (int s = 0; s < seeds; s++)
                for (Term term : Spectra.TERMS)
                    for (String end : List.of("top", "bottom"))
                        rows(table, activations.get(a), settings.seed(s), term, end, all.get(a * seeds + s));
        return table;
    }

    private static void rows(CsvTable table, String activation, long seed, Term term, String end, Numbers run) {
        if (!run.has(end + "_" + term.label())) return;
        double[] values = run.all(end + "_" + term.label());
        double[] residuals = run.all(end + "_residuals_" + term.label());
        for (int i = 0; i < values.length; i++)
            table.add(activation, seed, term.label(), end, i + 1, values[i], residuals[i]);
    }
}

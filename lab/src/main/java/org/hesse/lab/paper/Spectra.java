package org.hesse.lab.paper;

import java.util.ArrayList;
import java.util.List;
import org.hesse.engine.objective.Objective;
import org.hesse.engine.objective.Progress;
import org.hesse.engine.objective.UpdateRule;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.ExactDiagonal;
import org.hesse.hessian.Operator;
import org.hesse.hessian.Quadratic;
import org.hesse.hessian.Term;
import org.hesse.hessian.algebra.Vectors;
import org.hesse.hessian.estimate.Alignment;
import org.hesse.hessian.estimate.FrobeniusNorm;
import org.hesse.hessian.spectrum.Curve;
import org.hesse.hessian.spectrum.Eigenpairs;
import org.hesse.hessian.spectrum.SpectralDensity;
import org.hesse.nn.data.Dataset;

/**
 * The spectra of H, G and N after training, what of H's outermost eigenvalues is G's and what is N's, how G and N lie
 * to each other along training, and N's diagonal beside the rest of it. Stateless and thread-safe.
 */
final class Spectra implements Experiment {
    static final List<Term> TERMS = List.of(Term.HESSIAN, Term.GAUSS_NEWTON, Term.NME);
    private static final List<Term> NORMS = List.of(Term.GAUSS_NEWTON, Term.NME, Term.NME_ACTIVATION,
            Term.NME_COUPLING);
    private static final List<String> ACTIVATIONS = List.of("gelu", "relu");
    /** Points of a density's curve. */
    private static final int POINTS = 400;
    /** Of the height of a single eigenvalue: below there is nothing to see. */
    private static final double FLOOR = 0.1;
    private static final double TOLERANCE = 1e-3;
    private static final int LOOKS = 6;
    private static final int PROBES = 32;

    private final Setting setting;

    Spectra() { this(Setting.DIGITS); }

    /** At another size. */
    Spectra(Setting setting) { this.setting = setting; }

    /**
     * How much is computed.
     *
     * @param pairs k, at either end
     * @param steps of Lanczos, for each of so many probes
     */
    record Effort(int pairs, int probes, int steps, int budget) {}

    @Override
    public String id() { return "spectra"; }

    @Override
    public String title() { return "Eigenvalues of H, G and N"; }

    @Override
    public String source() { return "asked for by the paper's reviewers"; }

    @Override
    public String claim() {
        return "The paper shows no spectra. Of H = G + N with a convex loss only N can make an eigenvalue negative, and"
                + " the outliers of trained networks are held to be those of G.";
    }

    @Override
    public Findings run(Context context) {
        Settings settings = context.settings();
        List<String> activations = settings.activations(ACTIVATIONS);
        int seeds = settings.seeds(3, 1);
        Effort effort = settings.quick() ? new Effort(6, 2, 60, 300) : new Effort(10, 4, 100, 1000);
        List<Trial> trials = new ArrayList<>();
        for (String activation : activations)
            for (int s = 0; s < seeds; s++) trials.add(trial(context, activation, settings.seed(s), effort));
        List<Numbers> all = context.run(id(), trials);
        Findings findings = new Findings().setting(setting.text());
        findings.setting("Trained by SGD; the curvature is that of the training loss at the end, all "
                + setting.examples()
                + " examples in one batch. Densities by stochastic Lanczos quadrature, " + effort.probes()
                + " probes of " + effort.steps() + " steps; " + effort.pairs() + " eigenpairs at each end by Lanczos"
                + " with thick restart, residuals up to " + TOLERANCE + "‖A‖; norms and cosines by " + PROBES
                + " probes; N's diagonal exactly. " + seeds + " seed(s) from " + settings.seed() + ".");
        for (int a = 0; a < activations.size(); a++)
            new SpectraReport(activations.get(a), all.subList(a * seeds, (a + 1) * seeds)).addTo(findings);
        return findings.table(new Findings.Table("", "Outermost eigenvalues",
                SpectraReport.table(activations, all, seeds, settings)));
    }

    private Trial trial(Context context, String activation, long seed, Effort effort) {
        return new Trial(activation + "/seed=" + seed,
                progress -> measure(Training.of(setting, context.function(activation), UpdateRule.GRADIENT, seed),
                        effort, progress));
    }

    private Numbers measure(Training training, Effort effort, Progress progress) {
        Objective loss = Task.loss(training, setting.examples());
        Course course = new Course(loss, setting.steps(), training.seed());
        Trained trained = training.run(progress, Math.max(1, setting.steps() / (LOOKS - 1)), course);
        Numbers numbers = course.addTo(trained.numbers());
        try (Curvature curvature = Curvature.at(loss, trained.theta())) {
            for (Term term : TERMS) density(curvature, term, effort, training.seed(), numbers);
            for (Term term : TERMS) ends(curvature, term, effort, training.seed(), numbers);
            norms(curvature, training.seed(), numbers);
        }
        return diagonal(training, trained.theta(), numbers);
    }

    private static void density(Curvature curvature, Term term, Effort effort, long seed, Numbers numbers) {
        SpectralDensity density = SpectralDensity.estimate(term.operator(curvature), effort.probes(), effort.steps(),
                seed, Progress.NONE);
        Curve curve = density.curve(POINTS);
        double single = 1 / (density.dimension() * curve.width() * Math.sqrt(2 * Math.PI));
        numbers.put("grid_" + term.label(), curve.grid()).put("density_" + term.label(), curve.density())
                .put("density_error_" + term.label(), curve.standardError())
                .put("floor_" + term.label(), FLOOR * single);
    }

    /** top_ and bottom_ of a term, and of H's vectors the shares of G: `vᵀGv/λ`. */
    private static void ends(Curvature curvature, Term term, Effort effort, long seed, Numbers numbers) {
        Operator a = term.operator(curvature);
        Eigenpairs top = Eigenpairs.largest(a, effort.pairs(), TOLERANCE, effort.budget(), seed, Progress.NONE);
        put(curvature, term, "top", top, numbers);
        // The smallest eigenvalue of G is 0, thousands of times.
        if (term == Term.GAUSS_NEWTON) return;
        put(curvature, term, "bottom",
                Eigenpairs.smallest(a, effort.pairs(), TOLERANCE, effort.budget(), seed, Progress.NONE), numbers);
    }

    private static void put(Curvature curvature, Term term, String end, Eigenpairs pairs, Numbers numbers) {
        numbers.put(end + "_" + term.label(), pairs.values());
        numbers.put(end + "_residuals_" + term.label(), pairs.residuals());
        if (term != Term.HESSIAN) return;
        double[] share = new double[pairs.values().length];
        for (int i = 0; i < share.length; i++) {
            Quadratic q = curvature.quadratic(pairs.vectors()[i]);
            share[i] = q.gaussNewton() / pairs.values()[i];
        }
        numbers.put(end + "_share_gn", share);
    }

    private static void norms(Curvature curvature, long seed, Numbers numbers) {
        for (Term term : NORMS)
            numbers.put("norm_" + term.label(),
                    FrobeniusNorm.norm(term.operator(curvature), PROBES, seed, Progress.NONE).estimate());
    }

    /** The diagonal of N, exactly: example by example, so that a reverse sweep is one of one example. */
    private static Numbers diagonal(Training training, double[] theta, Numbers numbers) {
        Dataset train = training.data().train();
        try (Curvature each = Curvature.at(training.model().objective(train.x(), train.y(), 1), theta)) {
            ExactDiagonal diagonal = ExactDiagonal.nme(each, Progress.NONE);
            return numbers.put("diagonal_norm_nme", Vectors.norm(diagonal.entries())).put("trace_nme",
                    diagonal.trace());
        }
    }

    /** `‖G‖`, `‖N‖` and their cosine along training. Serves one run. */
    private static final class Course implements Training.Observer {
        private final Objective loss;
        private final long seed;
        private final double[] looks = new double[LOOKS];
        private final double[] cosine = new double[LOOKS];
        private final double[] gaussNewton = new double[LOOKS];
        private final double[] nme = new double[LOOKS];
        private final int every;

        Course(Objective loss, int steps, long seed) {
            this.loss = loss;
            this.seed = seed;
            every = Math.max(1, steps / (LOOKS - 1));
            for (int i = 0; i < LOOKS; i++) looks[i] = (double) i * every;
        }

        @Override
        public void at(int step, double[] theta) {
            int i = step / every;
            if (i >= LOOKS) return;
            try (Curvature curvature = Curvature.at(loss, theta)) {
                Alignment alignment = Alignment.estimate(curvature, PROBES, seed, Progress.NONE);
                cosine[i] = alignment.cosine().estimate();
                gaussNewton[i] = Math.sqrt(alignment.first().estimate());
                nme[i] = Math.sqrt(alignment.second().estimate());
            }
        }

        Numbers addTo(Numbers numbers) {
            return numbers.put("looks", looks).put("cosine", cosine).put("course_gn", gaussNewton)
                    .put("course_nme", nme);
        }
    }
}

package org.hesse.lab.paper;

import java.util.ArrayList;
import java.util.List;
import org.hesse.lab.report.CsvTable;

/**
 * Penalties on the traces of G, H and N, and weight noise, against their strength σ², with the traces along training.
 * Stateless and thread-safe.
 */
final class TracePenalties implements Experiment {
    static final List<Method> METHODS = List.of(Method.TRACE_GN, Method.TRACE_GN_LABELS, Method.TRACE_HESSIAN,
            Method.TRACE_NME, Method.NOISE);
    private static final List<String> ACTIVATIONS = List.of("gelu", "relu");
    private static final List<Method> FEWER = List.of(Method.TRACE_GN, Method.TRACE_HESSIAN, Method.NOISE);
    private static final Extent EXTENT = new Extent(new double[] {3e-4, 1e-3, 3e-3, 1e-2, 3e-2},
            new double[] {1e-3, 3e-3, 1e-2}, 5, 2);
    private static final int INTERVALS = 30;
    private static final int PROBES = 16;

    private final String id;
    private final List<Task> tasks;
    private final int intervals;
    private final boolean fewer;
    private final Extent extent;
    /** Null for none. */
    private final ProbeCounts counts;

    TracePenalties() {
        this("trace-penalty", List.of(new Task.Perceptron(Setting.DIGITS)), INTERVALS, false, EXTENT,
                new ProbeCounts());
    }

    /**
     * Of other networks.
     *
     * @param intervals looks at the traces of a run, but for the first
     * @param fewer whether it is to leave out some methods if it is to be quick
     * @param counts the comparison of numbers of probes beside it, or null
     */
    TracePenalties(String id, List<Task> tasks, int intervals, boolean fewer, Extent extent,
            ProbeCounts counts) {
        this.id = id;
        this.tasks = List.copyOf(tasks);
        this.intervals = intervals;
        this.fewer = fewer;
        this.extent = extent;
        this.counts = counts;
    }

    @Override
    public String id() { return id; }

    @Override
    public String title() { return "Penalties on the trace of G, of H and of N" + ofNetworks(); }

    private String ofNetworks() { return id.equals("trace-penalty") ? "" : ", in convolutional networks"; }

    @Override
    public String source() { return "figures 4, 5, 6, equations 20 to 22"; }

    @Override
    public String claim() {
        return "Penalising tr G improves generalisation. Penalising tr H, which differs by tr N alone, does not, and is"
                + " unstable: the NME should not be minimised. Weight noise, which penalises tr H implicitly, suffers"
                + " from the same.";
    }

    @Override
    public Findings run(Context context) {
        Settings settings = context.settings();
        double[] sigma2 = settings.sigma2(extent.full(), extent.quick());
        List<String> activations = settings.activations(ACTIVATIONS);
        int seeds = extent.seeds(settings);
        Findings findings = new Findings();
        CsvTable means = SweepTables.means("sigma2");
        CsvTable runs = SweepTables.runs("sigma2");
        CsvTable courses = TracePenaltyReport.courses();
        for (Task task : tasks) {
            TraceCourse.Plan plan = TraceCourse.Plan.of(task.setting(), intervals, PROBES);
            Cells cells = new Sweep(context, task, seeds, 1, plan).run(id,
                    arms(activations, fewer && settings.quick() ? FEWER : METHODS, sigma2));
            findings.setting(task.text());
            new TracePenaltyReport(task, cells, activations, sigma2, settings).addTo(findings, tasks.size() > 1);
            SweepTables.means(means, task.name(), cells);
            SweepTables.runs(runs, task.name(), cells, settings);
            TracePenaltyReport.courses(courses, task.name(), cells, settings);
        }
        if (counts != null)
            counts.addTo(findings, context, settings.seeds(3, 1));
        findings.setting("One probe, or one set of labels, a step. σ² is the strength of a penalty on a trace; weight"
                + " noise of variance s does to first order what a penalty of strength s/2 on tr H does, so at σ²"
                + " stands the noise of variance 2σ². " + seeds + " seed(s) from " + settings.seed()
                + ", mean ± standard deviation; a run that diverged counts with the accuracy at its last finite θ."
                + " Traces: " + PROBES + " probes at each of " + (intervals + 1) + " looks; tr N is that of its"
                + " activation part, as the part born at products has trace 0.");
        findings.table(new Findings.Table("", "Accuracy in per cent by σ²", means));
        findings.table(new Findings.Table("runs", "Every run", runs));
        return findings.table(new Findings.Table("courses", "Traces along training, of every run", courses));
    }

    private static List<Arm> arms(List<String> activations, List<Method> methods, double... sigma2) {
        List<Arm> arms = new ArrayList<>();
        for (String activation : activations) {
            arms.add(Arm.sgd(activation));
            for (Method method : methods) arms.addAll(Arm.of(method, activation, sigma2));
        }
        return arms;
    }
}

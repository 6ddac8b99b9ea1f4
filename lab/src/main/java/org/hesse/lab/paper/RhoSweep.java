package org.hesse.lab.paper;

import java.util.ArrayList;
import java.util.List;
import org.hesse.engine.ops.LeakyRelu;
import org.hesse.lab.report.CsvTable;

/**
 * Test accuracy against ρ of SAM and of gradient penalties that see H, G alone, or G and a part of N, with activations
 * whose φ″ is their own, zero, or put in its place. Stateless and thread-safe.
 */
final class RhoSweep implements Experiment {
    private static final String LEAKY = "leaky_relu";
    private static final List<String> ACTIVATIONS = List.of("gelu", "relu", LEAKY, "gelu_hat", "relu_hat:10",
            "relu_hat:100");
    /** Whose updates have no φ″ in them: of an activation with another φ″ they are those of the activation. */
    private static final List<Method> WITHOUT_SECOND = List.of(Method.SGD, Method.SAM, Method.PSAM_GN);
    private static final List<Method> QUICK_METHODS = List.of(Method.SAM, Method.PSAM, Method.PSAM_GN);
    private static final List<Method> FULL_METHODS = List.of(Method.SAM, Method.PSAM, Method.PSAM_GN,
            Method.PSAM_ACTIVATION, Method.PSAM_COUPLING);
    private static final Extent EXTENT = new Extent(new double[] {0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2},
            new double[] {0.2, 0.4, 0.8, 1.6}, 5, 2);

    private final String id;
    private final List<Task> tasks;
    private final List<String> own;
    private final Extent extent;

    RhoSweep() { this("rho-sweep", List.of(new Task.Perceptron(Setting.DIGITS)), ACTIVATIONS, EXTENT); }

    /** Of other networks. */
    RhoSweep(String id, List<Task> tasks, List<String> activations, Extent extent) {
        this.id = id;
        this.tasks = List.copyOf(tasks);
        this.own = List.copyOf(activations);
        this.extent = extent;
    }

    @Override
    public String id() { return id; }

    @Override
    public String title() {
        return "SAM against gradient penalties" + (id.equals("rho-sweep") ? "" : ", in convolutional networks");
    }

    @Override
    public String source() { return "figures 1, 2, 3, 10"; }

    @Override
    public String claim() {
        return "SAM works with GELU and with ReLU. Gradient penalties do nearly as well with GELU, worse with ReLU,"
                + " whose φ″ is missing from H; GELU with φ″ = 0 is as bad, and ReLU with a bump for φ″ better. What"
                + " makes the difference is the NME, which the penalty needs to see.";
    }

    @Override
    public Findings run(Context context) {
        Settings settings = context.settings();
        double[] rho = settings.rho(extent.full(), extent.quick());
        List<String> activations = settings.activations(own);
        int seeds = extent.seeds(settings);
        List<Method> methods = settings.quick() ? QUICK_METHODS : FULL_METHODS;
        Findings findings = new Findings();
        CsvTable means = SweepTables.means("rho");
        CsvTable runs = SweepTables.runs("rho");
        for (Task task : tasks) {
            Cells cells = new Sweep(context, task, seeds, 1, TraceCourse.Plan.NONE).run(id,
                    arms(context, activations, methods, rho));
            findings.setting(task.text());
            new RhoReport(task, cells, activations, methods, rho).addTo(findings, tasks.size() > 1);
            SweepTables.means(means, task.name(), cells);
            SweepTables.runs(runs, task.name(), cells, settings);
        }
        findings.setting("SAM and SGD, and the part of the penalty's update that is G's, do not look at φ″: with a"
                + " replaced one they are what they were, and are not run again. " + seeds + " seed(s) from "
                + settings.seed() + ", mean ± standard deviation; a run that diverged counts with the accuracy at its"
                + " last finite θ."
                + (activations.contains(LEAKY)
                        ? " Leaky ReLU: slope " + new LeakyRelu().slope() + " on the left."
                        : ""));
        findings.table(new Findings.Table("", "Accuracy in per cent by ρ", means));
        return findings.table(new Findings.Table("runs", "Every run", runs));
    }

    private static List<Arm> arms(Context context, List<String> activations, List<Method> methods, double... rho) {
        List<Arm> arms = new ArrayList<>();
        for (String activation : activations) {
            if (!Interventions.isReplaced(activation)) arms.add(Arm.sgd(activation));
            for (Method method : methods)
                if (isSeen(method, activation, context.function(activation).curved()))
                    arms.addAll(Arm.of(method, activation, rho));
        }
        return arms;
    }

    /** False where the runs would be those of another activation or method, to the bit. */
    private static boolean isSeen(Method method, String activation, boolean isCurved) {
        if (Interventions.isReplaced(activation)) return method == Method.PSAM;
        return isCurved || WITHOUT_SECOND.contains(method) || method == Method.PSAM;
    }
}

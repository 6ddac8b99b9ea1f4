package org.hesse.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hesse.hessian.Curvature;
import org.hesse.nn.file.Weights;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** `hesse trajectory`: how the curvature goes along the checkpoints of a training. */
@Command(name = "trajectory", mixinStandardHelpOptions = true, versionProvider = Version.class, sortOptions = false, //
        header = "Traces, eigenvalues, norms of H, G and N along many checkpoints, in one table and plot.", //
        customSynopsis = "hesse trajectory MODEL.json 'CHECKPOINTS' DATA [OPTIONS]", //
        description = {"",
                "CHECKPOINTS is a pattern in quotes, 'checkpoints/w_*.npz': its files in the order of"
                        + " the numbers in their names, w_2 before w_10. Each is kept as it is done, in DIR of"
                        + " --out or in --state, and not computed again by a run that goes on.",
                ""}, //
        footer = {"", "Columns of DIR/trajectory.csv: checkpoint, place (the number in its name), loss, gradient_norm,",
                "  and for every term t as asked for trace_t, top_1_t …, bottom_1_t …, norm_t (Frobenius), cosine (of",
                "  G and N, for alignment); _se are standard errors. Also trajectory.json, .svg, .png.", "",
                "Examples:", "  hesse trajectory model.json 'checkpoints/w_*.npz' batch.npz --out course",
                "  hesse trajectory model.json 'run/step-*/w.safetensors' data.csv --compute trace,norm,alignment",
                "  hesse trajectory model.json 'w_*.npz' batch.npz --compute eigen --top 3 --bottom 3 --of hessian"})
final class TrajectoryCommand extends CurvatureCommand {
    @Option(names = "--compute", paramLabel = "WHAT", split = ",", defaultValue = "trace,eigen", //
            description = "trace, eigen, norm, alignment (default ${DEFAULT-VALUE}).")
    private List<String> compute;

    @Mixin
    private CourseOptions options;

    @Mixin
    private Resume resume;

    @Override
    List<Path> weights() throws IOException { return Checkpoints.of(inputs().weightsFile()); }

    @Override
    void check() { options.check("--compute", compute); }

    @Override
    int run(Problem problem, Results results) throws IOException {
        Course course = options.course(problem.layout().size(), seed());
        checkMemory(problem, course.sweeps(), course.vectors());
        RunState state = resume.open(results, key(problem, course), console(), files(), Map.of());
        report(problem, course(problem, course, state), results);
        state.delete();
        return 0;
    }

    /** The checkpoints are kept by what is in them: another file of the same name is another. */
    private Map<String, String> key(Problem problem, Course course) throws IOException {
        Map<String, String> key = key(problem, inputs().weightsFile().toString());
        key.putAll(options.key("--compute", course));
        return key;
    }

    private CourseReport course(Problem problem, Course course, RunState state) throws IOException {
        List<Path> files = weights();
        List<double[]> rows = new ArrayList<>();
        List<String> columns = new ArrayList<>();
        ProgressLine bar = console().progress("trajectory", files.size() * course.cost());
        try (Products products = new Products(bar)) {
            for (Path file : files) {
                Map<String, Double> row = row(problem, file, course, state, products);
                columns = List.copyOf(row.keySet());
                rows.add(row.values().stream().mapToDouble(x -> x).toArray());
                bar.aside(() -> say(CourseReport.line(file, row)));
            }
        }
        return new CourseReport(course, files, Checkpoints.places(files), columns, rows);
    }

    private void say(String line) {
        console().say(line);
        console().command().commandLine().getOut().flush();
    }

    private Map<String, Double> row(Problem problem, Path file, Course course, RunState state, Products bar)
            throws IOException {
        String place = "row/" + RunState.sha256(file) + "/";
        Map<String, Double> row = new LinkedHashMap<>();
        for (String name : state.names(place))
            row.put(name.substring(place.length()), state.get(name).orElseThrow()[0]);
        if (!row.isEmpty()) {
            bar.task(course.cost()).onPart(1, 1);
            return row;
        }
        Weights.Loaded loaded = Weights.load(file, problem.model());
        Problem at = problem.at(loaded.model(), loaded.theta());
        try (Curvature curvature = Curvature.at(at.objective(), at.variables())) {
            row.putAll(course.at(curvature, bar));
        } catch (ArithmeticException e) {
            throw new IllegalStateException(file + ": " + e.getMessage(), e);
        }
        row.forEach((name, number) -> state.put(place + name, number));
        state.save();
        return row;
    }

    private void report(Problem problem, CourseReport report, Results results) throws IOException {
        results.table("trajectory", report.table());
        results.picture("trajectory", report::picture);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("command", "trajectory");
        fields.put("parameters", problem.layout().size());
        fields.put("examples", problem.data().rows());
        fields.put("checkpoints", report.fields());
        results.json("trajectory", fields);
        console().result(fields);
    }
}

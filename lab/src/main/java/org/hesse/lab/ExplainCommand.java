package org.hesse.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.hesse.hessian.Curvature;
import org.hesse.lab.explain.Browser;
import org.hesse.lab.explain.Explanation;
import org.hesse.lab.explain.ExplanationPage;
import org.hesse.lab.explain.Fields;
import org.hesse.lab.explain.Formula;
import org.hesse.lab.explain.Network;
import org.hesse.lab.explain.SyntaxException;
import org.hesse.lab.explain.TraceTable;
import org.hesse.lab.timing.RandomCase;
import org.hesse.nn.Model;
import org.hesse.nn.file.Data;
import org.hesse.nn.file.ModelFile;
import org.hesse.nn.file.Weights;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** `hesse explain`: the sweeps of an expression or a tiny network, number by number. */
@Command(name = "explain", mixinStandardHelpOptions = true, versionProvider = Version.class, sortOptions = false, //
        header = "Shows the sweeps of second-order autodiff, number by number, and where G and N are born.", //
        customSynopsis = {"hesse explain EXPRESSION --at x=1,y=2 [--along x=1,y=0] [OPTIONS]",
                "       hesse explain MODEL.json [WEIGHTS DATA] [OPTIONS]"}, //
        description = {"",
                "Prints a table, for every node its value, tangent, gradient and its adjoint in each channel, and"
                        + " writes a page to step through the sweeps, which needs no network.",
                "", "An expression has numbers, pi, variables, + - * / ^, parentheses, any activation of a model"
                        + " file (sin, exp, log, sqrt, tanh, gelu, relu, beta_gelu(x, 4), ...), and definitions:"
                        + " 'a = w*x; tanh(a)*a'. x*x is a product, x^2 a nonlinear function.",
                "", "What is the loss? output(z) marks z as the model's output, as in the library, and what follows"
                        + " is loss: '(output(tanh(w*x)) - 1)^2 / 2'. The losses mse(z, y), huber(z, y) and"
                        + " binary_cross_entropy(z, y), y a number, mark z by themselves where they come last. An"
                        + " expression with neither is all model, L = z: then G = 0 and H = N.",
                ""}, //
        footer = {"", "Examples:", "  hesse explain 'sin(x*y) + x^2' --at x=1,y=2 --along x=1,y=0",
                "  hesse explain 'mse(tanh(w*0.5 + b), 1)' --at w=1,b=0 --along w=1,b=1 --order 2 --open",
                "  hesse explain '(output(relu(w*v)) - 1)^2' --at w=2,v=0.5 --along w=1 --json --out page.html",
                "  hesse explain model.json weights.npz data.csv --limit 1 --out page.html"})
final class ExplainCommand implements Callable<Integer> {
    private static final String PAGE = "hesse-explain.html";

    @Parameters(arity = "1..3", paramLabel = "EXPRESSION | MODEL.json [WEIGHTS DATA]", //
            description = "An expression; or a model file, with weights and data as in 'hesse split', or else at its"
                    + " initial weights on a random example, both by the seed.")
    private List<String> what;

    @Option(names = "--at", paramLabel = "X=1,Y=2", description = "The values of an expression's variables.")
    private String at;

    @Option(names = "--along", paramLabel = "V", //
            description = "Direction v: x=1,y=0, where variables left out stand still (default: all 1). Of a model:"
                    + " random (the default), gradient, or a file.")
    private String along;

    @Option(names = "--order", paramLabel = "K", defaultValue = "1", //
            description = "Of the jets: 1 for Hv, 2 for third derivatives too (default ${DEFAULT-VALUE}).")
    private int order;

    @Option(names = "--seed", paramLabel = "S", description = "Of what a model takes at random (default 0).")
    private Long seed;

    @Option(names = "--limit", paramLabel = "N", description = "Use the first N examples of DATA only (default 1).")
    private Integer limit;

    @Mixin
    private Scale scale;

    @Option(names = "--out", paramLabel = "FILE", //
            description = "The page, HTML; it is replaced (default " + PAGE + " here).")
    private Path out;

    @Option(names = "--open", description = "Open the page in the browser.")
    private boolean open;

    @Mixin
    private Console console;

    @Override
    public Integer call() throws IOException {
        if (order < 1 || order > 2) throw wrong("--order: must be 1 or 2, got " + order);
        checkArguments();
        if (limit != null && limit < 1) throw wrong("--limit: must be at least 1, got " + limit);
        if (scale.isGiven() && what.size() < 3) throw wrong("--mean, --std: are for DATA, there is none");
        scale.check();
        boolean isModel = what.size() > 1 || what.get(0).endsWith(".json");
        OutputFile page = OutputFile.of("--out", out(), isModel ? files() : List.of());
        Explanation explanation = isModel ? model() : expression();
        page.write(ExplanationPage.of(explanation));
        print(explanation);
        return 0;
    }

    /** An expression may begin with a minus, `-x^2`, and then looks like an option that nobody knows. */
    @Spec
    void takeMinus(CommandSpec spec) {
        spec.parser().unmatchedOptionsArePositionalParams(true).posixClusteredShortOptionsAllowed(false);
    }

    private void checkArguments() {
        for (String each : what)
            if (what.size() > 1 && each.startsWith("-")) throw wrong("Unknown option: '" + each + "'");
        if (what.size() == 2) throw wrong("explain: WEIGHTS and DATA come together, got " + what.get(1) + " alone");
        if (what.size() > 3) throw wrong("Unmatched argument: '" + what.get(3) + "'");
    }

    private Path out() { return out == null ? Path.of(PAGE) : out; }

    private ParameterException wrong(String message) {
        return new ParameterException(console.command().commandLine(), message);
    }

    private Explanation expression() {
        if (seed != null) throw wrong("--seed: nothing is drawn at random for an expression");
        if (limit != null) throw wrong("--limit: an expression has no examples");
        try {
            Formula formula = new Formula(what.get(0), Activations::parse);
            Map<String, Double> values = at == null ? Map.of() : Assignments.parse("--at", at);
            return formula.explain(values, tangents(values), order);
        } catch (SyntaxException e) {
            e.caret().lines().forEach(console.command().commandLine().getErr()::println);
            throw wrong(e.getMessage());
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
    }

    private Map<String, Double> tangents(Map<String, Double> values) {
        Map<String, Double> tangents = new LinkedHashMap<>();
        if (along == null) values.keySet().forEach(name -> tangents.put(name, 1.0));
        else tangents.putAll(Assignments.parse("--along", along));
        for (String name : tangents.keySet())
            if (!values.containsKey(name)) throw new IllegalArgumentException("--along: '" + name + "' is not in --at");
        return tangents;
    }

    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>(List.of(Path.of(what.get(0))));
        if (what.size() == 3) {
            files.add(Path.of(what.get(1)));
            files.addAll(Data.files(Path.of(what.get(2))));
        }
        direction().file().ifPresent(files::add);
        for (Path file : files) Inputs.checkExists(file);
        return files;
    }

    private Direction direction() { return new Direction(along == null ? Direction.RANDOM : along); }

    private Explanation model() throws IOException {
        if (at != null) throw wrong("--at: the values of a model's parameters are its weights");
        Model model = ModelFile.read(Path.of(what.get(0)));
        RandomCase drawn = what.size() == 3 ? given(model) : RandomCase.draw(model, 1, 0, seed());
        double[] v = direction().read(drawn.model().layout(), model.ties(), seed());
        try (Curvature curvature = Curvature.at(drawn.objective(), drawn.theta())) {
            return Network.explain(what.get(0), drawn.objective(), drawn.theta(),
                    Direction.at(curvature, v).clone(), order);
        }
    }

    private RandomCase given(Model model) throws IOException {
        Weights.Loaded loaded = Weights.load(Path.of(what.get(1)), model);
        Data data = scale.apply(Data.read(Path.of(what.get(2)), model, limit == null ? 1 : limit));
        return new RandomCase(loaded.model(), data.x(), data.y(), loaded.theta(), new double[0][]);
    }

    private long seed() { return seed == null ? 0 : seed; }

    private void print(Explanation explanation) {
        TraceTable.lines(explanation).forEach(console::say);
        if (!explanation.isLossCurved()) console.say("no curvature in the loss: G = 0 and H = N");
        console.say("wrote " + out() + ", a page to step through; open it in a browser");
        if (open && !Browser.open(out())) console.note("--open: no browser could be started, the page is " + out());
        if (!console.json()) return;
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("command", "explain");
        fields.putAll(Fields.of(explanation));
        fields.put("out", out().toString());
        fields.put("provenance", Provenance.of(console.command(), seed, null).fields());
        console.result(fields);
    }
}

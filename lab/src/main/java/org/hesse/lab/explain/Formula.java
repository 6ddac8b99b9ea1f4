package org.hesse.lab.explain;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.hesse.engine.array.Layout;
import org.hesse.engine.objective.Batch;
import org.hesse.engine.op.Elementwise;
import org.hesse.engine.tape.Var;
import org.hesse.lab.explain.Expression.Program;

/**
 * An expression as a loss, `L(x, y, …)`, its variables in the order in which their values were given. Immutable, as
 * thread-safe as the functions that it is made of.
 */
public final class Formula {
    private final Program program;
    private final Function<String, Elementwise> functions;

    /**
     * Reads it; a {@link SyntaxException} if it cannot be read.
     *
     * @param functions makes a function of a name and its settings, `beta_gelu:4`
     */
    public Formula(String source, Function<String, Elementwise> functions) {
        program = Parser.parse(source);
        this.functions = functions;
    }

    /**
     * The sweeps at a point along a direction.
     *
     * @param at the values of the variables
     * @param along their tangents; those left out stand still
     * @param order of jets, 1 or 2
     * @throws SyntaxException if the expression and its variables do not fit
     */
    public Explanation explain(Map<String, Double> at, Map<String, Double> along, int order) {
        Layout.Builder layout = Layout.builder();
        for (String name : at.keySet()) layout.add(name, 1);
        double[] theta = at.values().stream().mapToDouble(x -> x).toArray();
        double[] v = at.keySet().stream().mapToDouble(name -> along.getOrDefault(name, 0.0)).toArray();
        Recorder[] recorder = new Recorder[1];
        Batch batch = new Batch(layout.build(), tape -> {
            recorder[0] = new Recorder(program, functions, at.keySet(), tape);
            return loss(recorder[0], at.keySet());
        });
        return Explainer.explain("L = ", program.source(), batch, theta, v, order,
                point -> new Symbols(point, recorder[0].names(), recorder[0].texts()));
    }

    private Var loss(Recorder recorder, Set<String> variables) {
        Var loss = recorder.record();
        if (!loss.isActive())
            throw new SyntaxException(program.source(), program.result().at(), "it does not depend on a variable");
        Set<String> unused = new TreeSet<>(variables);
        unused.removeAll(recorder.used());
        if (!unused.isEmpty())
            throw new IllegalArgumentException("--at: the expression has no " + String.join(", ", unused));
        return loss;
    }
}

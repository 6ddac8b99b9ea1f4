package org.hesse.lab.explain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;
import org.hesse.engine.objective.Batch;
import org.hesse.engine.op.Frame;
import org.hesse.engine.sweep.Channel;
import org.hesse.engine.sweep.Path;
import org.hesse.engine.sweep.Pull;
import org.hesse.engine.sweep.Push;
import org.hesse.engine.tape.NonFiniteException;
import org.hesse.engine.tape.Point;
import org.hesse.engine.tape.Var;

/**
 * Runs the engine's sweeps once, along v at θ, and writes down what they do. Every number is the engine's: values and
 * coefficients from the tape and the push, adjoints from the steps of the pull. Not thread-safe.
 */
final class Explainer {
    static final int START = 0;
    static final int VALUES = 1;
    static final int TANGENTS = 2;
    static final int GRADIENT = 3;
    static final int CHANNELS = 4;

    private final Point point;
    private final Push push;
    private final Symbols symbols;
    private final Map<String, Column> columns = new LinkedHashMap<>();
    private final List<Step> steps = new ArrayList<>();
    /** What the sweep under way did, by node. */
    private final Map<Integer, Ledger> ledgers = new HashMap<>();
    private final Set<Accumulator> filled = new HashSet<>();

    private Explainer(Point point, Push push, Symbols symbols) {
        this.point = point;
        this.push = push;
        this.symbols = symbols;
        for (Column column : Column.all(push.order())) columns.put(column.key(), column);
    }

    /**
     * The explanation of a loss at θ along v.
     *
     * @param what `L = ` before an expression, `Loss of ` before a model
     * @param source the one or the other
     * @param words how nodes are called and written, once the batch is recorded
     */
    static Explanation explain(String what, String source, Batch batch, double[] theta, double[] v, int order,
            Words words) {
        try (Point point = batch.record(theta, order); Push push = new Push(point, order)) {
            push.along(v);
            return new Explainer(point, push, words.of(point)).explain(what, source, theta, v);
        }
    }

    /** Names the nodes of a point. */
    @FunctionalInterface
    interface Words {
        Symbols of(Point point);
    }

    private Explanation explain(String what, String source, double[] theta, double[] v) {
        start();
        for (Var node : point.nodes()) if (node.op() != null) forward(node, VALUES, 0, 0);
        for (Var node : point.nodes()) if (push.frame(node) != null) forward(node, TANGENTS, 1, push.order());
        Map<String, double[]> products = new LinkedHashMap<>();
        seed();
        products.put(Column.GRADIENT.key(), Pull.gradient(point, this::see).clone());
        backward(GRADIENT);
        Channel[] channels = Column.channels(push.order());
        Pull pull = new Pull(push, channels);
        pull.observe(this::see);
        pull.run();
        backward(CHANNELS);
        for (Channel channel : channels) products.put(channel.name(), pull.result(channel).clone());
        checkFinite();
        return new Explanation(what, source, push.order(), point.layout(), theta.clone(), v.clone(), point.loss(),
                nodes(), steps, products);
    }

    /** A page of `Infinity` and what it makes of zeros would teach nobody. */
    private void checkFinite() {
        for (Step step : steps)
            for (Write write : step.writes())
                for (double number : write.numbers())
                    if (!Double.isFinite(number))
                        throw new NonFiniteException("explain: the first non-finite number is the "
                                + write.column().key() + " of " + symbols.name(point.nodes().get(write.node()))
                                + ", " + number);
    }

    private void start() {
        List<Write> writes = new ArrayList<>();
        for (Var node : point.nodes())
            if (node.op() == null)
                for (int k = 0; k <= push.order(); k++) write(writes, node, k);
        steps.add(new Step(START, -1, "The variables have their values, and move along v", List.of(), writes,
                List.of()));
    }

    private void write(List<Write> writes, Var node, int k) {
        Array value = k == 0 ? node.value() : push.coefficient(node, k);
        if (value != null) writes.add(new Write(node.id(), Column.coefficient(k), value.toArray()));
    }

    private void forward(Var node, int sweep, int from, int to) {
        List<Line> lines = new ArrayList<>();
        List<Write> writes = new ArrayList<>();
        Frame frame = sweep == VALUES ? node.frame() : push.frame(node);
        for (int k = from; k <= to; k++) {
            Array value = k == 0 ? node.value() : push.coefficient(node, k);
            if (value == null) continue;
            List<Product> sum = new Rule(node, frame, Path.FULL, symbols).forward(k);
            String result = Numbers.brief(value);
            String numbers = Product.numbers(sum);
            lines.add(new Line(Column.coefficient(k), symbols.coefficient(node, k), false, Product.symbols(sum),
                    result.equals(numbers) ? null : numbers, result, null));
            write(writes, node, k);
        }
        steps.add(new Step(sweep, node.id(), title(node), lines, writes, List.of()));
    }

    private String title(Var node) { return symbols.name(node) + " = " + symbols.text(node); }

    /** `L̄ = 1`: where the reverse sweep begins. */
    private void seed() {
        Var loss = point.lossNode();
        Line line = new Line(Column.GRADIENT, symbols.bar(loss, Column.GRADIENT), false,
                "∂L/∂" + Html.escape(symbols.name(loss)), null, "1", null);
        steps.add(new Step(GRADIENT, loss.id(), "The loss, seen from itself", List.of(line),
                List.of(new Write(loss.id(), Column.GRADIENT, new double[] {1})), List.of()));
    }

    private void see(Pull.Step step) {
        ledgers.computeIfAbsent(step.node().id(), id -> new Ledger(step.node(), symbols)).see(step,
                columns.get(step.channel().name()), columns.get(step.term().source().name()), filled);
    }

    /** The ledgers of a sweep as steps, from the loss back. */
    private void backward(int sweep) {
        for (int id = point.nodes().size() - 1; id >= 0; id--) {
            Ledger ledger = ledgers.remove(id);
            if (ledger == null) continue;
            Var node = point.nodes().get(id);
            steps.add(new Step(sweep, id, title(node), ledger.lines(List.copyOf(columns.values())), ledger.writes(),
                    ledger.births()));
        }
    }

    private List<Node> nodes() {
        List<Node> nodes = new ArrayList<>();
        for (Var node : point.nodes()) {
            Map<String, double[]> numbers = new LinkedHashMap<>();
            List<String> births = new ArrayList<>();
            for (Step step : steps) {
                if (step.node() == node.id()) births.addAll(step.births());
                for (Write write : step.writes())
                    if (write.node() == node.id()) numbers.put(write.column().key(), write.numbers());
            }
            String text = node.op() != null
                    ? symbols.text(node)
                    : node.parameter() != null ? "variable" : "constant";
            nodes.add(new Node(node.id(), symbols.name(node), text, node.layer(), kind(node),
                    node.inputs().stream().map(Var::id).toList(), node.shape(), births, numbers));
        }
        return nodes;
    }

    private String kind(Var node) {
        if (node == point.output()) return "output";
        if (node.op() == null) return node.parameter() != null ? "variable" : "constant";
        return node.isLoss() ? "loss" : "model";
    }
}

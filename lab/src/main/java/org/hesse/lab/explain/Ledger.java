package org.hesse.lab.explain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Pool;
import org.hesse.engine.op.Birth;
import org.hesse.engine.sweep.Channel;
import org.hesse.engine.sweep.Pull.Step;
import org.hesse.engine.tape.Var;

/**
 * What a reverse sweep did at one node, channel by channel and input by input, written down while it does it: the rule,
 * what it added, by the op itself, and the sum as it stands then. Not thread-safe.
 */
final class Ledger {
    /** One input's part in one channel, all its places together if it is there twice: the engine adds them up. */
    private static final class Entry {
        private final List<Product> products = new ArrayList<>();
        private final Accumulator added;
        private boolean first;
        private double[] sum;

        Entry(Var input) { added = Accumulator.pooled(new Pool(), input.shape()); }
    }

    private record Key(Column column, int input) {}

    private final Var node;
    private final Symbols symbols;
    private final Map<Key, Entry> entries = new LinkedHashMap<>();
    private final List<String> births = new ArrayList<>();

    Ledger(Var node, Symbols symbols) {
        this.node = node;
        this.symbols = symbols;
    }

    /**
     * One term of one channel.
     *
     * @param column the channel's
     * @param source that of the channel which feeds it
     * @param before which sums were there already: inputs that other nodes have added to
     */
    void see(Step step, Column column, Column source, Set<Accumulator> before) {
        for (int i = 0; i < step.xbar().length; i++)
            if (step.xbar()[i] != null) see(step, i, column, source, before.contains(step.xbar()[i]));
        for (Accumulator xbar : step.xbar()) if (xbar != null && !xbar.isEmpty()) before.add(xbar);
    }

    private void see(Step step, int i, Column column, Column source, boolean before) {
        Accumulator alone = contribution(step, i);
        if (alone.isEmpty()) return;
        Var input = node.inputs().get(i);
        Key place = new Key(column, node.inputs().indexOf(input));
        Entry entry = entries.computeIfAbsent(place, key -> new Entry(input));
        if (entry.sum == null) entry.first = !before;
        add(alone, entry.added);
        entry.sum = step.xbar()[i].value().toArray();
        Rule rule = new Rule(node, step.frame(), step.term().path(), symbols);
        Factor ybar = Factor.of(symbols.bar(node, source), step.ybar().value());
        int j = step.term().j();
        for (Product product : rule.pull(j, i, ybar)) entry.products.add(j > 0 ? product.asBirth() : product);
        if (j > 0 && step.channel().equals(Channel.HESSIAN) && hasNumber(alone)) addBirth();
    }

    /** What the term adds to that input, by the op's own rule. */
    private Accumulator contribution(Step step, int i) {
        Accumulator[] xbar = new Accumulator[step.xbar().length];
        xbar[i] = Accumulator.pooled(new Pool(), node.inputs().get(i).shape());
        node.op().pull(step.term().j(), step.frame(), step.ybar().value(), xbar);
        return xbar[i];
    }

    private static void add(Accumulator from, Accumulator to) {
        to.add();
        for (int e = 0; e < from.value().size(); e++) to.array().set(e, to.array().get(e) + from.value().get(e));
    }

    private static boolean hasNumber(Accumulator a) {
        return DoubleStream.of(a.value().toArray()).anyMatch(x -> x != 0);
    }

    private void addBirth() {
        String birth = node.isLoss() ? "G" : node.op().birth() == Birth.PRODUCT ? "N coupling" : "N activation";
        if (!births.contains(birth)) births.add(birth);
    }

    List<String> births() { return births; }

    /** The rules as they were applied, by channel, then input. */
    List<Line> lines(List<Column> columns) {
        List<Line> lines = new ArrayList<>();
        for (Column column : columns)
            entries.forEach((key, entry) -> {
                if (key.column.equals(column)) lines.add(line(column, node.inputs().get(key.input), entry));
            });
        return lines;
    }

    private Line line(Column column, Var input, Entry entry) {
        String result = Numbers.brief(entry.added.value());
        String total = Numbers.brief(Array.of(entry.sum, input.shape()));
        String numbers = Product.numbers(entry.products);
        return new Line(column, symbols.bar(input, column), !entry.first, Product.symbols(entry.products),
                result.equals(numbers) ? null : numbers, result, entry.first && total.equals(result) ? null : total);
    }

    /** The sums as this node left them. */
    List<Write> writes() {
        List<Write> writes = new ArrayList<>();
        entries.forEach((key, entry) -> writes
                .add(new Write(node.inputs().get(key.input).id(), key.column, entry.sum)));
        return writes;
    }
}

package org.hesse.lab.explain;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hesse.engine.op.Loss;
import org.hesse.engine.sweep.Path;
import org.hesse.engine.tape.Point;
import org.hesse.engine.tape.Var;

/**
 * How nodes are called and written: parameters by their names, the output z, the loss L, other ops by letters.
 * Immutable and thread-safe.
 */
final class Symbols {
    private static final String LETTERS = "abcdfghkmnpqrstuw";

    private final List<Var> nodes;
    private final Map<Integer, String> texts;
    private final List<String> names = new ArrayList<>();

    /**
     * The symbols of a point's nodes.
     *
     * @param given names that some nodes have already, by id
     * @param texts how some ops are written, by id
     */
    Symbols(Point point, Map<Integer, String> given, Map<Integer, String> texts) {
        this.nodes = point.nodes();
        this.texts = texts;
        Set<String> taken = new HashSet<>(given.values());
        point.layout().segments().forEach(segment -> taken.add(segment.name()));
        Iterator<String> free = IntStream.iterate(1, i -> i + 1).mapToObj(Symbols::letters)
                .filter(name -> !taken.contains(name)).iterator();
        for (Var node : nodes) names.add(name(node, point, given, taken, free));
    }

    /** `a`, `b`, …, `w`, `aa`, `ab`, …: number i ≥ 1 of an endless row. */
    private static String letters(int i) {
        int rest = (i - 1) / LETTERS.length();
        return (rest == 0 ? "" : letters(rest)) + LETTERS.charAt((i - 1) % LETTERS.length());
    }

    private String name(Var node, Point point, Map<Integer, String> given, Set<String> taken, Iterator<String> free) {
        if (given.containsKey(node.id())) return given.get(node.id());
        if (node.parameter() != null) return node.parameter().name();
        if (node == point.lossNode() && taken.add("L")) return "L";
        if (node == point.output() && taken.add("z")) return "z";
        if (node.op() != null) return free.next();
        if (node.value().size() == 1 && !isTarget(node)) return Numbers.brief(node.value());
        return taken.add(isTarget(node) ? "y" : "x") ? isTarget(node) ? "y" : "x" : free.next();
    }

    private boolean isTarget(Var node) {
        return nodes.stream().anyMatch(y -> y.op() instanceof Loss && y.inputs().indexOf(node) == 1);
    }

    /** The name alone. */
    String name(Var node) { return names.get(node.id()); }

    /** `a·b`, `tanh(a)`: how an op is written. */
    String text(Var node) {
        String text = texts.get(node.id());
        if (text == null)
            return node.op().name()
                    + node.inputs().stream().map(this::name).collect(Collectors.joining(", ", "(", ")"));
        for (int i = 0; i < node.inputs().size(); i++) text = text.replace("{" + i + "}", name(node.inputs().get(i)));
        return text;
    }

    /** The same with the inputs' values put in. */
    String numbers(Var node) {
        String text = texts.get(node.id());
        if (text == null)
            return node.op().name() + node.inputs().stream().map(x -> Numbers.brief(x.value()))
                    .collect(Collectors.joining(", ", "(", ")"));
        for (int i = 0; i < node.inputs().size(); i++) {
            String number = Numbers.brief(node.inputs().get(i).value());
            boolean bare = text.contains("({" + i + "}") || !number.startsWith("−") || text.startsWith("{" + i + "} ");
            text = text.replace("{" + i + "}", bare ? number : "(" + number + ")");
        }
        return text;
    }

    /** `a₁`: coefficient k, as HTML. */
    String coefficient(Var node, int k) { return Html.escape(name(node)) + (k == 0 ? "" : "<sub>" + k + "</sub>"); }

    /**
     * Coefficient k on one of the paths that the loss's own nodes have beside the full one: `a₂°` with z₂ = 0, `a₂*`
     * where z₂ is the direction.
     */
    String coefficient(Var node, int k, Path path) {
        if (path == Path.FULL || k == 0) return coefficient(node, k);
        if (!node.isLoss()) return coefficient(node, path == Path.BEND ? 2 * k : k);
        return coefficient(node, path == Path.BEND ? 2 : k) + (path == Path.BEND ? "*" : k == 2 ? "°" : "");
    }

    /** `āᴴ`, as HTML. */
    String bar(Var node, Column channel) {
        String mark = channel.mark().isEmpty() ? "" : "<sup>" + channel.mark() + "</sup>";
        return "<i>" + Html.escape(name(node)) + "</i>" + mark;
    }
}

package org.hesse.lab.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.hesse.lab.explain.Layers.Place;

/**
 * Draws the graph of an explanation as `<svg>`: a box for each node, with room for a row of each column. The page's
 * script writes the rows, which would make a third of the page if they stood in it. Not thread-safe.
 */
final class Drawing {
    private static final int NARROW = 178;
    private static final int LABEL = 86;
    private static final int NUMBER = 58;
    private static final int DOTS = 14;
    private static final int LETTER = 8;
    static final int HEAD = 28;
    static final int ROW = 16;
    private static final int GAP = 22;
    private static final int BETWEEN = 46;
    private static final int MARGIN = 14;

    private final Explanation explanation;
    private final Layers layers;
    private final double[] tops;
    private final StringBuilder svg = new StringBuilder();

    private Drawing(Explanation explanation) {
        this.explanation = explanation;
        this.layers = new Layers(explanation.nodes(), Drawing::width, GAP);
        this.tops = new double[layers.count() + 1];
        tops[0] = MARGIN;
        for (int l = 0; l < layers.count(); l++) tops[l + 1] = tops[l] + heightOfLayer(l) + BETWEEN;
    }

    /** As wide as the numbers of one of its rows. */
    private static int width(Node node) {
        int more = node.size() > Numbers.FEW ? DOTS : 0;
        return Math.max(NARROW, LABEL + NUMBER * Math.min(node.size(), Numbers.FEW) + more);
    }

    static String of(Explanation explanation) { return new Drawing(explanation).draw(); }

    private double heightOfLayer(int layer) {
        return explanation.nodes().stream().filter(n -> layers.of(n.id()).layer == layer).mapToInt(this::height).max()
                .orElse(0);
    }

    private int rows(Node node) { return node.kind().equals("constant") ? 1 : explanation.columns().size(); }

    private int height(Node node) { return HEAD + ROW * rows(node) + 8; }

    private String draw() {
        double width = layers.places().stream().mapToDouble(p -> p.x + p.width / 2).max().orElse(0) + 2 * MARGIN;
        double height = tops[layers.count()] - BETWEEN + MARGIN;
        add("<svg width=\"%.0f\" height=\"%.0f\" viewBox=\"0 0 %.0f %.0f\" role=\"group\" aria-label=\"graph\">", width,
                height, width, height);
        svg.append("<defs>");
        marker("tip", 10);
        marker("fresh", 14);
        svg.append("</defs>\n");
        for (Node node : explanation.nodes()) node.inputs().stream().distinct().forEach(i -> edge(i, node.id()));
        for (Node node : explanation.nodes()) box(node);
        return svg.append("</svg>").toString();
    }

    private void marker(String id, int size) {
        add("<marker id=\"%s\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"%d\" markerHeight=\"%d\" "
                + "markerUnits=\"userSpaceOnUse\" orient=\"auto-start-reverse\"><path d=\"M0 0L8 4L0 8z\"/>"
                + "</marker>", id, size, size);
    }

    private void add(String format, Object... values) { svg.append(String.format(Locale.ROOT, format, values)); }

    private double x(Place place) { return place.x + MARGIN; }

    /** Down from box to box, through the bends. */
    private void edge(int from, int to) {
        List<double[]> points = new ArrayList<>();
        Place place = layers.of(from);
        double top = tops[place.layer] + height(explanation.nodes().get(from));
        points.add(new double[] {x(place), top});
        double bottom = tops[place.layer] + heightOfLayer(place.layer);
        // Of no length, it would turn the arrow head that stands there.
        if (bottom > top) points.add(new double[] {x(place), bottom});
        for (Place next = toward(place, to); next.node < 0; next = next.below.get(0)) {
            points.add(new double[] {x(next), tops[next.layer]});
            points.add(new double[] {x(next), tops[next.layer] + heightOfLayer(next.layer)});
        }
        points.add(new double[] {x(layers.of(to)), tops[layers.of(to).layer]});
        String still = explanation.nodes().get(from).kind().equals("constant") ? " still" : "";
        add("<path class=\"edge%s\" data-to=\"%d\" marker-end=\"url(#tip)\" d=\"M%.0f %.0f", still, to,
                points.get(0)[0], points.get(0)[1]);
        for (int i = 1; i < points.size(); i++) curve(points.get(i - 1), points.get(i));
        svg.append("\"/>\n");
    }

    /** The first place on the way to a node. */
    private static Place toward(Place from, int to) {
        return from.below.stream().filter(p -> end(p) == to).findFirst().orElseThrow();
    }

    private static int end(Place place) {
        Place last = place;
        while (last.node < 0) last = last.below.get(0);
        return last.node;
    }

    private void curve(double[] a, double[] b) {
        double middle = (a[1] + b[1]) / 2;
        if (a[0] == b[0]) add("V%.0f", b[1]);
        else add("C%.0f %.0f %.0f %.0f %.0f %.0f", a[0], middle, b[0], middle, b[0], b[1]);
    }

    private void box(Node node) {
        Place place = layers.of(node.id());
        String text = node.inputs().isEmpty() ? node.name() : node.name() + " = " + node.text();
        add("<g class=\"node %s\" id=\"n%d\" data-node=\"%d\" tabindex=\"0\" role=\"button\" "
                + "transform=\"translate(%.1f %.1f)\">", node.kind(), node.id(), node.id(), x(place) - place.width / 2,
                tops[place.layer]);
        add("<title>%s (%s)</title><rect width=\"%d\" height=\"%d\" rx=\"8\"/>", Html.escape(text), node.kind(),
                width(node), height(node));
        add("<path class=\"rule\" d=\"M0 %dH%d\"/>", HEAD, width(node));
        add("<text class=\"head\" x=\"10\" y=\"19\">%s</text>",
                Html.escape(cut(text, (width(node) - 20) / LETTER)));
        for (int b = 0; b < node.births().size(); b++) badge(node.births().get(b), width(node) - 14 - 26 * b);
        svg.append("</g>\n");
    }

    private static String cut(String text, int letters) {
        return text.length() <= letters ? text : text.substring(0, letters - 1) + "…";
    }

    private static String birthClass(String birth) {
        return birth.equals("G") ? "gauss_newton" : birth.equals("N coupling") ? "nme_coupling" : "nme_activation";
    }

    private void badge(String birth, int x) {
        add("<g class=\"badge %s\" transform=\"translate(%d 0)\"><circle r=\"11\"/><text y=\"4\">%s</text></g>",
                birthClass(birth), x, birth.charAt(0));
    }
}

package org.hesse.lab.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Where the nodes of a graph are drawn: in layers from the inputs down, an edge over several layers bent at a place of
 * its own in each, places ordered by the mean of their neighbours (Sugiyama, Tagawa, Toda, 1981). Not thread-safe.
 */
final class Layers {
    /** A place in a layer: a node, or the bend of an edge. */
    static final class Place {
        /** −1 for a bend. */
        final int node;
        final int layer;
        final double width;
        final List<Place> above = new ArrayList<>();
        final List<Place> below = new ArrayList<>();
        double x;

        Place(int node, int layer, double width) {
            this.node = node;
            this.layer = layer;
            this.width = width;
        }
    }

    private static final int ROUNDS = 12;
    private static final double BEND = 20;

    private final List<List<Place>> layers = new ArrayList<>();
    private final List<Place> places = new ArrayList<>();
    private final double gap;

    /** @param width of a node, `gap` the least room between two */
    Layers(List<Node> nodes, ToDoubleFunction<Node> width, double gap) {
        this.gap = gap;
        int[] level = levels(nodes);
        for (Node node : nodes) places.add(place(node.id(), level[node.id()], width.applyAsDouble(node)));
        for (Node node : nodes) node.inputs().stream().distinct().forEach(i -> connect(places.get(i), node.id()));
        for (List<Place> layer : layers) spread(layer);
        for (int round = 0; round < ROUNDS; round++) {
            for (List<Place> layer : layers) settle(layer, true);
            for (int l = layers.size() - 1; l >= 0; l--) settle(layers.get(l), false);
        }
        double left = places().stream().mapToDouble(p -> p.x - p.width / 2).min().orElse(0);
        for (Place place : places()) place.x -= left;
    }

    /** Below all inputs; those that have none just above their first use. */
    private static int[] levels(List<Node> nodes) {
        int[] level = new int[nodes.size()];
        for (Node node : nodes) for (int i : node.inputs()) level[node.id()] = Math.max(level[node.id()], level[i] + 1);
        for (Node leaf : nodes) {
            if (!leaf.inputs().isEmpty()) continue;
            level[leaf.id()] = nodes.stream().filter(n -> n.inputs().contains(leaf.id()))
                    .mapToInt(n -> level[n.id()] - 1).min().orElse(0);
        }
        return level;
    }

    private Place place(int node, int layer, double width) {
        while (layers.size() <= layer) layers.add(new ArrayList<>());
        Place place = new Place(node, layer, width);
        layers.get(layer).add(place);
        return place;
    }

    private void connect(Place from, int to) {
        Place last = from;
        for (int layer = from.layer + 1; layer < places.get(to).layer; layer++) {
            Place bend = place(-1, layer, BEND);
            join(last, bend);
            last = bend;
        }
        join(last, places.get(to));
    }

    private static void join(Place above, Place below) {
        above.below.add(below);
        below.above.add(above);
    }

    private void spread(List<Place> layer) {
        double x = 0;
        for (Place place : layer) {
            place.x = x + place.width / 2;
            x += place.width + gap;
        }
    }

    /** Moves each place under, or over, the middle of its neighbours, in their order, and apart. */
    private void settle(List<Place> layer, boolean down) {
        for (Place place : layer) {
            List<Place> near = down ? place.above : place.below;
            place.x = near.stream().mapToDouble(p -> p.x).average().orElse(place.x);
        }
        layer.sort(Comparator.comparingDouble(p -> p.x));
        double[] wanted = layer.stream().mapToDouble(p -> p.x).toArray();
        double shift = 0;
        for (int i = 0; i < layer.size(); i++) {
            Place place = layer.get(i);
            if (i > 0) place.x = Math.max(place.x, right(layer.get(i - 1)) + place.width / 2);
            shift += (place.x - wanted[i]) / layer.size();
        }
        for (Place place : layer) place.x -= shift;
    }

    private double right(Place place) { return place.x + place.width / 2 + gap; }

    /** All places, by layer. */
    List<Place> places() { return layers.stream().flatMap(List::stream).toList(); }

    int count() { return layers.size(); }

    /** That of a node. */
    Place of(int node) { return places.get(node); }
}

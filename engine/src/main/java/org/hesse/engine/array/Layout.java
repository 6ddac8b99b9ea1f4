package org.hesse.engine.array;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the parameters lie in one flat vector θ: named segments, one after the other in order of declaration.
 *
 * <p>Directions, gradients and curvature products share the layout of θ. Immutable and thread-safe.
 */
public final class Layout {
    private final Map<String, Segment> segments = new LinkedHashMap<>();
    private final List<Segment> inOrder;
    private final int size;

    private Layout(Builder builder) {
        segments.putAll(builder.segments);
        inOrder = List.copyOf(builder.inOrder);
        size = builder.size;
    }

    public static Builder builder() { return new Builder(); }

    /** The length of the flat vector. */
    public int size() { return size; }

    public List<Segment> segments() { return inOrder; }

    /** How many there are. */
    int count() { return inOrder.size(); }

    Segment segment(int i) { return inOrder.get(i); }

    /** Parameters by name: `out.*`, `!embed*`, see {@link Selection}. */
    public Selection select(String patterns) { return Selection.of(this, patterns); }

    public boolean has(String name) { return segments.containsKey(name); }

    public Segment segment(String name) {
        Segment segment = segments.get(name);
        if (segment == null)
            throw new IllegalArgumentException("layout: no parameter '" + name + "', there are " + segments.keySet());
        return segment;
    }

    /** Throws unless `vector` has the length of this layout; `what` names it in the message. */
    public void check(String what, double[] vector) {
        if (vector.length != size)
            throw new IllegalArgumentException(
                    what + ": has " + vector.length + " numbers, the parameters are " + size + ": " + this);
    }

    /** The same names and shapes in the same order. */
    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof Layout layout && inOrder.toString().equals(layout.inOrder.toString()));
    }

    @Override
    public int hashCode() { return inOrder.toString().hashCode(); }

    @Override
    public String toString() { return inOrder.toString(); }

    /** Collects segments; a name can be declared once. */
    public static final class Builder {
        private final Map<String, Segment> segments = new LinkedHashMap<>();
        private final List<Segment> inOrder = new ArrayList<>();
        private int size;

        public Builder add(String name, int... shape) {
            int length = Array.size(shape);
            Segment segment = new Segment(name, size, length, shape.clone());
            if (segments.putIfAbsent(name, segment) != null)
                throw new IllegalArgumentException("layout: parameter '" + name + "' is declared twice");
            size = Math.addExact(size, length);
            inOrder.add(segment);
            return this;
        }

        /** Those added so far, a view. */
        public List<Segment> segments() { return Collections.unmodifiableList(inOrder); }

        public boolean has(String name) { return segments.containsKey(name); }

        public Layout build() { return new Layout(this); }
    }
}

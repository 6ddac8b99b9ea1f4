package org.hesse.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Layout;
import org.hesse.engine.array.Segment;

/**
 * Where layers declare their parameters, in order: a name, how it starts, a shape.
 *
 * <p>Not thread-safe while layers declare; a model keeps it and only reads from then on.
 */
public final class Parameters {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,199}");

    private final Layout.Builder layout = Layout.builder();
    private final List<Initial> initials = new ArrayList<>();
    private final Map<String, int[]> shapes = new LinkedHashMap<>();
    private final Map<String, String> ties = new LinkedHashMap<>();
    private final Layout.Builder buffers = Layout.builder();
    private final List<Initial> buffered = new ArrayList<>();
    private final List<Double> leasts = new ArrayList<>();
    private long size;

    /**
     * Uses a parameter that a layer before declared, for the same segment of θ; its shape must be the given one.
     *
     * @param alias the layer's own name for it, as if it were not tied: another name for it in files
     */
    public void tie(String name, String alias, int... shape) {
        int[] declared = shapes.get(name);
        if (declared == null)
            throw new IllegalArgumentException(
                    alias + " is tied to " + name + ", which no layer before declares; there are " + shapes.keySet());
        if (!Arrays.equals(declared, shape))
            throw new IllegalArgumentException(alias + Array.text(shape) + " is tied to " + name + Array.text(declared)
                    + ": the shapes differ");
        if (alias.equals(name)) return;
        checkSpelling(alias);
        if (shapes.containsKey(alias) || buffers.has(alias) || !ties.getOrDefault(alias, name).equals(name))
            throw new IllegalArgumentException(alias + " is tied to " + name + ", but there is another " + alias
                    + ", " + (ties.containsKey(alias) ? "tied to " + ties.get(alias) : "of a layer before"));
        ties.put(alias, name);
    }

    /**
     * Declares numbers that are saved beside the parameters and not trained: constants, whatever θ is.
     *
     * @param value what each is until others are given
     * @param least the least that any of them may be
     */
    public void buffer(String name, double value, double least, int... shape) {
        check(name);
        count(name, shape);
        buffers.add(name, shape);
        buffered.add(Initial.constant(value));
        leasts.add(least);
    }

    /** Declares one parameter; the name is unique in the model and starts with the layer's: `fc1.weight`. */
    public void add(String name, Initial initial, int... shape) {
        check(name);
        count(name, shape);
        layout.add(name, shape);
        shapes.put(name, shape.clone());
        initials.add(initial);
    }

    /** One vector must hold them all, as a file of weights has them: Java arrays end here. */
    private void count(String name, int... shape) {
        size += Array.size(shape);
        if (size > Integer.MAX_VALUE - 8)
            throw new IllegalArgumentException("parameters up to " + name + Array.text(shape) + " are " + size
                    + " numbers, the most is " + (Integer.MAX_VALUE - 8));
    }

    private void check(String name) {
        checkSpelling(name);
        if (ties.containsKey(name))
            throw new IllegalArgumentException("parameter " + name + " is declared, but a layer before has another "
                    + name + ", tied to " + ties.get(name));
    }

    private static void checkSpelling(String name) {
        if (!NAME.matcher(name).matches())
            throw new IllegalArgumentException("parameter name '" + name
                    + "' must be of A-Z, a-z, 0-9, '_', '.' and '-', and not start with the last two");
    }

    Layout layout() { return layout.build(); }

    /** What is declared so far, a view: a layout for every layer would take the time of all layers before it. */
    List<Segment> segments() { return layout.segments(); }

    List<Segment> bufferSegments() { return buffers.segments(); }

    /** Other names of parameters: the own ones of layers that are tied, and what they are tied to. */
    Map<String, String> ties() { return Collections.unmodifiableMap(ties); }

    Layout buffers() { return buffers.build(); }

    /** A new θ: parameters are filled in order from one stream. */
    double[] initialize(Layout layout, long seed) { return fill(layout, initials, seed); }

    double[] initializeBuffers(Layout buffers) { return fill(buffers, buffered, 0); }

    /** Throws, naming the first one, unless all numbers of the buffers may be what they are. */
    void checkBuffers(Layout buffers, double[] values) {
        buffers.check("buffers", values);
        for (int s = 0; s < leasts.size(); s++) {
            Segment segment = buffers.segments().get(s);
            for (int i = 0; i < segment.size(); i++) {
                double value = values[segment.offset() + i];
                if (!(value >= leasts.get(s)))
                    throw new IllegalArgumentException(segment.name() + Finite.at(i, segment.shape()) + " = " + value
                            + " must be at least " + leasts.get(s));
            }
        }
    }

    private static double[] fill(Layout layout, List<Initial> initials, long seed) {
        double[] theta = new double[layout.size()];
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < initials.size(); i++) initials.get(i).fill(random, layout.segments().get(i).of(theta));
        return theta;
    }
}

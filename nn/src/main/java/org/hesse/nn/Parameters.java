package org.hesse.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Layout;

/**
 * Where layers declare their parameters, in order: a name, how it starts, a shape.
 *
 * <p>Not thread-safe while layers declare; a model keeps it and only reads from then on.
 */
public final class Parameters {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,199}");

    private final Layout.Builder layout = Layout.builder();
    private final List<Initial> initials = new ArrayList<>();
    private long size;

    /** Declares one parameter; the name is unique in the model and starts with the layer's: `fc1.weight`. */
    public void add(String name, Initial initial, int... shape) {
        if (!NAME.matcher(name).matches())
            throw new IllegalArgumentException("parameter name '" + name
                    + "' must be of A-Z, a-z, 0-9, '_', '.' and '-', and not start with the last two");
        size += Array.size(shape);
        // One θ must hold them all: Java arrays end here.
        if (size > Integer.MAX_VALUE - 8)
            throw new IllegalArgumentException("parameters up to " + name + Array.text(shape) + " are " + size
                    + " numbers, the most is " + (Integer.MAX_VALUE - 8));
        layout.add(name, shape);
        initials.add(initial);
    }

    Layout layout() { return layout.build(); }

    /** A new θ: parameters are filled in order from one stream. */
    double[] initialize(Layout layout, long seed) {
        double[] theta = new double[layout.size()];
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < initials.size(); i++) initials.get(i).fill(random, layout.segments().get(i).of(theta));
        return theta;
    }
}

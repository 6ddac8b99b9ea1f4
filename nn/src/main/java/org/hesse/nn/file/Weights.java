package org.hesse.nn.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Layout;
import org.hesse.engine.array.Segment;
import org.hesse.nn.Finite;
import org.hesse.nn.Model;

/** θ as a `.npz` file: one array a parameter, under the parameter's name. Stateless and thread-safe. */
public final class Weights {
    private static final int MOST_LISTED = 100;

    private Weights() {}

    /** A model with the buffers of a file, and its θ. As immutable as the vector is left alone. */
    public record Loaded(Model model, double[] theta) {}

    /** Reads θ and the model's {@linkplain Model#buffers buffers}, if it has some. */
    public static Loaded load(Path file, Model model) throws IOException {
        double[] all = read(file, model.saved());
        int parameters = model.layout().size();
        return new Loaded(model.withBuffers(Arrays.copyOfRange(all, parameters, all.length)),
                Arrays.copyOf(all, parameters));
    }

    /** Writes θ and the model's buffers. */
    public static void write(Path file, Model model, double[] theta) throws IOException {
        model.layout().check("weights", theta);
        double[] all = Arrays.copyOf(theta, model.saved().size());
        double[] buffers = model.bufferValues();
        System.arraycopy(buffers, 0, all, theta.length, buffers.length);
        write(file, model.saved(), all);
    }

    /** Reads θ; missing, extra and mis-shaped arrays are listed in one error. */
    public static double[] read(Path file, Layout layout) throws IOException {
        Map<String, Array> arrays = Npz.read(file);
        String differences = differences(arrays, layout);
        if (!differences.isEmpty())
            throw new FormatException(file + ": does not fit the model's parameters: " + differences);
        double[] theta = new double[layout.size()];
        for (Segment segment : layout.segments()) {
            Array array = arrays.get(segment.name());
            System.arraycopy(array.data(), array.offset(), theta, segment.offset(), segment.size());
        }
        try {
            checkFinite(layout, theta);
        } catch (IllegalArgumentException e) {
            throw new FormatException(file + ": " + e.getMessage(), e);
        }
        return theta;
    }

    /** Writes θ, which must be finite: what is written can be read. */
    public static void write(Path file, Layout layout, double[] theta) throws IOException {
        layout.check("weights", theta);
        checkFinite(layout, theta);
        Map<String, Array> arrays = new LinkedHashMap<>();
        for (Segment segment : layout.segments()) arrays.put(segment.name(), segment.of(theta));
        Npz.write(file, arrays);
    }

    private static void checkFinite(Layout layout, double[] theta) {
        for (Segment segment : layout.segments()) Finite.check(segment.name(), segment.of(theta));
    }

    private static String differences(Map<String, Array> arrays, Layout layout) {
        List<String> list = new ArrayList<>();
        for (Segment segment : layout.segments()) {
            Array array = arrays.get(segment.name());
            if (array == null) list.add("missing " + segment);
            if (array != null && !Arrays.equals(array.shape(), segment.shape()))
                list.add(segment.name() + " is " + Array.text(array.shape()) + ", not " + Array.text(segment.shape()));
        }
        arrays.forEach((name, array) -> {
            if (!layout.has(name)) list.add("extra " + Json.cut(name) + Array.text(array.shape()));
        });
        if (list.size() <= MOST_LISTED) return String.join("; ", list);
        return String.join("; ", list.subList(0, MOST_LISTED)) + "; … (" + list.size() + ")";
    }
}

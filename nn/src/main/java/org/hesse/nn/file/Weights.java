package org.hesse.nn.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Layout;
import org.hesse.engine.array.Segment;
import org.hesse.nn.Finite;
import org.hesse.nn.Model;

/**
 * θ as a `.npz` or `.safetensors` file: one array a parameter, under the parameter's name. Stateless and thread-safe.
 *
 * <p>A parameter to which layers are tied may come under its name, under theirs, or under several, if all are the same
 * numbers; it is written once. The `state_dict` of a PyTorch module fits a model whose layers have the names of its
 * modules, see `docs/how-to/weights-from-pytorch.md`.
 */
public final class Weights {
    private Weights() {}

    /** A model with the buffers of a file, and its θ. As immutable as the vector is left alone. */
    public record Loaded(Model model, double[] theta) {}

    /** Reads θ and the model's {@linkplain Model#buffers buffers}, if it has some. */
    public static Loaded load(Path file, Model model) throws IOException {
        double[] all = read(file, model.saved(), model.ties());
        int parameters = model.layout().size();
        try {
            return new Loaded(model.withBuffers(Arrays.copyOfRange(all, parameters, all.length)),
                    Arrays.copyOf(all, parameters));
        } catch (IllegalArgumentException e) {
            throw new FormatException(file + ": " + e.getMessage(), e);
        }
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
        return read(file, layout, Map.of());
    }

    /**
     * Reads θ, or a direction, whose parameters may have other names too.
     *
     * @param ties {@linkplain Model#ties other names}, and those that they stand for
     */
    public static double[] read(Path file, Layout layout, Map<String, String> ties) throws IOException {
        Fitting fitting = new Fitting(StateDict.fit(ArrayFile.read(file), layout, ties.keySet()), layout, ties);
        String differences = fitting.differences();
        if (!differences.isEmpty())
            throw new FormatException(file + ": does not fit the model's parameters: " + differences);
        double[] theta = new double[layout.size()];
        for (Segment segment : layout.segments()) {
            Array array = fitting.array(segment);
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
        ArrayFile.write(file, arrays);
    }

    private static void checkFinite(Layout layout, double[] theta) {
        for (Segment segment : layout.segments()) Finite.check(segment.name(), segment.of(theta));
    }
}

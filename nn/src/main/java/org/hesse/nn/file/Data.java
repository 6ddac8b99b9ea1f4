package org.hesse.nn.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.hesse.engine.array.Array;
import org.hesse.nn.Model;

/**
 * Examples and targets, `x[n, …]` and `y[n, …]`, as in a `.npz` file of these two arrays. They are not copied, and only
 * read here; as thread-safe as they are.
 */
public record Data(Array x, Array y) {
    /** Reads and checks a batch for a model: shapes, rows, finite numbers, targets that the loss accepts. */
    public static Data read(Path file, Model model) throws IOException {
        Map<String, Array> arrays = Npz.read(file);
        if (!arrays.keySet().equals(Set.of("x", "y")))
            throw new FormatException(file + ": needs the arrays x and y, has " + arrays.keySet());
        Data data = new Data(arrays.get("x"), arrays.get("y"));
        try {
            data.check(model);
        } catch (IllegalArgumentException e) {
            throw new FormatException(file + ": " + e.getMessage(), e);
        }
        return data;
    }

    /** Writes both arrays, as float64. */
    public void write(Path file) throws IOException {
        Map<String, Array> arrays = new LinkedHashMap<>();
        arrays.put("x", x);
        arrays.put("y", y);
        Npz.write(file, arrays);
    }

    /** The number of examples. */
    public int rows() { return x.dim(0); }

    /** Throws unless this is a batch for the model, labels in range included. */
    public void check(Model model) {
        model.check(x, y);
        // The loss knows what its targets may be, and checks them when it is evaluated: at z = 0 here.
        model.loss().value(Array.zeros(model.outputs(rows())), y);
    }
}

package org.hesse.nn.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.hesse.engine.array.Array;
import org.hesse.nn.Model;

/** The arrays `x` and `y` of a `.npz` file. */
record NpzData(Path file) implements DataFormat {
    @Override
    public Data read(Model model, int limit) throws IOException {
        NpzReader npz = new NpzReader(file, limit);
        Map<String, Array> arrays = npz.read();
        if (!arrays.keySet().equals(Set.of("x", "y")))
            throw new FormatException(file + ": needs the arrays x and y, has " + Json.list(arrays.keySet()));
        Data data = new Data(arrays.get("x"), arrays.get("y"));
        try {
            data.check(model);
        } catch (IllegalArgumentException e) {
            throw new FormatException(file + ": " + e.getMessage(), e);
        }
        // A limit can have made them equal.
        int[] x = npz.declared("x");
        int[] y = npz.declared("y");
        if (x[0] != y[0])
            throw new FormatException(
                    file + ": x and y differ in rows: x" + Array.text(x) + ", y" + Array.text(y) + " before the limit");
        return data;
    }
}

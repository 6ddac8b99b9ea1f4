package org.hesse.lab;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.hesse.engine.array.Array;
import org.hesse.nn.file.Npz;

/**
 * The reference case `mlp_tanh_bce` as files: x[10, 5], y[10, 2], fc1.weight[9, 5], fc1.bias[9], out.weight[2, 9],
 * out.bias[2].
 */
record Golden(Path model, Path weights, Path data, Path direction, Path expected) {
    static Golden in(Path directory) throws IOException {
        return new Golden(copy(directory, ".json"), copy(directory, ".weights.npz"), copy(directory, ".data.npz"),
                copy(directory, ".direction.npz"), copy(directory, ".expected.npz"));
    }

    /** The same case with its batch in another file. */
    Golden withData(Path other) { return new Golden(model, weights, other, direction, expected); }

    private static Path copy(Path directory, String suffix) throws IOException {
        Path file = directory.resolve("golden" + suffix);
        try (InputStream in = Golden.class.getResourceAsStream("mlp_tanh_bce" + suffix)) {
            Files.copy(in, file);
        }
        return file;
    }

    /** Changes the arrays of a `.npz` file. */
    static void edit(Path file, Consumer<Map<String, Array>> change) throws IOException {
        Map<String, Array> arrays = new LinkedHashMap<>(Npz.read(file));
        change.accept(arrays);
        Npz.write(file, arrays);
    }
}

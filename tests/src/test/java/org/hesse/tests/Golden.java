package org.hesse.tests;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Layout;
import org.hesse.engine.array.Segment;
import org.hesse.engine.objective.Batch;
import org.hesse.nn.Model;
import org.hesse.nn.file.Data;
import org.hesse.nn.file.ModelFile;
import org.hesse.nn.file.Npz;
import org.hesse.nn.file.Weights;

/** One reference case: a small network and every second-order quantity of it, computed by an independent system. */
record Golden(String name, Model model, double[] theta, Data data, double[] direction, Map<String, Array> expected) {
    static final Path FOLDER = Path.of("src/test/resources/goldens");
    static final List<String> NAMES = List.of("batchnorm_cnn_ce", "cnn_gelu_ce", "cnn_maxpool_relu_ce",
            "deep_linear_mse", "linear_ce", "mlp_beta_gelu_ce", "mlp_gelu_ce", "mlp_relu_mse", "mlp_silu_softplus_mse",
            "mlp_tanh_bce", "residual_layernorm_mse", "transformer_ce");
    private static final double BAR = 1e-10;

    static Golden load(String name) throws IOException {
        Model model = ModelFile.read(file(name, ".json"));
        return new Golden(name, model, Weights.read(file(name, ".weights.npz"), model.layout()),
                Data.read(file(name, ".data.npz"), model), Weights.read(file(name, ".direction.npz"), model.layout()),
                Npz.read(file(name, ".expected.npz")));
    }

    static Path file(String name, String ending) { return FOLDER.resolve(name + ending); }

    Layout layout() { return model.layout(); }

    Batch objective() { return model.objective(data.x(), data.y()); }

    /** A vector in θ's layout as arrays `quantity/parameter`, as the files name them. */
    Map<String, Array> named(String quantity, double[] vector) {
        Map<String, Array> arrays = new LinkedHashMap<>();
        for (Segment segment : layout().segments()) arrays.put(quantity + "/" + segment.name(), segment.of(vector));
        return arrays;
    }

    /**
     * Compares with the reference in the measure of the goldens' README: relative to the quantity's largest entry over
     * all parameters, or to the case's largest quantity where that is below 1e-12 of it.
     *
     * @return the number of entries compared
     */
    int check(Map<String, Array> computed) {
        double largest = computed.keySet().stream().mapToDouble(this::largest).max().orElseThrow();
        int entries = 0;
        for (String key : computed.keySet()) {
            Array want = expected.get(key);
            assertTrue(want != null, () -> name + ": no reference " + key + ", there are " + expected.keySet());
            Array got = computed.get(key);
            assertTrue(got.size() == want.size(), () -> name + ": " + key + " has shape " + got + ", not " + want);
            double scale = quantity(key);
            if (scale < 1e-12 * largest) scale = largest;
            for (int i = 0; i < want.size(); i++, entries++) {
                double error = Math.abs(got.get(i) - want.get(i)) / scale;
                String place = name + ": " + key + "[" + i + "] = " + got.get(i) + ", reference " + want.get(i);
                assertTrue(error <= BAR, () -> place + ", relative error " + error);
            }
        }
        return entries;
    }

    /** The largest entry of a quantity over all parameters. */
    private double quantity(String key) {
        String prefix = key.substring(0, key.lastIndexOf('/') + 1);
        if (prefix.isEmpty() || prefix.equals("quadratic/")) return largest(key);
        return expected.keySet().stream().filter(k -> k.startsWith(prefix)).mapToDouble(this::largest).max()
                .orElseThrow();
    }

    private double largest(String key) {
        Array array = expected.get(key);
        double largest = 0;
        for (int i = 0; array != null && i < array.size(); i++) largest = Math.max(largest, Math.abs(array.get(i)));
        return largest;
    }
}

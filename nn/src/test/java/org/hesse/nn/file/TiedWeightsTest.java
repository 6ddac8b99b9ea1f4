package org.hesse.nn.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Layout;
import org.hesse.engine.ops.Mse;
import org.hesse.nn.Layer;
import org.hesse.nn.Model;
import org.hesse.nn.layers.Attention;
import org.hesse.nn.layers.Dense;
import org.hesse.nn.layers.Embedding;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table E[2, 2] of embeddings, `emb.weight`, that is also the weight of the layers `out` and `aux`. */
class TiedWeightsTest {
    private static final double[] E = {1, 2, 3, 4};

    @TempDir
    private Path folder;

    private final Map<String, Array> dict = new LinkedHashMap<>();
    private Model model;

    /** Through a model file: what is tied is in its text. */
    @BeforeEach
    void readTheModel() throws IOException {
        List<Layer> layers = List.of(new Embedding("emb", 2, 2), new Dense("out", 2, true, "emb.weight"),
                new Dense("aux", 2, false, "emb.weight"));
        String text = ModelFile.format(new Model(new int[] {1}, layers, new Mse()));
        model = ModelFile.parse(text, "tied");
        dict.put("out.bias", Array.of(new double[] {5, 6}, 2));
    }

    private Path written(String file) throws IOException {
        ArrayFile.write(folder.resolve(file), dict);
        return folder.resolve(file);
    }

    private void putTable(String name, double... numbers) { dict.put(name, Array.of(numbers, 2, 2)); }

    private void refuses(String message) throws IOException {
        Path file = written("weights.npz");
        Exception e = assertThrows(FormatException.class, () -> Weights.load(file, model));
        assertEquals(file + ": does not fit the model's parameters: " + message, e.getMessage());
    }

    @Test
    void theModelFileSaysWhatIsTied() {
        assertEquals("[emb.weight[2, 2], out.bias[2]]", model.layout().toString());
        assertEquals("{out.weight=emb.weight, aux.weight=emb.weight}", model.ties().toString());
    }

    /** All 7 choices of one, two or three of three names, in both formats: the same θ. */
    @Test
    void anyOfItsNamesSuffices() throws IOException {
        List<String> names = List.of("emb.weight", "out.weight", "aux.weight");
        for (int choice = 1; choice < 8; choice++) {
            names.forEach(dict::remove);
            for (int i = 0; i < 3; i++) if ((choice >> i & 1) == 1) putTable(names.get(i), E);
            for (String file : List.of("weights.npz", "weights.safetensors"))
                assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6}, Weights.load(written(file), model).theta());
        }
    }

    /** The first name that there is, against each of the others; at the first number of each that differs. */
    @Test
    void namesMustAgreeBitByBit() throws IOException {
        putTable("aux.weight", 1, 2, 3.5, 4.5);
        putTable("out.weight", E);
        String tied = " differ, the model ties them to one parameter";
        refuses("out.weight[1, 0] = 3.0 and aux.weight[1, 0] = 3.5" + tied);
        putTable("emb.weight", 1, 2, 3, 4 + 4 * Math.ulp(1.0));
        refuses("emb.weight[1, 1] = 4.000000000000001 and out.weight[1, 1] = 4.0" + tied
                + "; emb.weight[1, 0] = 3.0 and aux.weight[1, 0] = 3.5" + tied);
        dict.remove("out.weight");
        putTable("emb.weight", 0, 0, 0, 0);
        putTable("aux.weight", 0, -0.0, 0, 0);
        refuses("emb.weight[0, 1] = 0.0 and aux.weight[0, 1] = -0.0" + tied);
    }

    @Test
    void listsAllDifferencesAtOnce() throws IOException {
        putTable("emb.weight", E);
        dict.put("out.weight", Array.zeros(4));
        putTable("aux.weight", 0, 2, 3, 4);
        dict.put("aux.bias", Array.zeros(2));
        dict.remove("out.bias");
        refuses("out.weight is [4], not [2, 2]; emb.weight[0, 0] = 1.0 and aux.weight[0, 0] = 0.0 differ, the model"
                + " ties them to one parameter; missing out.bias[2]; extra aux.bias[2]");
        for (String name : List.of("emb", "out", "aux")) dict.remove(name + ".weight");
        refuses("missing emb.weight[2, 2], also known as out.weight, aux.weight; missing out.bias[2];"
                + " extra aux.bias[2]");
    }

    @Test
    void isWrittenOnce() throws IOException {
        putTable("aux.weight", E);
        double[] theta = Weights.load(written("weights.npz"), model).theta();
        Path file = folder.resolve("again.npz");
        Weights.write(file, model, theta);
        assertEquals(List.of("emb.weight", "out.bias"), List.copyOf(Npz.read(file).keySet()));
        assertArrayEquals(theta, Weights.read(file, model.layout()));
    }

    /** A layout of some parameters knows the other names of those alone. */
    @Test
    void ofSelectedParametersTheirOwnNames() throws IOException {
        Layout bias = Layout.builder().add("out.bias", 2).build();
        Path file = written("v.npz");
        assertArrayEquals(new double[] {5, 6}, Weights.read(file, bias, model.ties()));
        putTable("out.weight", E);
        written("v.npz");
        Exception e = assertThrows(FormatException.class, () -> Weights.read(file, bias, model.ties()));
        assertEquals(file + ": does not fit the model's parameters: extra out.weight[2, 2]", e.getMessage());
    }

    /** PyTorch's fused projections: q of [q; k; v] = [7; 8; 9] is what a layer behind is tied to. */
    @Test
    void aPartOfAFusedArrayTooCanBeTied() throws IOException {
        model = new Model(new int[] {1, 1}, List.of(new Attention("a", 1), new Dense("b", 1, false, "a.q.weight")),
                new Mse());
        dict.clear();
        dict.put("a.in_proj_weight", Array.of(new double[] {7, 8, 9}, 3, 1));
        dict.put("a.in_proj_bias", Array.zeros(3));
        dict.put("a.out_proj.weight", Array.zeros(1, 1));
        dict.put("a.out_proj.bias", Array.zeros(1));
        dict.put("b.weight", Array.of(new double[] {7}, 1, 1));
        double[] theta = Weights.load(written("weights.npz"), model).theta();
        assertArrayEquals(new double[] {7}, model.layout().segment("a.q.weight").of(theta).toArray());
        dict.put("b.weight", Array.of(new double[] {8}, 1, 1));
        refuses("a.q.weight[0, 0] = 7.0 and b.weight[0, 0] = 8.0 differ, the model ties them to one parameter");
    }
}

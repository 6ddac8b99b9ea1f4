package org.hesse.nn.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Layout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateDictTest {
    /** An attention of one feature, a norm layer of its own statistics and one of running ones. */
    private static final Layout LAYOUT = Layout.builder().add("a.q.weight", 1, 1).add("a.q.bias", 1)
            .add("a.k.weight", 1, 1).add("a.k.bias", 1).add("a.v.weight", 1, 1).add("a.v.bias", 1)
            .add("a.o.weight", 1, 1).add("a.o.bias", 1).add("n.weight", 1).add("m.weight", 1).add("m.running_mean", 1)
            .build();

    @TempDir
    private Path folder;

    private final Map<String, Array> dict = new LinkedHashMap<>();

    StateDictTest() {
        dict.put("a.in_proj_weight", Array.of(new double[] {1, 2, 3}, 3, 1));
        dict.put("a.in_proj_bias", Array.of(new double[] {4, 5, 6}, 3));
        dict.put("a.out_proj.weight", Array.of(new double[] {7}, 1, 1));
        dict.put("a.out_proj.bias", Array.of(new double[] {8}, 1));
        dict.put("n.weight", Array.of(new double[] {9}, 1));
        dict.put("n.running_mean", Array.of(new double[] {Double.NaN}, 1));
        dict.put("n.running_var", Array.zeros(1));
        dict.put("n.num_batches_tracked", Array.scalar(3));
        dict.put("m.weight", Array.of(new double[] {10}, 1));
        dict.put("m.running_mean", Array.of(new double[] {11}, 1));
        dict.put("m.num_batches_tracked", Array.scalar(3));
    }

    private double[] read() throws IOException {
        Path file = folder.resolve("dict.safetensors");
        ArrayFile.write(file, dict);
        return Weights.read(file, LAYOUT);
    }

    private void refuses(String message) {
        Exception e = assertThrows(FormatException.class, this::read);
        assertEquals(folder.resolve("dict.safetensors") + ": does not fit the model's parameters: " + message,
                e.getMessage());
    }

    @Test
    void takesFusedProjectionsApartAndIgnoresStatisticsOfNoUse() throws IOException {
        assertArrayEquals(new double[] {1, 4, 2, 5, 3, 6, 7, 8, 9, 10, 11}, read());
    }

    @Test
    void takesOwnNamesTooButNotBoth() throws IOException {
        dict.remove("a.in_proj_weight");
        for (String part : List.of("q", "k", "v")) dict.put("a." + part + ".weight", Array.zeros(1, 1));
        dict.put("a.o.bias", dict.remove("a.out_proj.bias"));
        assertArrayEquals(new double[] {0, 4, 0, 5, 0, 6, 7, 8, 9, 10, 11}, read());
        dict.put("a.in_proj_weight", Array.zeros(3, 1));
        dict.put("a.out_proj.bias", Array.zeros(1));
        refuses("extra a.in_proj_weight[3, 1]; extra a.out_proj.bias[1]");
    }

    @Test
    void listsAllThatDoesNotFit() {
        dict.put("a.in_proj_weight", Array.zeros(3, 2));
        dict.put("a.in_proj_bias", Array.zeros(4));
        dict.remove("a.out_proj.bias");
        dict.remove("m.running_mean");
        dict.put("z.running_mean", Array.zeros(1));
        dict.put("z.out_proj.weight", Array.zeros(1));
        dict.put("a.bias_k", Array.zeros(1, 1));
        refuses("a.q.weight is [1, 2], not [1, 1]; missing a.q.bias[1]; a.k.weight is [1, 2], not [1, 1];"
                + " missing a.k.bias[1]; a.v.weight is [1, 2], not [1, 1]; missing a.v.bias[1]; missing a.o.bias[1];"
                + " missing m.running_mean[1]; extra a.in_proj_bias[4]; extra z.running_mean[1];"
                + " extra z.out_proj.weight[1]; extra a.bias_k[1, 1]");
    }

    @Test
    void saysWhatAFileOfTorchSaveIs() throws IOException {
        Path file = folder.resolve("model.pt");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("model/data.pkl"));
        }
        Exception e = assertThrows(FormatException.class, () -> Weights.read(file, LAYOUT));
        assertEquals(file + ": is what torch.save writes, a program rather than arrays: save the state_dict as .npz or"
                + " .safetensors", e.getMessage());
    }
}

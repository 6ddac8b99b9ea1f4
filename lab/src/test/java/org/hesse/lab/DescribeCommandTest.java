package org.hesse.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hesse.engine.array.Array;
import org.hesse.nn.Model;
import org.hesse.nn.builders.Resnet;
import org.hesse.nn.file.ModelFile;
import org.hesse.nn.file.Weights;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DescribeCommandTest {
    @TempDir
    private Path directory;

    private Path model;

    /** Images [1, 4, 4], a residual with a shortcut, a frozen norm, and three classes. */
    @BeforeEach
    void prepare() throws IOException {
        model = Files.writeString(directory.resolve("model.json"), """
                {"format": "hesse-model/1", "input": [1, 4, 4], "layers": [
                 {"type": "residual", "layers": [{"type": "conv2d", "name": "a", "out": 2, "kernel": 3, "padding": 1},
                                                 {"type": "activation", "fn": "tanh"}],
                  "shortcut": [{"type": "conv2d", "name": "s", "out": 2, "kernel": 1, "bias": false}]},
                 {"type": "batch_norm", "name": "n", "frozen": true},
                 {"type": "flatten"}, {"type": "dense", "name": "out", "out": 3}],
                 "loss": {"type": "softmax_cross_entropy", "label_smoothing": 0.1}}""");
    }

    @Test
    void showsALineForEachLayerAndThoseInsideIndented() {
        CommandRun run = CommandRun.of("describe", model);
        assertEquals(0, run.code(), run.err());
        assertEquals("", run.err());
        assertEquals(model + """
                : input [1, 4, 4], output [3], loss softmax_cross_entropy (label_smoothing 0.1), 125 parameters, \
                4 numbers in buffers
                layer                      type               output             numbers  parameters
                0:residual                 residual           [2, 4, 4]               22
                  a                        conv2d             [2, 4, 4]               20  a.weight[2, 1, 3, 3], \
                a.bias[2]
                  1:tanh                   activation         [2, 4, 4]                0
                  shortcut:
                  s                        conv2d             [2, 4, 4]                2  s.weight[2, 1, 1, 1]
                n                          batch_norm         [2, 4, 4]                4  n.weight[2], \
                n.bias[2], n.running_mean[2], n.running_var[2]
                2:flatten                  flatten            [32]                     0
                out                        dense              [3]                     99  out.weight[3, 32], \
                out.bias[3]
                total                                                                125
                """, run.out());
    }

    @Test
    void jsonHasTheSame() {
        CommandRun run = CommandRun.of("describe", model, "--json");
        assertEquals(0, run.code(), run.err());
        assertEquals(1, run.outLines().size());
        assertEquals("{\"model\":\"" + model + "\",\"input\":[1,4,4],\"output\":[3],\"loss\":{\"type\":"
                + "\"softmax_cross_entropy\",\"label_smoothing\":0.1},\"parameters\":125,\"buffers\":4,\"layers\":["
                + "{\"label\":\"0:residual\",\"type\":\"residual\",\"input\":[1,4,4],\"output\":[2,4,4],\"size\":22,"
                + "\"parameters\":{\"a.weight\":[2,1,3,3],\"a.bias\":[2],\"s.weight\":[2,1,1,1]},\"buffers\":{},"
                + "\"layers\":[{\"label\":\"a\",\"type\":\"conv2d\",\"input\":[1,4,4],\"output\":[2,4,4],\"size\":20,"
                + "\"parameters\":{\"a.weight\":[2,1,3,3],\"a.bias\":[2]},\"buffers\":{}},{\"label\":\"1:tanh\","
                + "\"type\":\"activation\",\"input\":[2,4,4],\"output\":[2,4,4],\"size\":0,\"parameters\":{},"
                + "\"buffers\":{}}],\"shortcut\":[{\"label\":\"s\",\"type\":\"conv2d\",\"input\":[1,4,4],"
                + "\"output\":[2,4,4],\"size\":2,\"parameters\":{\"s.weight\":[2,1,1,1]},\"buffers\":{}}]},"
                + "{\"label\":\"n\",\"type\":\"batch_norm\",\"input\":[2,4,4],\"output\":[2,4,4],\"size\":4,"
                + "\"parameters\":{\"n.weight\":[2],\"n.bias\":[2]},\"buffers\":{\"n.running_mean\":[2],"
                + "\"n.running_var\":[2]}},{\"label\":\"2:flatten\",\"type\":\"flatten\",\"input\":[2,4,4],"
                + "\"output\":[32],\"size\":0,\"parameters\":{},\"buffers\":{}},{\"label\":\"out\",\"type\":\"dense\","
                + "\"input\":[32],\"output\":[3],\"size\":99,\"parameters\":{\"out.weight\":[3,32],\"out.bias\":[3]},"
                + "\"buffers\":{}}]}", run.out().strip());
    }

    @Test
    void saysWhetherWeightsFit() throws IOException {
        Model read = ModelFile.read(model);
        double[] theta = new double[125];
        theta[0] = -3;
        theta[7] = 4;
        Path weights = directory.resolve("weights.safetensors");
        Weights.write(weights, read, theta);
        CommandRun run = CommandRun.of("describe", model, weights);
        assertEquals(0, run.code(), run.err());
        assertEquals(weights + ": fits, |θ| = 5.000000000000e+00", run.outLines().get(11));
        assertTrue(CommandRun.of("describe", model, weights, "--json").out()
                .contains("\"weights\":{\"file\":\"" + weights + "\",\"norm\":5.0}"));
        Path npz = directory.resolve("weights.npz");
        Weights.write(npz, read, theta);
        Golden.edit(npz, w -> {
            w.put("a.weight", Array.zeros(2, 9));
            w.put("z.bias", w.remove("out.bias"));
            w.remove("n.running_var");
        });
        CommandRun bad = CommandRun.of("describe", model, npz);
        assertEquals(1, bad.code());
        assertEquals("", bad.out());
        assertEquals("hesse: " + npz + ": does not fit the model's parameters: a.weight is [2, 9], not [2, 1, 3, 3];"
                + " missing out.bias[3]; missing n.running_var[2]; extra z.bias[3]", bad.err().strip());
    }

    /** Each example more takes as much more. */
    @Test
    void measuresTheMemoryOfAPoint() {
        long ten = bytes(10);
        long twenty = bytes(20);
        assertTrue(bytes(1) > 0 && ten > bytes(1) && twenty > ten, ten + ", " + twenty);
        assertEquals(twenty - ten, bytes(30) - twenty);
        CommandRun text = CommandRun.of("describe", model, "--batch", 10);
        assertTrue(text.outLines().get(11).startsWith("a point of 10 examples, and one split there: "), text.out());
        CommandRun none = CommandRun.of("describe", model, "--batch", 0);
        assertEquals(2, none.code());
        assertTrue(none.err().startsWith("hesse: --batch: must be at least 1, got 0"), none.err());
    }

    private long bytes(int examples) {
        String out = CommandRun.of("describe", model, "--json", "--batch", examples).out().strip();
        String start = "\"memory\":{\"examples\":" + examples + ",\"bytes\":";
        assertTrue(out.contains(start), out);
        return Long.parseLong(out.substring(out.indexOf(start) + start.length()).replaceAll("\\D", ""));
    }

    @Test
    void showsAResidualNetwork() throws IOException {
        new Resnet(20).write(model);
        CommandRun run = CommandRun.of("describe", model);
        assertEquals(0, run.code(), run.err());
        assertTrue(run.out().startsWith(model + ": input [3, 32, 32], output [10], loss softmax_cross_entropy"
                + " (label_smoothing 0.0), 272,474 parameters\n"), run.out());
        String row = "\n%-26s %-18s %-14s %11s  %s\n".formatted("  layer2.0.conv1", "conv2d", "[32, 16, 16]", "4,608",
                "layer2.0.conv1.weight[32, 16, 3, 3]");
        assertTrue(run.out().contains(row), run.out());
    }
}

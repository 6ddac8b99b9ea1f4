package org.hesse.lab.paper;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.hesse.engine.objective.UpdateRule;
import org.hesse.engine.ops.Relu;
import org.hesse.nn.data.Dataset;
import org.hesse.nn.data.Standardize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConvolutionTest {
    private static final Setting SETTING = new Setting(40, 0.2, List.of(), 0.9, 0.05, 20, 10);
    private static final Dataset IMAGES = Images.digits().first(60);

    private static List<Task> both() {
        return List.of(new Convolution(SETTING, IMAGES, false), new Convolution(SETTING, IMAGES, true));
    }

    private static double[] traceOfNme(Task task) {
        Training training = task.training(new Relu(), UpdateRule.GRADIENT, 1);
        TraceCourse course = new TraceCourse(Task.loss(training, 20), new TraceCourse.Plan(1, 1, 2), 1);
        course.at(0, training.model().initialize(1));
        return course.addTo(new Numbers()).all("trace_nme");
    }

    /** φ″ = 0 leaves a convolution's tr N at exactly 0; batch statistics are a curved function of the weights. */
    @Test
    void batchNormGivesEvenReluATraceOfN() {
        assertArrayEquals(new double[1], traceOfNme(both().get(0)));
        assertTrue(Math.abs(traceOfNme(both().get(1))[0]) > 1e-3);
    }

    @Test
    void labelsAreReplacedInTheTrainingPartAlone() {
        Dataset.Split split = both().get(0).data(3);
        Dataset.Split clean = IMAGES.split(40, 3);
        assertArrayEquals(clean.test().y().toArray(), split.test().y().toArray());
        int changed = 0;
        for (int i = 0; i < 40; i++) if (clean.train().y().get(i) != split.train().y().get(i)) changed++;
        assertTrue(changed > 0 && changed <= 8, "of the 8 that are drawn anew some stay what they were: " + changed);
    }

    /** 800 images are 400 to train on, 7 batches of 64, and neither 400 nor 160 steps are whole epochs of 7. */
    @Test
    void epochsFitIntoTheSteps() {
        assertEquals(320, Convolution.examples(1000, 800));
        assertEquals(1000, Convolution.examples(1000, 3000));
        assertEquals(600, Convolution.examples(600, 1797));
        assertEquals(1, Convolution.examples(1000, 2));
        for (int all = 2; all <= 2000; all++) {
            Setting of = new Setting(Convolution.examples(1000, all), 0, List.of(), 0, 1, 64, 400);
            assertEquals(160, of.steps(160).steps());
        }
        assertThrows(IllegalArgumentException.class, () -> Convolution.examples(1000, 1));
    }

    @Test
    void sweepsNameTheirNetworks() {
        Extent extent = new Extent(new double[] {0.01}, new double[] {0.01}, 1, 1);
        Findings rho = new RhoSweep("rho-sweep-conv", both(), List.of("relu"), extent).run(Contexts.of("relu"));
        assertTrue(rho.fields().containsKey("conv_cells") && rho.fields().containsKey("conv_bn_cells"));
        Findings trace = new TracePenalties("trace-penalty-conv", both(), 5, true, extent, null)
                .run(Contexts.of("relu"));
        assertTrue(trace.comparisons().stream().anyMatch(s -> s.startsWith("conv, relu") && s.contains("exactly 0")));
        assertFalse(trace.comparisons().stream().anyMatch(s -> s.startsWith("conv_bn") && s.contains("exactly 0")));
    }

    @Test
    void imagesAreHalvedByMeans(@TempDir Path directory) throws IOException {
        Path images = directory.resolve("some-images-idx3-ubyte");
        byte[] pixels = new byte[2 * 28 * 28];
        // The corner of the second image: 0, 51, 102, 255 of 255 in a square.
        pixels[28 * 28 + 1] = 51;
        pixels[28 * 28 + 28] = 102;
        pixels[28 * 28 + 29] = (byte) 255;
        write(images, ByteBuffer.allocate(16).putInt(0x803).putInt(2).putInt(28).putInt(28).array(), pixels);
        write(directory.resolve("some-labels-idx1-ubyte"), ByteBuffer.allocate(8).putInt(0x801).putInt(2).array(),
                new byte[] {3, 9});
        Dataset data = Images.read(images, UnaryOperator.identity());
        assertArrayEquals(new int[] {2, 1, 14, 14}, data.x().shape());
        assertEquals((0 + 0.2 + 0.4 + 1) / 4, data.x().get(14 * 14), 1e-15);
        assertArrayEquals(new double[] {3, 9}, data.y().toArray());
    }

    @Test
    void imagesOfCifarAreHalvedInTheirScale(@TempDir Path directory) throws IOException {
        byte[] first = new byte[1 + 3 * 32 * 32];
        first[0] = 3;
        byte[] second = new byte[first.length];
        second[0] = 9;
        // The corner of its second channel: 0, 51, 102, 255 of 255 in a square.
        second[1 + 32 * 32 + 1] = 51;
        second[1 + 32 * 32 + 32] = 102;
        second[1 + 32 * 32 + 33] = (byte) 255;
        Path file = directory.resolve("data_batch_1.bin");
        write(file, first, second);
        Standardize scale = new Standardize(new double[] {0, 0.5, 0}, new double[] {1, 2, 1});
        Dataset data = Images.read(file, read -> {
            scale.apply(read.x());
            return read;
        });
        assertArrayEquals(new int[] {2, 3, 16, 16}, data.x().shape());
        assertEquals(((0 + 0.2 + 0.4 + 1) / 4 - 0.5) / 2, data.x().get((3 + 1) * 16 * 16), 1e-15);
        assertEquals(-0.25, data.x().get(16 * 16), 1e-15);
        assertEquals(0, data.x().get(0));
        assertArrayEquals(new double[] {3, 9}, data.y().toArray());
    }

    private static void write(Path file, byte[]... parts) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            for (byte[] part : parts) out.write(part);
        }
    }
}

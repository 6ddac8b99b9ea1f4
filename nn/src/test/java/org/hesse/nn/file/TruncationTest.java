package org.hesse.nn.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.hesse.engine.array.Array;
import org.hesse.engine.ops.Gelu;
import org.hesse.engine.ops.SoftmaxCrossEntropy;
import org.hesse.nn.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that says how long it is, is refused wherever it is cut. */
class TruncationTest {
    private static final Model MODEL = Model.mlp(2, List.of(), 3, new Gelu(), new SoftmaxCrossEntropy());
    private static final Data DATA = new Data(Array.of(new double[] {1, 2.5, -3, 40}, 2, 2),
            Array.of(new double[] {0, 2}, 2));

    private interface Reader {
        void read(Path file) throws IOException;
    }

    @TempDir
    private Path folder;

    @Test
    void model() throws IOException {
        byte[] text = ModelFile.format(MODEL).strip().getBytes(StandardCharsets.UTF_8);
        refusesEveryCut("model.json", text, ModelFile::read);
    }

    @Test
    void weights() throws IOException {
        Path file = folder.resolve("whole.npz");
        Weights.write(file, MODEL.layout(), MODEL.initialize(0));
        refusesEveryCut("weights.npz", Files.readAllBytes(file), cut -> Weights.read(cut, MODEL.layout()));
    }

    @Test
    void safetensors() throws IOException {
        Path file = folder.resolve("whole.safetensors");
        Weights.write(file, MODEL.layout(), MODEL.initialize(0));
        refusesEveryCut("weights.safetensors", Files.readAllBytes(file), cut -> Weights.read(cut, MODEL.layout()));
    }

    @Test
    void npz() throws IOException {
        Path file = folder.resolve("whole.npz");
        DATA.write(file);
        refusesEveryCut("data.npz", Files.readAllBytes(file), cut -> Data.read(cut, MODEL));
    }

    @Test
    void packedCsv() throws IOException {
        refusesEveryCut("data.csv.gz", Crafted.gzip(Crafted.csv(DATA)), cut -> Data.read(cut, MODEL));
    }

    @Test
    void idx() throws IOException {
        Path x = Files.write(folder.resolve("x"), Crafted.idx(DATA.x()));
        Path y = Files.write(folder.resolve("y"), Crafted.idx(DATA.y()));
        refusesEveryCut("images", Crafted.idx(DATA.x()), cut -> Data.read(Path.of(cut + "," + y), MODEL));
        refusesEveryCut("labels", Crafted.idx(DATA.y()), cut -> Data.read(Path.of(x + "," + cut), MODEL));
        refusesEveryCut("images.gz", Crafted.gzip(Crafted.idx(DATA.x())),
                cut -> Data.read(Path.of(cut + "," + y), MODEL));
    }

    private void refusesEveryCut(String name, byte[] whole, Reader reader) throws IOException {
        reader.read(Files.write(folder.resolve(name), whole));
        int refused = 0;
        for (int length = 0; length < whole.length; length++) {
            // Another name each time: Java's zip reader keeps directories by name and time.
            Path file = Files.write(folder.resolve(length + name), Arrays.copyOf(whole, length));
            String message = assertThrows(FormatException.class, () -> reader.read(file), file.toString()).getMessage();
            assertTrue(message.startsWith(file + ": "), message);
            refused++;
        }
        assertEquals(whole.length, refused);
        System.out.println(name + ": " + refused + " cuts, all refused");
    }
}

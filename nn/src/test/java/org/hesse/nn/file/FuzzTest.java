package org.hesse.nn.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.hesse.engine.ops.Gelu;
import org.hesse.engine.ops.SoftmaxCrossEntropy;
import org.hesse.nn.Model;
import org.hesse.nn.data.Dataset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged files are read to the end or refused with a message that names them; nothing else happens. */
class FuzzTest {
    private static final int CASES = 2_000;
    private static final long SEED = 20_260_101;

    private interface Reader {
        void read(Path file) throws IOException;
    }

    @TempDir
    private Path folder;

    @Test
    void modelFiles() {
        int refused = fuzz("mlp_beta_gelu_ce.json", file -> assertNotNull(ModelFile.read(file)));
        // A changed digit or letter of a name is still a model; most changes are not.
        assertTrue(refused > CASES / 2, refused + " refused");
    }

    @Test
    void weights() throws IOException {
        Model model = model();
        fuzz("mlp_gelu_ce.weights.npz", file -> Weights.read(file, model.layout()));
    }

    @Test
    void safetensors() throws IOException {
        Model model = model();
        Path whole = folder.resolve("whole.safetensors");
        ArrayFile.write(whole, ArrayFile.read(Goldens.file("mlp_gelu_ce.weights.npz")));
        // Numbers have no checksum; the header, a fifth of the file, has to fit them.
        int refused = fuzz("weights.safetensors", Files.readAllBytes(whole),
                file -> Weights.read(file, model.layout()));
        assertTrue(refused > CASES / 4, refused + " refused");
    }

    /** Damage in the header alone is seen, unless it changes texts that nothing asks for. */
    @Test
    void safetensorsHeaders() throws IOException {
        Model model = model();
        Path whole = folder.resolve("whole.safetensors");
        ArrayFile.write(whole, ArrayFile.read(Goldens.file("mlp_gelu_ce.weights.npz")));
        byte[] bytes = Files.readAllBytes(whole);
        int start = bytes.length - 8 * model.layout().size();
        byte[] numbers = Arrays.copyOfRange(bytes, start, bytes.length);
        double[] theta = Weights.read(whole, model.layout());
        int refused = fuzz("header.safetensors", Arrays.copyOf(bytes, start), file -> {
            Files.write(file, numbers, StandardOpenOption.APPEND);
            assertEquals(Arrays.toString(theta), Arrays.toString(Weights.read(file, model.layout())));
        });
        assertTrue(refused > CASES * 9 / 10, refused + " refused");
    }

    @Test
    void data() throws IOException {
        Model model = model();
        fuzz("mlp_gelu_ce.data.npz", file -> Data.read(file, model));
    }

    @Test
    void damagedNumbersAreNeverRead() throws IOException {
        Model model = ModelFile.read(Goldens.file("linear_ce.json"));
        double[] theta = Weights.read(Goldens.file("linear_ce.weights.npz"), model.layout());
        fuzz("linear_ce.weights.npz",
                file -> assertEquals(Arrays.toString(theta), Arrays.toString(Weights.read(file, model.layout()))));
    }

    @Test
    void csv() throws IOException {
        Model model = model();
        // Text has no checksum: a changed digit is another number.
        int refused = fuzz("data.csv", Crafted.csv(batch()), file -> Data.read(file, model).check(model));
        assertTrue(refused > CASES / 4, refused + " refused");
    }

    @Test
    void packedCsv() throws IOException {
        Model model = model();
        String hash = hash(batch());
        int refused = fuzz("data.csv.gz", Crafted.gzip(Crafted.csv(batch())),
                file -> assertEquals(hash, hash(Data.read(file, model))));
        assertTrue(refused > CASES * 9 / 10, refused + " refused");
    }

    @Test
    void idx() throws IOException {
        Model model = model();
        Path x = Files.write(folder.resolve("x"), Crafted.idx(batch().x()));
        Path y = Files.write(folder.resolve("y"), Crafted.idx(batch().y()));
        fuzz("images", Files.readAllBytes(x), file -> Data.read(Path.of(file + "," + y), model).check(model));
        int refused = fuzz("labels", Files.readAllBytes(y),
                file -> Data.read(Path.of(x + "," + file), model).check(model));
        assertTrue(refused > CASES * 9 / 10, refused + " refused: there are few labels, and far between");
    }

    @Test
    void packedIdx() throws IOException {
        Model model = model();
        Path y = Files.write(folder.resolve("y"), Crafted.idx(batch().y()));
        String hash = hash(batch());
        int refused = fuzz("images.gz", Crafted.gzip(Crafted.idx(batch().x())),
                file -> assertEquals(hash, hash(Data.read(Path.of(file + "," + y), model))));
        assertTrue(refused > CASES * 9 / 10, refused + " refused");
    }

    @Test
    void cifar() {
        Model flat = Model.mlp(3072, List.of(), 10, new Gelu(), new SoftmaxCrossEntropy());
        byte[] two = new byte[2 * 3073];
        new SplittableRandom(SEED).nextBytes(two);
        two[0] = 3;
        two[3073] = 9;
        // A changed pixel is another pixel; what is cut off is seen, but for a cut between records.
        int refused = fuzz("data_batch_1.bin", two, file -> Data.read(file, flat));
        assertTrue(refused > CASES / 5, refused + " refused");
    }

    @Test
    void packedCifar() throws IOException {
        Model flat = Model.mlp(3072, List.of(), 10, new Gelu(), new SoftmaxCrossEntropy());
        byte[] packed = Crafted.gzip(new byte[2 * 3073]);
        int refused = fuzz("data_batch_1.bin.gz", packed,
                file -> assertEquals(2, Data.read(file, flat).rows()));
        assertTrue(refused > CASES / 2, refused + " refused");
    }

    private static Model model() throws IOException { return ModelFile.read(Goldens.file("mlp_gelu_ce.json")); }

    private static Data batch() throws IOException {
        return Data.read(Goldens.file("mlp_gelu_ce.data.npz"), model());
    }

    private static String hash(Data data) { return new Dataset(data.x(), data.y()).sha256(); }

    private int fuzz(String name, Reader reader) { return fuzz(name, Goldens.bytes(name), reader); }

    /** The number of refused files, each of which was refused with its name. */
    private int fuzz(String name, byte[] good, Reader reader) {
        int refused = assertTimeoutPreemptively(Duration.ofMinutes(2), () -> refused(name, good, reader));
        System.out.println(name + ": seed " + SEED + ", " + CASES + " damaged files, " + refused + " refused");
        return refused;
    }

    private int refused(String name, byte[] good, Reader reader) throws IOException {
        SplittableRandom random = new SplittableRandom(SEED);
        int refused = 0;
        for (int i = 0; i < CASES; i++) {
            // Another name each time: Java's zip reader keeps directories by name and time.
            Path file = Files.write(folder.resolve(i + name), damaged(good, random));
            try {
                reader.read(file);
            } catch (FormatException e) {
                refused++;
                assertTrue(names(file, e.getMessage()), e.getMessage());
            }
            Files.delete(file);
        }
        return refused;
    }

    /** At its start, or as one of two that do not fit each other. */
    private static boolean names(Path file, String message) {
        return message.startsWith(file + ": ") || message.contains(" rows of targets, " + file + " has ");
    }

    /** Cut off, with a few bits flipped, or with a few bytes of one value, as lying sizes have. */
    private static byte[] damaged(byte[] good, SplittableRandom random) {
        if (random.nextInt(4) == 0) return Arrays.copyOf(good, random.nextInt(good.length));
        byte[] bad = good.clone();
        int from = random.nextInt(bad.length);
        if (random.nextInt(4) == 0) {
            Arrays.fill(bad, from, Math.min(bad.length, from + random.nextInt(1, 9)), (byte) random.nextInt(-1, 2));
            return bad;
        }
        for (int flips = random.nextInt(1, 4); flips > 0; flips--)
            bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
        return bad;
    }
}

package org.hesse.nn.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.hesse.nn.Model;
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
        Model model = ModelFile.read(Goldens.file("mlp_gelu_ce.json"));
        fuzz("mlp_gelu_ce.weights.npz", file -> Weights.read(file, model.layout()));
    }

    @Test
    void data() throws IOException {
        Model model = ModelFile.read(Goldens.file("mlp_gelu_ce.json"));
        fuzz("mlp_gelu_ce.data.npz", file -> Data.read(file, model));
    }

    @Test
    void damagedNumbersAreNeverRead() throws IOException {
        Model model = ModelFile.read(Goldens.file("linear_ce.json"));
        double[] theta = Weights.read(Goldens.file("linear_ce.weights.npz"), model.layout());
        fuzz("linear_ce.weights.npz",
                file -> assertEquals(Arrays.toString(theta), Arrays.toString(Weights.read(file, model.layout()))));
    }

    /** The number of refused files, each of which was refused with its name. */
    private int fuzz(String name, Reader reader) {
        return assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            SplittableRandom random = new SplittableRandom(SEED);
            byte[] good = Goldens.bytes(name);
            int refused = 0;
            for (int i = 0; i < CASES; i++) {
                // Another name each time: Java's zip reader keeps directories by name and time.
                Path file = Files.write(folder.resolve(i + name), damaged(good, random));
                try {
                    reader.read(file);
                } catch (FormatException e) {
                    refused++;
                    assertTrue(e.getMessage().startsWith(file + ": "), e.getMessage());
                }
                Files.delete(file);
            }
            return refused;
        });
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

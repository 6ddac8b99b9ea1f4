package org.hesse.lab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Providers;
import org.hesse.engine.array.Workers;
import org.hesse.nn.file.Npz;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The options of `hesse split`: which examples, which parameters, which direction, and what computes. */
class SplitOptionsTest {
    @TempDir
    private Path directory;

    private Golden golden;
    private Path out;

    @BeforeEach
    void prepare() throws IOException {
        golden = Golden.in(directory);
        out = directory.resolve("out.npz");
    }

    private CommandRun run(Object... more) {
        List<Object> args = new ArrayList<>(List.of("split", golden.model(), golden.weights(), golden.data()));
        args.addAll(List.of("--out", out));
        args.addAll(Arrays.asList(more));
        return CommandRun.of(args.toArray());
    }

    private Map<String, Array> split(Object... more) throws IOException {
        CommandRun run = run(more);
        assertEquals(0, run.code(), run.err());
        return Npz.read(out);
    }

    private static void assertClose(Map<String, Array> expected, Map<String, Array> actual) {
        assertEquals(expected.keySet(), actual.keySet());
        expected.forEach((name, array) -> assertArrayEquals(array.toArray(), actual.get(name).toArray(), 1e-13, name));
    }

    /** Ten examples at once, or three, three, three and one at a time. */
    @Test
    void microBatchesGiveTheSameNumbers() throws IOException {
        assertClose(split("--third"), split("--third", "--micro-batch", 3));
    }

    @Test
    void threadsAndKernelsByName() throws IOException {
        int before = Workers.shared().threads();
        String kernels = Providers.kernels().name();
        try {
            byte[] one = Files.readAllBytes(write("--threads", 1, "--kernels", "plain"));
            assertArrayEquals(one, Files.readAllBytes(write("--threads", 2)));
            assertEquals(2, Workers.shared().threads());
            assertEquals("plain", Providers.kernels().name());
        } finally {
            Workers.shared().threads(before);
            Providers.use(kernels);
        }
        assertWrong("--threads 0: threads: must be at least 1 and at most 1024, got 0", "--threads", 0);
        assertWrong("--kernels fast: hesse.kernels: no provider 'fast'", "--kernels", "fast");
    }

    private Path write(Object... more) throws IOException {
        split(more);
        return out;
    }

    /** The first four examples are those of a file that has no others. */
    @Test
    void limitTakesTheFirstExamples() throws IOException {
        Map<String, Array> limited = split("--limit", 4);
        Golden.edit(golden.data(), d -> d.replaceAll((name, array) -> array.slice(0, 4)));
        assertClose(split(), limited);
        assertClose(limited, split("--limit", 100));
        assertWrong("--limit: must be at least 1, got 0", "--limit", 0);
        assertWrong("--micro-batch: must be at least 1, got -2", "--micro-batch", -2);
    }

    @Test
    void aMiniBatchIsDrawnByTheSeed() throws IOException {
        double seven = split("--batch", 5, "--seed", 7).get("loss").get(0);
        assertEquals(seven, split("--batch", 5, "--seed", 7, "--direction", "gradient").get("loss").get(0));
        assertFalse(seven == split("--batch", 5, "--seed", 8).get("loss").get(0));
        assertFalse(seven == split("--limit", 5).get("loss").get(0));
        assertWrong("--batch: must be at least 1, got 0", "--batch", 0);
    }

    /** u = ∇L: then uᵀ∇L = |u|², and Hu is that of the direction written beside it. */
    @Test
    void directionIsTheGradient() throws IOException {
        Map<String, Array> along = split("--direction", "gradient");
        for (String p : List.of("fc1.weight", "out.bias"))
            assertArrayEquals(along.get("gradient/" + p).toArray(), along.get("direction/" + p).toArray());
        Map<String, Array> direction = new LinkedHashMap<>();
        along.forEach((name, array) -> {
            if (name.startsWith("direction/")) direction.put(name.substring("direction/".length()), array);
        });
        Path v = directory.resolve("v.npz");
        Npz.write(v, direction);
        Map<String, Array> fromFile = split("--direction", v);
        along.keySet().removeIf(name -> name.startsWith("direction/"));
        assertClose(along, fromFile);
    }

    @Test
    void aSeedThatNothingUsesIsRefused() {
        assertWrong("--seed: nothing is drawn at random, with --direction gradient and without --batch", "--seed", 1,
                "--direction", "gradient");
    }

    /** Without φ″ gradient, G and the part born at products stay to the bit, and nothing is born at activations. */
    @Test
    void aReplacedSecondDerivativeIsSeenByOnePartAlone() throws IOException {
        Map<String, Array> own = split();
        Map<String, Array> flat = split("--activation", "/identity");
        assertEquals(own.keySet(), flat.keySet());
        own.forEach((name, array) -> {
            if (name.startsWith("nme_activation/"))
                assertArrayEquals(new double[array.size()], flat.get(name).toArray(), name);
            else
                if (!name.matches("(nme|hessian|quadratic)/.*"))
                    assertArrayEquals(array.toArray(), flat.get(name).toArray(), name);
        });
        assertTrue(own.get("quadratic/nme").get(0) != flat.get("quadratic/nme").get(0));
        assertWrong("--activation: unknown 'tahn', there are ", "--activation", "tahn");
    }

    /** The last layer alone: its block of what all parameters give along the same direction, filled up with zeros. */
    @Test
    void selectedParameters() throws IOException {
        Map<String, Array> last = split("--parameters", "out.*");
        assertTrue(last.containsKey("hessian/out.weight") && !last.containsKey("hessian/fc1.weight"));
        Map<String, Array> padded = new LinkedHashMap<>();
        Npz.read(golden.weights()).forEach((name, array) -> padded.put(name,
                last.containsKey("direction/" + name) ? last.get("direction/" + name) : Array.zeros(array.shape())));
        Path v = directory.resolve("v.npz");
        Npz.write(v, padded);
        Map<String, Array> all = split("--direction", v);
        for (String quantity : List.of("gradient/", "hessian/", "gauss_newton/", "nme/"))
            assertArrayEquals(all.get(quantity + "out.weight").toArray(), last.get(quantity + "out.weight").toArray(),
                    1e-13, quantity);
        assertWrong("--parameters: select: 'output.*' leaves no parameter, there are [fc1.weight, fc1.bias, out.weight",
                "--parameters", "output.*");
    }

    /** R = ½λ|θ|², its gradient λθ and product λv stand beside the loss's, which do not change. */
    @Test
    void weightDecayIsATermOfItsOwn() throws IOException {
        Map<String, Array> plain = split();
        Map<String, Array> decayed = split("--weight-decay", 0.5);
        Map<String, Array> theta = Npz.read(golden.weights());
        double squares = 0;
        for (Map.Entry<String, Array> p : theta.entrySet()) {
            for (double x : p.getValue().toArray()) squares += x * x;
            double[] gradient = decayed.get("penalty_gradient/" + p.getKey()).toArray();
            double[] product = decayed.get("penalty_hessian/" + p.getKey()).toArray();
            double[] v = decayed.get("direction/" + p.getKey()).toArray();
            for (int i = 0; i < v.length; i++) {
                assertEquals(0.5 * p.getValue().get(i), gradient[i], 1e-15);
                assertEquals(0.5 * v[i], product[i], 1e-15);
            }
        }
        assertEquals(0.25 * squares, decayed.get("penalty").get(0), 1e-12);
        assertWrong("--weight-decay: must be finite and at least 0, got -1.0", "--weight-decay", -1);
        decayed.keySet().removeIf(name -> name.startsWith("penalty"));
        assertClose(plain, decayed);
    }

    @Test
    void quietPrintsNothing() {
        CommandRun quiet = run("--quiet");
        assertEquals("", quiet.out() + quiet.err());
        CommandRun json = run("--quiet", "--json", "--micro-batch", 4);
        assertEquals(1, json.outLines().size());
        assertEquals("", json.err());
    }

    private void assertWrong(String message, Object... options) {
        CommandRun run = run(options);
        assertEquals(2, run.code(), run.err());
        assertEquals(1, run.errLines().size(), run.err());
        assertTrue(run.err().startsWith("hesse: " + message), run.err());
    }
}

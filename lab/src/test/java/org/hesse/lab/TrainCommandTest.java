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
import java.util.List;
import java.util.stream.Stream;
import org.hesse.engine.ops.BinaryCrossEntropy;
import org.hesse.engine.ops.Gelu;
import org.hesse.engine.ops.ReluHat;
import org.hesse.hessian.rule.GradientPenalty;
import org.hesse.nn.Model;
import org.hesse.nn.data.Dataset;
import org.hesse.nn.data.MiniBatches;
import org.hesse.nn.file.Data;
import org.hesse.nn.file.ModelFile;
import org.hesse.nn.file.Weights;
import org.hesse.nn.train.Adam;
import org.hesse.nn.train.CosineSchedule;
import org.hesse.nn.train.Trainer;
import org.hesse.nn.train.WarmUp;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training of the reference case, ten examples in batches of three: four steps an epoch. */
class TrainCommandTest {
    @TempDir
    private Path directory;

    private Golden golden;
    private Path out;

    @BeforeEach
    void prepare() throws IOException {
        golden = Golden.in(directory);
        out = directory.resolve("out");
    }

    private CommandRun run(Object... more) {
        List<Object> args = new ArrayList<>(
                List.of("train", golden.model(), golden.data(), "--out", out, "--batch", 3));
        args.addAll(Arrays.asList(more));
        if (!args.contains("--epochs")) args.addAll(List.of("--epochs", 5));
        return CommandRun.of(args.toArray());
    }

    private static void assertDone(CommandRun run) { assertEquals(0, run.code(), run.err()); }

    private double[] weights(Path file) throws IOException {
        return Weights.read(file, ModelFile.read(golden.model()).layout());
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(out)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** The bits of the library's trainer with the same settings. */
    @Test
    void trainsAsTheLibraryDoes() throws IOException {
        assertDone(run("--rule", "psam:rho=0.1,terms=hessian", "--optimizer", "adam", "--weight-decay", 0.01,
                "--learning-rate", 0.02, "--schedule", "cosine:floor=0.001", "--warm-up", 3, "--seed", 7));
        Model model = ModelFile.read(golden.model());
        Data data = Data.read(golden.data(), model);
        double[] theta = model.initialize(7);
        new Trainer(GradientPenalty.psam(0.1), new Adam(0.01), new WarmUp(3, new CosineSchedule(0.02, 0.001)))
                .train(theta, new MiniBatches(10, 3, 7), 5, indices -> {
                    Dataset batch = new Dataset(data.x(), data.y()).take(indices);
                    return model.objective(batch.x(), batch.y());
                });
        assertArrayEquals(theta, weights(out.resolve("weights.npz")));
        assertEquals(List.of("log.jsonl", "train.csv", "train.json", "train.png", "train.svg", "weights.npz"), files());
    }

    /** Losses of table and JSON are those of the files of weights, and a checkpoint of the start is --weights. */
    @Test
    void evaluatesWhatTheOtherCommandsSee() throws IOException {
        CommandRun run = run("--weights", golden.weights(), "--evaluate", "trace,norm", "--products", 6, "--every", 8,
                "--checkpoint-every", 8, "--test", golden.data(), "--json");
        assertDone(run);
        JsonFields json = JsonFields.of(run.out());
        assertEquals("finished", json.get("/outcome"));
        assertArrayEquals(weights(golden.weights()), weights(out.resolve("w_0000.npz")));
        CommandRun course = CommandRun.of("trajectory", golden.model(), out.resolve("w_*.npz"), golden.data(),
                "--compute", "trace,norm", "--products", 6, "--json");
        assertDone(course);
        JsonFields rows = JsonFields.of(course.outLines().get(course.outLines().size() - 1));
        for (int row = 0; row < 3; row++) {
            String at = "/evaluations/" + row + "/";
            assertEquals(8 * row, json.number(at + "step"));
            assertEquals(8 * row, rows.number("/checkpoints/" + row + "/place"));
            assertEquals(json.number(at + "loss"), json.number(at + "test_loss"));
            for (String name : List.of("loss", "gradient_norm", "trace_nme", "trace_hessian_se", "norm_gauss_newton"))
                assertEquals(rows.number("/checkpoints/" + row + "/" + name), json.number(at + name), 1e-12, name);
        }
        assertEquals(20, json.number("/evaluations/3/step"));
        assertEquals(20 + 4, Files.readAllLines(out.resolve("log.jsonl")).size());
        List<String> csv = Files.readAllLines(out.resolve("train.csv")).stream().filter(line -> !line.startsWith("#"))
                .toList();
        assertEquals(5, csv.size());
        assertTrue(csv.get(0).startsWith("step,loss,test_loss,gradient_norm,trace_hessian,"), csv.get(0));
    }

    /** The first batch's loss is above its bound; and at a rate of 1e308 sums of weights overflow before long. */
    @Test
    void divergenceIsAResult() throws IOException {
        CommandRun run = run("--loss-bound", 1e-9, "--json");
        assertDone(run);
        JsonFields json = JsonFields.of(run.out());
        assertEquals("diverged", json.get("/outcome"));
        assertTrue(json.get("/message").startsWith("diverged at step 1 of 20 (epoch 0): loss is "), run.out());
        assertTrue(run.err().contains("DIVERGED: diverged at step 1"), run.err());
        CommandRun overflow = run("--learning-rate", 1e308, "--json");
        assertDone(overflow);
        assertEquals("diverged", JsonFields.of(overflow.out()).get("/outcome"));
    }

    /** As if the model's file had the other function; φ″ alone moves nothing that plain training looks at. */
    @Test
    void otherActivationsAreThoseOfAnotherModel() throws IOException {
        String[] psam = {"--rule", "psam:0.1"};
        double[] tanh = trained(golden.model(), psam);
        Path other = directory.resolve("other.json");
        ModelFile.write(other, ModelFile.read(golden.model()).withActivations(fn -> new ReluHat(10)));
        double[] hat = trained(other, psam);
        assertArrayEquals(hat, trained(golden.model(), "--rule", "psam:0.1", "--activation", "relu_hat:10"));
        assertArrayEquals(trained(golden.model()), trained(golden.model(), "--activation", "/relu_hat:10"));
        double[] replaced = trained(golden.model(), "--rule", "psam:0.1", "--activation", "/relu_hat:10");
        assertArrayEquals(replaced,
                trained(golden.model(), "--rule", "psam:0.1", "--activation", "tanh/relu_hat:10"));
        assertFalse(Arrays.equals(tanh, replaced), "PSAM sees φ″");
    }

    private double[] trained(Path model, String... more) throws IOException {
        List<Object> args = new ArrayList<>(List.of("train", model, golden.data(), "--out", out, "--batch", 3,
                "--epochs", 3));
        args.addAll(List.of(more));
        assertDone(CommandRun.of(args.toArray()));
        return weights(out.resolve("weights.npz"));
    }

    @Test
    void wrongActivationsSayWhatThereIs() throws IOException {
        assertWrong("--activation: unknown 'gleu', there are ", "--activation", "gleu");
        assertWrong("--activation: unknown 'bump', there are ", "--activation", "/bump");
        Path linear = directory.resolve("linear.json");
        ModelFile.write(linear, Model.mlp(5, List.of(), 2, new Gelu(), new BinaryCrossEntropy()));
        CommandRun run = CommandRun.of("train", linear, golden.data(), "--out", out, "--activation", "relu");
        assertEquals(2, run.code());
        assertTrue(run.err().contains("--activation: the model has no activation that relu could take the place of"),
                run.err());
    }

    @Test
    void unknownNamesListAll() {
        assertWrong("--rule: unknown 'sma', there are sgd, sam:rho, usam:rho, psam:rho,power=1,terms=hessian,"
                + " gnp:rho,radius, asam:rho,eta=0.01, gsam:rho,alpha, weight_noise:variance,"
                + " hessian_trace:strength,probes=1, gn_trace:strength,probes=1, nme_trace:strength,probes=1,"
                + " label_sampled_gn:strength", "--rule", "sma:rho=1");
        assertWrong("--rule: psam has no setting 'roh', it is psam:rho,power=1,terms=hessian", "--rule",
                "psam:roh=1");
        assertWrong("--rule: sam needs rho, it is sam:rho", "--rule", "sam");
        assertWrong("--rule: rho is there twice in 'sam:0.1,rho=2'", "--rule", "sam:0.1,rho=2");
        assertWrong("--rule: sam: rho: 'x' is not a number", "--rule", "sam:x");
        assertWrong("--rule: sam: rho must be 0 or more, got -1.0", "--rule", "sam:-1");
        assertWrong("--rule: psam: terms: unknown 'g', there are hessian, gauss_newton or gn, nme,", "--rule",
                "psam:1,terms=g");
        assertWrong("a term is part of another among [HESSIAN, GAUSS_NEWTON]", "--rule", "psam:1,terms=hessian+gn");
        assertWrong("--rule: gn_trace: probes: '1.5' is not a whole number", "--rule", "gn_trace:1,probes=1.5");
        assertWrong("--optimizer: unknown 'lion', there are sgd:momentum=0, nesterov:momentum=0.9, adam:",
                "--optimizer", "lion");
        assertWrong("--optimizer: sgd: momentum must be in [0, 1), got 1.0", "--optimizer", "sgd:1");
        assertWrong("--schedule: unknown 'step', there are constant, cosine:floor=0", "--schedule", "step");
        assertWrong("--evaluate: unknown 'sharpness', there are trace, eigen, norm, alignment", "--evaluate",
                "sharpness");
        assertWrong("--warm-up: takes 20 steps, the whole run has 20", "--warm-up", 20);
        assertWrong("--clip: must be positive, got 0.0", "--clip", 0);
        assertWrong("--epochs: 2000000000 of 4 steps each are more than 2147483647", "--epochs", 2_000_000_000);
    }

    private void assertWrong(String message, Object... options) {
        CommandRun run = run(options);
        assertEquals(2, run.code(), run.err());
        assertTrue(run.err().contains(message), run.err());
        assertEquals(1, run.errLines().size(), run.err());
    }

    /** Checkpoints of two runs in one pattern would be taken for one course. */
    @Test
    void oldCheckpointsAreInTheWay() throws IOException {
        assertDone(run("--checkpoint-every", 10));
        assertEquals(3, files().stream().filter(file -> file.startsWith("w_")).count());
        CommandRun refused = run("--checkpoint-every", 20);
        assertEquals(1, refused.code());
        assertTrue(refused.err().contains("--fresh removes 3 such files"), refused.err());
        assertDone(run("--checkpoint-every", 20, "--fresh"));
        assertFalse(Files.exists(out.resolve("w_0010.npz")));
    }

    @Test
    void inputsAreNotOverwritten() throws IOException {
        assertDone(run());
        CommandRun refused = run("--weights", out.resolve("weights.npz"));
        assertEquals(1, refused.code());
        assertTrue(refused.err().contains("weights.npz is an input, and has the name of a result"), refused.err());
    }

    /** Nothing but evaluation, and the weights as they were. */
    @Test
    void noEpochsLeaveTheStart() throws IOException {
        assertDone(run("--epochs", 0, "--weights", golden.weights()));
        assertArrayEquals(weights(golden.weights()), weights(out.resolve("weights.npz")));
    }
}

package org.hesse.lab;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Pool;
import org.hesse.engine.array.Workers;
import org.hesse.engine.objective.Batch;
import org.hesse.engine.objective.Objective;
import org.hesse.engine.objective.Progress;
import org.hesse.engine.op.Elementwise;
import org.hesse.engine.ops.Gelu;
import org.hesse.engine.ops.Relu;
import org.hesse.engine.ops.SoftmaxCrossEntropy;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.Term;
import org.hesse.lab.timing.RandomCase;
import org.hesse.lab.train.Meter;
import org.hesse.nn.Model;
import org.hesse.nn.builders.Resnet;
import org.hesse.nn.file.Data;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ForecastTest {
    private static final int EXAMPLES = 200;
    private final Model model = Model.mlp(6, List.of(20, 10), 3, new Gelu(), new SoftmaxCrossEntropy());
    private final double[] theta = model.initialize(0);

    private Batch first(int n) {
        double[] x = new double[n * 6];
        for (int i = 0; i < x.length; i++) x[i] = Math.sin(i);
        return model.objective(Array.of(x, n, 6), Array.of(new double[n], n));
    }

    private Rehearsal rehearsal(int examples, long vectors, Consumer<Objective> run) {
        return new Rehearsal(model.layout(), this::first, examples, vectors, run);
    }

    /** What two and four examples take says what two hundred take, to the number. */
    @Test
    void foretellsTheBuffersOfARun() {
        for (boolean third : new boolean[] {false, true}) {
            Forecast forecast = rehearsal(EXAMPLES, 0, few -> SplitResult.at(few, theta, theta, third, Progress.NONE))
                    .forecast();
            Pool pool = new Pool();
            SplitResult.at(new Batch(model.layout(), pool, first(EXAMPLES).program()), theta, theta, third,
                    Progress.NONE);
            assertEquals(Double.BYTES * pool.mostInUse(), forecast.bytes());
        }
    }

    /** ResNet-20 has 272,474 parameters and is cut into nothing smaller here: 128 images of 32 × 32 at a time. */
    @Test
    void aSplitOfAResidualNetworkFitsIntoFourGibibytes() {
        for (Elementwise fn : List.of(new Relu(), new Gelu())) {
            Model resnet = new Resnet(20).fn(fn).model();
            double[] at = resnet.initialize(0);
            Forecast forecast = new Rehearsal(resnet.layout(), n -> RandomCase.draw(resnet, n, 1, 0).objective(), 128,
                    SplitResult.vectors(false), few -> SplitResult.at(few, at, at, false, Progress.NONE)).forecast();
            assertTrue(forecast.bytes() < 4L << 30, fn + ": " + forecast.text());
        }
    }

    @AfterEach
    void allThreads() { Workers.shared().threads(Runtime.getRuntime().availableProcessors()); }

    /** Bytes of the buffers that a command takes of two hundred examples. */
    private long taken(Consumer<Curvature> command) {
        // What several threads hold at a time is a matter of chance.
        Workers.shared().threads(1);
        Pool pool = new Pool();
        try (Curvature curvature = Curvature.at(new Batch(model.layout(), pool, first(EXAMPLES).program()), theta)) {
            command.accept(curvature);
        }
        return Double.BYTES * pool.mostInUse();
    }

    private long foretold(List<Sweep> sweeps) {
        return rehearsal(EXAMPLES, 0, few -> Sweep.rehearse(sweeps, few, theta)).forecast().bytes();
    }

    /** A search ends with the residuals of five vectors, all of one sweep. */
    @Test
    void foretellsSearchesForEigenpairs() {
        Ends ends = new Ends(5, 2, 1e-6, 40, 30, 0);
        for (List<Term> terms : List.of(Terms.USUAL, List.of(Term.NME)))
            assertEquals(taken(c -> ends.of(c, terms, quiet())), foretold(ends.sweeps(terms)), terms.toString());
    }

    /** Traces are of all terms at once, three directions at a time or eight. */
    @Test
    void foretellsTraces() {
        for (int products : new int[] {3, 20}) {
            List<Term> terms = List.of(Term.values());
            assertEquals(taken(c -> new LayerTraces(products, 0).of(c, terms, model.layout(), quiet())),
                    foretold(TraceMethod.HUTCHINSON.sweeps(terms, products)), products + " products");
        }
    }

    /** Of losses alone an evaluation records values only; with a measure it is what `hesse trajectory` takes. */
    @Test
    void foretellsEvaluationsAlongATraining() {
        TrainMemory memory = new TrainMemory(model, theta);
        Data data = new Data(Array.zeros(EXAMPLES, 6), Array.of(new double[EXAMPLES], EXAMPLES));
        long held = (long) Double.BYTES * theta.length;
        Pool pool = new Pool();
        new Batch(model.layout(), pool, first(EXAMPLES).program()).forEach(theta, 0, Progress.NONE, (i, w, p) -> {});
        assertEquals(Double.BYTES * pool.mostInUse() + TrainMemory.VECTORS * held,
                memory.evaluation(data, new Meter(model, data, EXAMPLES), null).forecast().bytes());
        Course course = new Course(List.of(Course.Measure.values()), Terms.USUAL, 20, new Ends(2, 1, 1e-3, 40, 20, 0),
                0);
        Forecast curved = memory.evaluation(data, new Meter(model, data, EXAMPLES), course).forecast();
        assertEquals(foretold(course.sweeps()) + (TrainMemory.VECTORS + course.vectors()) * held, curved.bytes());
        assertEquals(50, memory.evaluation(data, new Meter(model, data, 50), course).examples());
    }

    /** 10⁶ examples of 10⁶ numbers each, at a time, are more than any heap. */
    @Test
    void anEvaluationWithoutRoomIsRefusedBeforeTheFirstStep() {
        Model wide = Model.mlp(1, List.of(1_000_000), 2, new Gelu(), new SoftmaxCrossEntropy());
        TrainMemory memory = new TrainMemory(wide, wide.initialize(0));
        Data data = new Data(Array.zeros(1_000_000, 1), Array.of(new double[1_000_000], 1_000_000));
        String message = assertThrows(IllegalStateException.class,
                () -> memory.checkEvaluation(data, new Meter(wide, data, 1_000_000), null)).getMessage();
        assertTrue(message.startsWith("1,000,000 examples at a time need ")
                && message.contains(": lower --micro-batch, or evaluate fewer examples, or give more"), message);
        assertDoesNotThrow(() -> memory.checkEvaluation(data, new Meter(wide, data, 4), null));
    }

    private static Products quiet() {
        return new Products(new ProgressLine("", 1, new PrintWriter(Writer.nullWriter()), true));
    }

    @Test
    void rehearsesOnOneThreadWhateverTheRunHas() {
        Workers.shared().threads(3);
        rehearsal(EXAMPLES, 0, few -> assertEquals(1, Workers.shared().threads())).forecast();
        assertEquals(3, Workers.shared().threads());
        Rehearsal failing = rehearsal(EXAMPLES, 0, few -> {
            throw new IllegalStateException("rehearsal");
        });
        assertThrows(IllegalStateException.class, failing::forecast);
        assertEquals(3, Workers.shared().threads());
    }

    @Test
    void vectorsBesideTheBuffersCount() {
        for (int examples : new int[] {1, 4, 5, EXAMPLES}) {
            long without = rehearsal(examples, 0, few -> few.gradient(theta, theta.clone())).forecast().bytes();
            long with = rehearsal(examples, 3, few -> few.gradient(theta, theta.clone())).forecast().bytes();
            assertEquals(3L * Double.BYTES * theta.length, with - without);
            assertTrue(without >= 2L * Double.BYTES * theta.length, "a copy of θ, and the gradient");
        }
    }

    /** Nothing is known of four examples but vectors, two of them the engine's, and these are told without a run. */
    @Test
    void vectorsWithoutRoomAreRefusedBeforeAnythingRuns() {
        for (int examples : new int[] {4, EXAMPLES}) {
            Rehearsal never = rehearsal(examples, 1L << 40, few -> fail("rehearsed all the same"));
            String message = assertThrows(IllegalStateException.class, () -> never.check("lower --batch")).getMessage();
            assertTrue(message.startsWith("1,099,511,627,778 vectors as long as the 383 parameters need "), message);
            assertTrue(message.contains(" GiB of memory, the heap has room for ")
                    && message.endsWith(": give more by HESSE_OPTS=-Xmx…"), message);
        }
        assertDoesNotThrow(() -> rehearsal(4, 1, few -> fail("four are as many as a rehearsal has")).check(""));
    }

    /** Numbers of bytes beyond a long are none below zero. */
    @Test
    void manyVectorsOfManyParametersStillCount() {
        assertThrows(IllegalStateException.class,
                () -> Forecast.checkVectors(1L << 40, Integer.MAX_VALUE, Long.MAX_VALUE - 1));
    }

    /** Labels of −100 do not count, and a batch of no others has no loss: one that counts is among those rehearsed. */
    @Test
    void rehearsesExamplesThatCount() {
        for (int counts : new int[] {0, 3, 5, 8, 9}) {
            double[] y = new double[10];
            Arrays.fill(y, SoftmaxCrossEntropy.IGNORED);
            y[counts] = 1;
            Data data = new Data(Array.zeros(10, 6), Array.of(y, 10));
            for (int n : new int[] {2, 4})
                assertDoesNotThrow(() -> Rehearsal.of(model, data).apply(n).gradient(theta, theta.clone()));
        }
    }

    @Test
    void saysBothNumbersAndWhatToDo() {
        Forecast forecast = new Forecast(6549825126L, 10_000);
        assertDoesNotThrow(() -> forecast.check(forecast.bytes(), "lower --batch"));
        String message = assertThrows(IllegalStateException.class, () -> forecast.check(1L << 32, "lower --batch"))
                .getMessage();
        assertEquals("10,000 examples at a time need 6.1 GiB of memory, the heap has room for 4.0 GiB: lower --batch,"
                + " or give more by HESSE_OPTS=-Xmx…", message);
    }
}

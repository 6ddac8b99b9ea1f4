package org.hesse.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Layout;
import org.hesse.engine.array.Pool;
import org.hesse.engine.array.Segment;
import org.hesse.engine.objective.Batch;
import org.hesse.engine.objective.MicroBatches;
import org.hesse.engine.objective.Objective;
import org.hesse.engine.op.Elementwise;
import org.hesse.engine.op.Loss;
import org.hesse.engine.op.Op;
import org.hesse.engine.ops.Weighted;
import org.hesse.engine.tape.Tape;
import org.hesse.engine.tape.Var;
import org.hesse.nn.layers.Activation;
import org.hesse.nn.layers.Dense;

/**
 * A network with its loss, `L(θ) = ℓ(f(θ; x), y)`: layers in order, their parameters in one θ. Immutable and
 * thread-safe.
 *
 * <p>All shapes are checked here, where the model is built; {@link #objective} checks the batch.
 */
public final class Model {
    private final int[] input;
    private final int[] output;
    private final Sequential body;
    private final Loss loss;
    private final Parameters parameters;
    private final Layout layout;
    private final Layout buffers;
    /** Null while they are as they start: a file that asks for many shall not have them before they are used. */
    private final double[] buffered;
    private final Pool pool;

    /** A model of examples of shape `input`, the batch axis left out. */
    public Model(int[] input, List<Layer> layers, Loss loss) {
        this.input = input.clone();
        for (int axis : input)
            if (axis < 1)
                throw new IllegalArgumentException("input: every axis must be at least 1, got " + Array.text(input));
        if (input.length == 0 || layers.isEmpty())
            throw new IllegalArgumentException("model: needs an input shape and at least one layer, got input "
                    + Array.text(input) + " and " + layers.size() + " layers");
        Array.size(input);
        this.parameters = new Parameters();
        this.body = new Sequential(layers);
        this.loss = loss;
        this.output = body.declare(parameters, input);
        this.layout = parameters.layout();
        this.buffers = parameters.buffers();
        this.buffered = null;
        this.pool = new Pool();
    }

    private Model(Model other, Sequential body, double[] buffered) {
        this.input = other.input;
        this.output = other.output;
        this.body = body;
        this.loss = other.loss;
        this.parameters = other.parameters;
        this.layout = other.layout;
        this.buffers = other.buffers;
        this.buffered = buffered;
        this.pool = other.pool;
    }

    /** Dense layers `fc1`, `fc2`, …, each followed by φ, and a dense layer `out`. */
    public static Model mlp(int in, List<Integer> hidden, int out, Elementwise fn, Loss loss) {
        List<Layer> layers = new ArrayList<>();
        for (int width : hidden) {
            layers.add(new Dense("fc" + (layers.size() / 2 + 1), width));
            layers.add(new Activation(fn));
        }
        layers.add(new Dense("out", out));
        return new Model(new int[] {in}, layers, loss);
    }

    /** The shape of one example. */
    public int[] input() { return input.clone(); }

    /** The shape of one example's output. */
    public int[] output() { return output.clone(); }

    /** The shape of a batch's output. */
    public int[] outputs(int rows) { return batch(rows, output); }

    public List<Layer> layers() { return body.layers(); }

    public Loss loss() { return loss; }

    /** The parameters in order of declaration. */
    public Layout layout() { return layout; }

    /**
     * Other names of parameters, and the parameters: those that tied layers would have if they were not, `head.weight`
     * for `tok.weight`. Files of weights may have them under either name.
     */
    public Map<String, String> ties() { return parameters.ties(); }

    /** What is saved beside the parameters and not trained: the statistics of frozen norm layers. */
    public Layout buffers() { return buffers; }

    /** Parameters, then buffers: what a file of weights has. */
    public Layout saved() {
        Layout.Builder all = Layout.builder();
        for (Segment segment : layout.segments()) all.add(segment.name(), segment.shape());
        for (Segment segment : buffers.segments()) all.add(segment.name(), segment.shape());
        return all.build();
    }

    /** A copy of the buffers' numbers: means 0 and variances 1 until others are given. */
    public double[] bufferValues() { return frozen().clone(); }

    private double[] frozen() { return buffered == null ? parameters.initializeBuffers(buffers) : buffered; }

    /** The same model with other numbers in its buffers; one that cannot be there, a variance below 0, is an error. */
    public Model withBuffers(double[] values) {
        parameters.checkBuffers(buffers, values);
        return new Model(this, body, values.clone());
    }

    /**
     * The same model, θ and buffers, with another function in place of each activation: `fn -> new Relu()`, or
     * `fn -> fn.withSecondDerivativeOf(bump)`.
     */
    public Model withActivations(UnaryOperator<Elementwise> change) {
        return each(layer -> layer.withActivations(change));
    }

    /** The model in a step of a training, where dropout has another mask in each; itself without dropout. */
    public Model training(long step) { return each(layer -> layer.training(step)); }

    /** The model where nothing is trained: without dropout. */
    public Model evaluation() { return each(Layer::evaluation); }

    private Model each(UnaryOperator<Layer> change) {
        Sequential changed = body.each(change);
        return changed.equals(body) ? this : new Model(this, changed, buffered);
    }

    /** A new θ: weights He normal, biases 0; the same seed gives the same numbers. */
    public double[] initialize(long seed) { return parameters.initialize(layout, seed); }

    /** The loss of one batch, safe to record from several threads. x and y are not copied. */
    public Batch objective(Array x, Array y) {
        check(x, y);
        return batch(x, frozen(), loss, y);
    }

    /**
     * The loss of a whole data set in batches of `rows` examples, the last one smaller where they do not divide: the
     * same numbers up to rounding, in the memory of one of them. Refused are a loss that is no mean over examples, and
     * layers that {@linkplain Layer#coupling couple} them. x and y are not copied.
     */
    public Objective objective(Array x, Array y, int rows) {
        check(x, y);
        double[] frozen = frozen();
        return cut(rows, x, y, loss.weight(y), (from, to) -> {
            Array some = y.slice(from, to);
            return new Objective.Part(loss.weight(some), batch(x.slice(from, to), frozen, loss, some));
        });
    }

    /**
     * The weighted mean `Σ_i w_i ℓ_i / Σ_i w_i` over a whole data set in batches of `rows` examples: as above, with a
     * weight for each example, `w[n]`, or for each token, `w[n, tokens]`, at least 0 and not all 0 ({@link Weighted}).
     * Batches that weigh nothing are left out.
     */
    public Objective objective(Array x, Array y, Array w, int rows) {
        check(x, y);
        Weighted weighted = new Weighted(loss);
        weighted.shape(outputs(x.dim(0)), y.shape(), w.shape());
        weighted.checkWeights(w);
        double all = weighted.weight(y, w);
        if (!(all > 0))
            throw new IllegalArgumentException(weighted.name() + ": no target counts that has a weight above 0");
        double[] frozen = frozen();
        return cut(rows, x, y, all, (from, to) -> {
            Array some = y.slice(from, to);
            Array weights = w.slice(from, to);
            double own = weighted.weight(some, weights);
            return own == 0
                    ? null
                    : new Objective.Part(own, batch(x.slice(from, to), frozen, weighted, some, weights));
        });
    }

    /** Parts of `rows` examples, each with its share of all the weight; those that are null are left out. */
    private Objective cut(int rows, Array x, Array y, double all, BiFunction<Integer, Integer, Objective.Part> part) {
        if (rows < 1) throw new IllegalArgumentException("model: a micro-batch needs at least one row, got " + rows);
        int n = y.dim(0);
        if (rows >= n) return part.apply(0, n).batch();
        Cuts.checkApart(this, body, x, rows);
        Cuts.checkMean(loss, outputs(2), y);
        List<Objective.Part> parts = new ArrayList<>();
        for (int from = 0; from < n; from += rows) {
            Objective.Part own = part.apply(from, Math.min(n, from + rows));
            if (own != null) parts.add(new Objective.Part(own.weight() / all, own.batch()));
        }
        return new MicroBatches(parts);
    }

    /** @param constants what the loss takes beside z */
    private Batch batch(Array x, double[] frozen, Op loss, Array... constants) {
        return new Batch(layout, pool, tape -> {
            tape.freeze(buffers, frozen);
            Var[] inputs = new Var[constants.length + 1];
            inputs[0] = tape.output(body.apply(tape, tape.constant(x), ""));
            for (int i = 0; i < constants.length; i++) inputs[i + 1] = tape.constant(constants[i]);
            return tape.apply(loss, inputs);
        });
    }

    /** `z = f(θ; x)`, the outputs for a batch: logits, where the loss takes logits. */
    public Array outputs(double[] theta, Array x) {
        checkInput(x);
        Tape tape = tape(theta);
        return body.apply(tape, tape.constant(x), "").value();
    }

    /** A recording of values alone. */
    Tape tape(double[] theta) {
        Tape tape = new Tape(layout, theta, 0);
        tape.freeze(buffers, frozen());
        return tape;
    }

    /** Throws unless x and y are a batch of this model; the values of y are the loss's to check. */
    public void check(Array x, Array y) {
        checkInput(x);
        if (y.rank() == 0 || y.dim(0) != x.dim(0))
            throw new IllegalArgumentException(
                    "model: x and y differ in rows: x" + Array.text(x.shape()) + ", y" + Array.text(y.shape()));
        loss.shape(outputs(x.dim(0)), y.shape());
        Finite.check("y", y);
        if (!(loss.weight(y) > 0))
            throw new IllegalArgumentException(
                    loss.name() + ": no target in y" + Array.text(y.shape()) + " counts, there is no mean over them");
    }

    private void checkInput(Array x) {
        int rows = x.rank() == 0 ? 0 : x.dim(0);
        if (!Arrays.equals(x.shape(), batch(rows, input)))
            throw new IllegalArgumentException("model: x" + Array.text(x.shape()) + " does not fit, examples are "
                    + Array.text(input) + ", the batch comes first");
        if (rows == 0) throw new IllegalArgumentException("model: the batch is empty, x" + Array.text(x.shape()));
        Finite.check("x", x);
        body.check(x);
    }

    private static int[] batch(int rows, int[] example) {
        int[] shape = new int[example.length + 1];
        shape[0] = rows;
        System.arraycopy(example, 0, shape, 1, example.length);
        return shape;
    }
}

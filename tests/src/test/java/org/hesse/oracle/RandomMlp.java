package org.hesse.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Layout;
import org.hesse.engine.op.Op;
import org.hesse.engine.ops.Affine;
import org.hesse.engine.ops.BetaGelu;
import org.hesse.engine.ops.BinaryCrossEntropy;
import org.hesse.engine.ops.Elu;
import org.hesse.engine.ops.Gelu;
import org.hesse.engine.ops.Identity;
import org.hesse.engine.ops.Mse;
import org.hesse.engine.ops.Relu;
import org.hesse.engine.ops.Sigmoid;
import org.hesse.engine.ops.Silu;
import org.hesse.engine.ops.SoftmaxCrossEntropy;
import org.hesse.engine.ops.Softplus;
import org.hesse.engine.ops.Tanh;
import org.hesse.engine.tape.Tape;
import org.hesse.engine.tape.Var;

/** A multilayer perceptron of random widths, activations, bias, batch and targets, on both sides. */
final class RandomMlp {
    /** An activation on both sides. */
    private record Activation(Op op, UnaryOperator<Value> nested) {}

    /** A loss and its targets on both sides. */
    private record Ending(Op op, Array y, UnaryOperator<Value> nested) {}

    private static final double BETA = 1.7;
    private static final List<Activation> ACTIVATIONS = List.of( //
            new Activation(new Gelu(), Functions::gelu), //
            new Activation(new BetaGelu(BETA), x -> Functions.betaGelu(BETA, x)), //
            new Activation(new Tanh(), Functions::tanh), //
            new Activation(new Sigmoid(), Functions::sigmoid), //
            new Activation(new Silu(), Functions::silu), //
            new Activation(new Softplus(), Functions::softplus), //
            new Activation(new Elu(), Functions::elu), //
            new Activation(new Relu(), Functions::relu), //
            new Activation(new Identity(), x -> x));
    private static final int DEPTHS = 5;
    private static final int LOSSES = 3;

    /** How many cases it takes to meet every depth with every first activation and every loss. */
    static final int CASES = DEPTHS * ACTIVATIONS.size() * LOSSES;

    private final List<Activation> activations = new ArrayList<>();
    private final Layout layout;
    private final Array x;
    private final Ending ending;

    private RandomMlp(int n, Random random) {
        int hidden = n % DEPTHS;
        int batch = 1 + random.nextInt(7);
        int[] widths = random.ints(hidden + 2L, 1, 10).toArray();
        activations.add(ACTIVATIONS.get(n % ACTIVATIONS.size()));
        while (activations.size() < hidden) activations.add(ACTIVATIONS.get(random.nextInt(ACTIVATIONS.size())));
        int loss = n / ACTIVATIONS.size() % LOSSES;
        // One class leaves L = 0 and nothing to compare.
        if (loss == 0) widths[hidden + 1] = Math.max(2, widths[hidden + 1]);
        layout = layout(widths, random.nextBoolean());
        x = Array.of(Matrix.gaussian(random, batch, widths[0]).data(), batch, widths[0]);
        ending = ending(loss, batch, widths[hidden + 1], random);
    }

    /** The n-th case: depth, first activation and loss follow from n, the rest from the dice. */
    static Twin of(int n, Random random) {
        RandomMlp mlp = new RandomMlp(n, random);
        NestedOracle oracle = NestedOracle.of(mlp.layout, mlp::nested, mlp.ending.nested);
        String name = "mlp " + n + " " + mlp.activations + " " + mlp.layout + " " + mlp.ending.op;
        return Twin.random(name, random, mlp.layout, mlp::record, oracle);
    }

    private static Layout layout(int[] widths, boolean bias) {
        Layout.Builder builder = Layout.builder();
        for (int i = 1; i < widths.length; i++) {
            builder.add("w" + i, widths[i], widths[i - 1]);
            if (bias) builder.add("b" + i, widths[i]);
        }
        return builder.build();
    }

    private static Ending ending(int loss, int batch, int out, Random random) {
        double smoothing = random.nextInt(2) * 0.1;
        double[] labels = random.ints(batch, 0, out).asDoubleStream().toArray();
        double[] y = random.doubles((long) batch * out).toArray();
        Matrix nestedY = new Matrix(batch, out, y);
        Matrix targets = Losses.targets(labels, out, smoothing);
        return switch (loss) {
            case 0 -> new Ending(new SoftmaxCrossEntropy(smoothing), Array.of(labels, batch),
                    z -> Losses.softmaxCrossEntropy(z, targets));
            case 1 -> new Ending(new Mse(), Array.of(y, batch, out), z -> Losses.mse(z, nestedY));
            default -> new Ending(new BinaryCrossEntropy(), Array.of(y, batch, out),
                    z -> Losses.binaryCrossEntropy(z, nestedY));
        };
    }

    private Var record(Tape tape) {
        Var h = tape.constant(x);
        for (int i = 1; layout.has("w" + i); i++) {
            if (i > 1) h = tape.apply(activations.get(i - 2).op, h);
            Var w = tape.parameter("w" + i);
            boolean bias = layout.has("b" + i);
            h = bias ? tape.apply(new Affine(), h, w, tape.parameter("b" + i)) : tape.apply(new Affine(), h, w);
        }
        return tape.apply(ending.op, tape.output(h), tape.constant(ending.y));
    }

    private Value nested(Function<String, Value> p) {
        Value h = Matrix.of(x);
        for (int i = 1; layout.has("w" + i); i++) {
            if (i > 1) h = activations.get(i - 2).nested.apply(h);
            h = h.affine(p.apply("w" + i), layout.has("b" + i) ? p.apply("b" + i) : null);
        }
        return h;
    }
}

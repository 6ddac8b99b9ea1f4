package org.hesse.oracle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.hesse.engine.op.Loss;
import org.hesse.engine.op.Op;
import org.hesse.engine.ops.BinaryCrossEntropy;
import org.hesse.engine.ops.Huber;
import org.hesse.engine.ops.LogSumExp;
import org.hesse.engine.ops.Mse;
import org.hesse.engine.ops.Normalize;
import org.hesse.engine.ops.SoftTargetCrossEntropy;
import org.hesse.engine.ops.Softmax;
import org.hesse.engine.ops.SoftmaxCrossEntropy;
import org.hesse.engine.ops.Weighted;

/** The nonlinear functions of whole rows, and the losses of a batch: each is one function as a whole. */
final class RowTwins {
    /** A loss ready to be applied to z and y, and its twin for any number of examples, one a row. */
    private record Ending(Loss op, Node z, Node y, BinaryOperator<Value> loss) {}

    private static final List<BiFunction<Draft, Node, Ending>> LOSSES = List.of( //
            RowTwins::mse, RowTwins::huber, RowTwins::binary, RowTwins::labels, RowTwins::softTargets);

    static final List<OpTwin> ALL = List.of( //
            new OpTwin(LogSumExp.class, RowTwins::logSumExp), //
            new OpTwin(Softmax.class, d -> d.dice().chance(0.5) ? softmax(d) : causalSoftmax(d)), //
            new OpTwin(Normalize.class, RowTwins::normalize), //
            new OpTwin(Mse.class, d -> apply(d, mse(d, d.any()))), //
            new OpTwin(Huber.class, d -> apply(d, huber(d, d.any()))), //
            new OpTwin(BinaryCrossEntropy.class, d -> apply(d, binary(d, d.any()))), //
            new OpTwin(SoftmaxCrossEntropy.class, d -> apply(d, labels(d, d.any()))), //
            new OpTwin(SoftTargetCrossEntropy.class, d -> apply(d, softTargets(d, d.any()))), //
            new OpTwin(Weighted.class, d -> weighted(d, d.dice().pick(LOSSES).apply(d, d.any()))));

    private RowTwins() {}

    private static Node logSumExp(Draft d) {
        Node z = Domain.SMALL.enter(d, wide(d, d.row()));
        int[] y = Places.without(List.of(z.rank() - 1), z.shape());
        return d.apply(new LogSumExp(),
                in -> new Whole(Rows::logSumExp).of(in[0]).slice(0, Places.rows(y), Places.columns(y)), y, z);
    }

    private static Node softmax(Draft d) {
        Node z = Domain.SMALL.enter(d, wide(d, d.row()));
        return d.apply(new Softmax(), in -> new Whole(Rows::softmax).of(in[0]), z.shape(), z);
    }

    private static Node causalSoftmax(Draft d) {
        int n = d.dice().upTo(3);
        int[] shape = d.dice().chance(0.5) ? new int[] {n, n} : new int[] {2, n, n};
        Node z = Domain.SMALL.enter(d, d.of(shape));
        double factor = d.dice().between(0.5, 2);
        return d.apply(new Softmax(factor, true), in -> new Whole(Rows::causalSoftmax).of(in[0].scale(factor)), shape,
                z);
    }

    /** Over the last axis, all axes, or all but one in the middle. */
    private static Node normalize(Draft d) {
        Node x = Domain.SMALL.enter(d, wide(d, d.row()));
        int last = x.rank() - 1;
        List<List<Integer>> choices = new ArrayList<>(List.of(List.of(last), Places.all(x.rank())));
        if (x.rank() == 3) choices.add(List.of(0, 2));
        Normalize op = new Normalize(d.dice().pick(choices), d.dice().between(0.1, 1), d.dice().chance(0.7));
        int[] order = Places.grouped(op.axes(), x.shape());
        int groups = Places.size(Places.without(op.axes(), x.shape()));
        return d.apply(op, in -> new Whole(a -> {
            Value rows = new Linear.Gather(groups, order.length / groups, k -> order[k]).of(a);
            return new Linear.Scatter(a.rows(), a.columns(), k -> order[k])
                    .of(Rows.normalize(op.eps(), op.centered(), rows));
        }).of(in[0]), x.shape(), x);
    }

    private static Ending mse(Draft d, Node x) {
        Node z = d.row(x);
        return new Ending(new Mse(), z, d.constant(z.shape()), Losses::mse);
    }

    private static Ending huber(Draft d, Node x) {
        double delta = d.dice().between(0.3, 2);
        Node z = d.row(x);
        Node y = d.constant(z.shape());
        for (int k = 0; k < z.size(); k++)
            if (Math.abs(Math.abs(z.number().at(k) - y.number().at(k)) - delta) < Domain.MARGIN)
                throw new Draft.Redraw("kink");
        return new Ending(new Huber(delta), z, y, (a, b) -> Losses.huber(delta, a, b));
    }

    private static Ending binary(Draft d, Node x) {
        Node z = Domain.SMALL.enter(d, d.row(x));
        Node y = d.constant(d.dice().random().doubles(z.size()).toArray(), z.shape());
        return new Ending(new BinaryCrossEntropy(), z, y, Losses::binaryCrossEntropy);
    }

    private static Ending labels(Draft d, Node x) {
        Node z = logits(d, x);
        int n = z.shape()[0];
        int classes = z.shape()[1];
        double smoothing = d.dice().below(2) * 0.1;
        Node y = d.constant(d.dice().random().ints(n, 0, classes).asDoubleStream().toArray(), n);
        return new Ending(new SoftmaxCrossEntropy(smoothing), z, y, (a, b) -> Losses.softmaxCrossEntropy(a,
                Losses.targets(b.number().data(), classes, smoothing)));
    }

    private static Ending softTargets(Draft d, Node x) {
        Node z = logits(d, x);
        Matrix t = Rows.softmax(new Matrix(z.shape()[0], z.shape()[1], d.dice().gaussians(z.size()))).number();
        return new Ending(new SoftTargetCrossEntropy(), z, d.constant(t.data(), z.shape()),
                Losses::softmaxCrossEntropy);
    }

    /** Small numbers, `[n, classes]`. */
    private static Node logits(Draft d, Node x) {
        Node wide = wide(d, d.row(x));
        int[] z = {Places.rows(wide.shape()), Places.columns(wide.shape())};
        return Domain.SMALL.enter(d, wide.rank() == 2 ? wide : Moves.reshape(d, wide, z));
    }

    /** x with rows of two at least: of one entry, softmax is 1 and the cross-entropy 0, whatever it is. */
    private static Node wide(Draft d, Node x) {
        return Places.columns(x.shape()) > 1 ? x : Moves.concatenate(d, x.rank() - 1, x, d.constant(x.shape()));
    }

    private static Node apply(Draft d, Ending e) {
        int n = e.z.shape()[0];
        return d.apply(e.op, in -> whole(e, batch(n, in[0]), batch(n, in[1])), new int[0], e.z, e.y);
    }

    /** `Σ w_i ℓ_i/Σ w_i`; one of the weights may be 0. */
    private static Node weighted(Draft d, Ending e) {
        int n = e.z.shape()[0];
        double[] w = d.dice().random().doubles(n, 0.2, 2).toArray();
        if (n > 1 && d.dice().chance(0.5)) w[d.dice().below(n)] = 0;
        double total = Arrays.stream(w).sum();
        Op op = new Weighted(e.op);
        return d.apply(op, in -> IntStream.range(0, n)
                .mapToObj(i -> whole(e, example(i, n, in[0]), example(i, n, in[1])).scale(w[i] / total))
                .reduce(Value::plus).orElseThrow(), new int[0], e.z, e.y, d.constant(w, n));
    }

    private static Value whole(Ending e, Value z, Value y) {
        Matrix targets = y.number();
        return new Whole(a -> e.loss.apply(a, targets)).of(z);
    }

    /** One example a row. */
    private static Value batch(int n, Value x) { return x.slice(0, n, x.rows() * x.columns() / n); }

    private static Value example(int i, int n, Value x) {
        int m = x.rows() * x.columns() / n;
        return x.slice(i * m, 1, m);
    }

    /** Any loss of x, with weights or without. */
    static Node loss(Draft d, Node x) {
        Ending e = d.dice().pick(LOSSES).apply(d, x);
        return d.dice().chance(0.3) ? weighted(d, e) : apply(d, e);
    }
}

package org.hesse.oracle;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hesse.engine.ops.Add;
import org.hesse.engine.ops.Broadcast;
import org.hesse.engine.ops.Concatenate;
import org.hesse.engine.ops.Embed;
import org.hesse.engine.ops.Gather;
import org.hesse.engine.ops.MaxAxis;
import org.hesse.engine.ops.MeanAxes;
import org.hesse.engine.ops.Reshape;
import org.hesse.engine.ops.Slice;
import org.hesse.engine.ops.Subtract;
import org.hesse.engine.ops.Sum;
import org.hesse.engine.ops.SumAxes;
import org.hesse.engine.ops.Transpose;
import org.hesse.engine.ops.Where;

/** The ops that add and move numbers, drawn with random axes and places; {@link Moves} has the twins. */
final class LinearTwins {
    static final List<OpTwin> ALL = List.of( //
            new OpTwin(Add.class, LinearTwins::add), //
            new OpTwin(Broadcast.class, LinearTwins::broadcast), //
            new OpTwin(Concatenate.class, LinearTwins::concatenate), //
            new OpTwin(Embed.class, LinearTwins::embed), //
            new OpTwin(Gather.class, LinearTwins::gather), //
            new OpTwin(MaxAxis.class, LinearTwins::max), //
            new OpTwin(MeanAxes.class, d -> mean(d, d.row())), //
            new OpTwin(Reshape.class, d -> reshape(d, d.any())), //
            new OpTwin(Slice.class, LinearTwins::slice), //
            new OpTwin(Subtract.class, LinearTwins::subtract), //
            new OpTwin(Sum.class, d -> sum(d, some(d))), //
            new OpTwin(SumAxes.class, d -> sumAxes(d, d.row())), //
            new OpTwin(Transpose.class, d -> transpose(d, d.any())), //
            new OpTwin(Where.class, LinearTwins::where));

    private LinearTwins() {}

    private static Node add(Draft d) {
        Node x = d.any();
        return add(d, Stream.concat(Stream.of(x), Stream.generate(() -> d.like(x)).limit(d.dice().below(3)))
                .toArray(Node[]::new));
    }

    static Node add(Draft d, Node... x) {
        return d.apply(new Add(), in -> Arrays.stream(in).reduce(Value::plus).orElseThrow(), x[0].shape(), x);
    }

    private static Node subtract(Draft d) {
        Node a = d.any();
        Node b = d.like(a);
        return d.apply(new Subtract(), in -> in[0].minus(in[1]), a.shape(), a, b);
    }

    private static Node[] some(Draft d) { return Stream.generate(d::any).limit(d.dice().upTo(3)).toArray(Node[]::new); }

    static Node sum(Draft d, Node... x) {
        return d.apply(new Sum(), in -> Arrays.stream(in).map(Value::sum).reduce(Value::plus).orElseThrow(),
                new int[0], x);
    }

    private static Node sumAxes(Draft d, Node x) { return Moves.sum(d, x, d.dice().subset(x.rank())); }

    private static Node mean(Draft d, Node x) { return Moves.mean(d, x, d.dice().subset(x.rank())); }

    private static Node transpose(Draft d, Node x) { return Moves.transpose(d, x, d.dice().permutation(x.rank())); }

    /** Flat, the other way round, or with an axis of size 1 put in. */
    private static Node reshape(Draft d, Node x) {
        int[] s = x.shape();
        return switch (d.dice().below(3)) {
            case 0 -> Moves.reshape(d, x, x.size());
            case 1 -> Moves.reshape(d, x, IntStream.range(0, s.length).map(a -> s[s.length - 1 - a]).toArray());
            default -> Moves.reshape(d, x, Places.inserted(d.dice().below(x.rank() + 1), 1, s));
        };
    }

    /** Axes of size 1 may grow, and others come in front. */
    private static Node broadcast(Draft d) {
        Node x = d.any();
        int[] shape = Arrays.stream(x.shape()).map(n -> n == 1 ? d.dice().upTo(2) : n).toArray();
        while (shape.length < 3 && d.dice().chance(0.5)) shape = Places.inserted(0, d.dice().upTo(2), shape);
        return Moves.broadcast(d, x, shape);
    }

    private static Node slice(Draft d) {
        Node x = d.row();
        int axis = d.dice().below(x.rank());
        int from = d.dice().below(x.shape()[axis]);
        return Moves.slice(d, x, axis, from, from + d.dice().upTo(x.shape()[axis] - from));
    }

    private static Node gather(Draft d) {
        Node x = d.row();
        int axis = d.dice().below(x.rank());
        return Moves.gather(d, x, axis, d.dice().places(x.shape()[axis], 4));
    }

    /** Of one to four rows, some of them twice. */
    private static Node embed(Draft d) {
        Node x = d.row();
        int[] table = {Places.rows(x.shape()), Places.columns(x.shape())};
        int[] ids = d.dice().places(table[0], 4);
        return d.apply(new Embed(),
                in -> new Linear.Gather(ids.length, table[1], k -> ids[k / table[1]] * table[1] + k % table[1])
                        .of(in[0]),
                new int[] {ids.length, table[1]}, x.rank() == 2 ? x : Moves.reshape(d, x, table),
                d.constant(Arrays.stream(ids).asDoubleStream().toArray(), ids.length));
    }

    private static Node concatenate(Draft d) {
        Node x = d.row();
        int axis = d.dice().below(x.rank());
        Node[] all = new Node[d.dice().upTo(3)];
        all[0] = x;
        for (int i = 1; i < all.length; i++)
            all[i] = d.dice().chance(0.3) ? d.like(x) : d.of(Places.with(axis, d.dice().upTo(2), x.shape()));
        return Moves.concatenate(d, axis, all);
    }

    /** Of numbers with no ties: what is equal is first shifted apart. */
    private static Node max(Draft d) {
        Node x = d.row();
        int axis = d.dice().below(x.rank());
        return Moves.max(d, untied(d, x), axis);
    }

    /** x, or x shifted so that no two numbers of it are equal. */
    static Node untied(Draft d, Node x) {
        Node apart = isTied(x) ? Domain.shifted(d, x, -1, 1) : x;
        if (isTied(apart)) throw new Draft.Redraw("tie");
        return apart;
    }

    /** Any two numbers are equal, or nearly so. */
    private static boolean isTied(Node x) {
        double[] sorted = Arrays.stream(x.number().data()).sorted().toArray();
        return IntStream.range(1, sorted.length).anyMatch(k -> sorted[k] - sorted[k - 1] < Domain.MARGIN);
    }

    private static Node where(Draft d) {
        Node x = d.row();
        int[] maskShape = Arrays.copyOfRange(x.shape(), d.dice().below(x.rank()), x.rank());
        boolean[] mask = new boolean[Places.size(maskShape)];
        for (int k = 0; k < mask.length; k++) mask[k] = d.dice().chance(0.5);
        mask[d.dice().below(mask.length)] = true;
        return d.dice().chance(0.3)
                ? Moves.where(d, mask, maskShape, x)
                : Moves.where(d, mask, maskShape, x, d.like(x));
    }
}

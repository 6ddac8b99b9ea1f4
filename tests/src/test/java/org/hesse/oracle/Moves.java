package org.hesse.oracle;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hesse.engine.ops.Broadcast;
import org.hesse.engine.ops.Concatenate;
import org.hesse.engine.ops.Gather;
import org.hesse.engine.ops.MaxAxis;
import org.hesse.engine.ops.MeanAxes;
import org.hesse.engine.ops.Reshape;
import org.hesse.engine.ops.Slice;
import org.hesse.engine.ops.SumAxes;
import org.hesse.engine.ops.Transpose;
import org.hesse.engine.ops.Where;

/** The ops that move numbers, and their twins: gathers and scatters by the index on every axis. */
final class Moves {
    private Moves() {}

    static Node reshape(Draft d, Node x, int... shape) {
        return d.apply(new Reshape(shape), in -> in[0].slice(0, Places.rows(shape), Places.columns(shape)), shape, x);
    }

    static Node transpose(Draft d, Node x, List<Integer> axes) {
        int[] y = axes.stream().mapToInt(a -> x.shape()[a]).toArray();
        return d.apply(new Transpose(axes), Places.gather(x.shape(), y, i -> {
            int[] from = new int[i.length];
            for (int a = 0; a < i.length; a++) from[axes.get(a)] = i[a];
            return from;
        }), y, x);
    }

    static Node broadcast(Draft d, Node x, int... shape) {
        int missing = shape.length - x.rank();
        return d.apply(new Broadcast(shape), Places.gather(x.shape(), shape, i -> IntStream.range(0, x.rank())
                .map(a -> x.shape()[a] == 1 ? 0 : i[missing + a]).toArray()), shape, x);
    }

    static Node slice(Draft d, Node x, int axis, int from, int to) {
        int[] y = Places.with(axis, to - from, x.shape());
        return d.apply(new Slice(axis, from, to),
                Places.gather(x.shape(), y, i -> Places.with(axis, from + i[axis], i)), y, x);
    }

    static Node gather(Draft d, Node x, int axis, int... indices) {
        int[] y = Places.with(axis, indices.length, x.shape());
        return d.apply(new Gather(axis, indices),
                Places.gather(x.shape(), y, i -> Places.with(axis, indices[i[axis]], i)), y, x);
    }

    static Node sum(Draft d, Node x, List<Integer> axes) {
        int[] y = Places.without(axes, x.shape());
        return d.apply(new SumAxes(axes), Places.scatter(x.shape(), y, i -> Places.without(axes, i)), y, x);
    }

    static Node mean(Draft d, Node x, List<Integer> axes) {
        int[] y = Places.without(axes, x.shape());
        Rule sum = Places.scatter(x.shape(), y, i -> Places.without(axes, i));
        return d.apply(new MeanAxes(axes), in -> sum.of(in).scale((double) Places.size(y) / x.size()), y, x);
    }

    static Node max(Draft d, Node x, int axis) {
        int[] y = Places.without(List.of(axis), x.shape());
        int[][] at = IntStream.range(0, x.shape()[axis])
                .mapToObj(j -> Places.map(y, x.shape(), i -> Places.inserted(axis, j, i))).toArray(int[][]::new);
        return d.apply(new MaxAxis(axis), in -> {
            Matrix numbers = in[0].number();
            return new Linear.Gather(Places.rows(y), Places.columns(y), k -> top(numbers, k, at)).of(in[0]);
        }, y, x);
    }

    /** Of the k-th places, the one where the largest number is. */
    static int top(Matrix x, int k, int[]... at) {
        int top = at[0][k];
        for (int[] each : at) if (x.at(each[k]) > x.at(top)) top = each[k];
        return top;
    }

    static Node concatenate(Draft d, int axis, Node... x) {
        int[] y = Places.with(axis, Stream.of(x).mapToInt(each -> each.shape()[axis]).sum(), x[0].shape());
        Rule[] parts = new Rule[x.length];
        for (int i = 0, at = 0; i < x.length; at += x[i++].shape()[axis]) {
            int start = at;
            parts[i] = Places.scatter(x[i].shape(), y, index -> Places.with(axis, start + index[axis], index));
        }
        return d.apply(new Concatenate(axis), in -> {
            Value sum = null;
            for (int i = 0; i < parts.length; i++) sum = Nested.add(sum, parts[i].of(in[i]));
            return sum;
        }, y, x);
    }

    /** Of one node, or of two. */
    static Node where(Draft d, boolean[] mask, int[] maskShape, Node... x) {
        return d.apply(new Where(mask, maskShape), in -> {
            Value a = chosen(in[0], true, mask);
            return in.length == 1 ? a : a.plus(chosen(in[1], false, mask));
        }, x[0].shape(), x);
    }

    /** x where the mask is so, 0 elsewhere. */
    private static Value chosen(Value x, boolean so, boolean... mask) {
        return new Linear.Diagonal(Matrix.of(x.rows(), x.columns(), k -> mask[k % mask.length] == so ? 1 : 0)).of(x);
    }

    /** x under the same or another shape: reshaped or repeated if it can be, else its mean or some of its numbers. */
    static Node fit(Draft d, Node x, int... shape) {
        if (Arrays.equals(x.shape(), shape)) return x;
        if (x.size() == Places.size(shape)) return reshape(d, x, shape);
        if (repeats(x.shape(), shape)) return broadcast(d, x, shape);
        if (d.dice().chance(0.3))
            return broadcast(d, mean(d, x, IntStream.range(0, x.rank()).boxed().toList()), shape);
        Node flat = x.rank() == 1 ? x : reshape(d, x, x.size());
        int[] some = d.dice().random().ints(Places.size(shape), 0, x.size()).toArray();
        return shape.length == 1 ? gather(d, flat, 0, some) : reshape(d, gather(d, flat, 0, some), shape);
    }

    private static boolean repeats(int[] x, int... y) {
        int missing = y.length - x.length;
        return missing >= 0 && IntStream.range(0, x.length).allMatch(a -> x[a] == 1 || x[a] == y[missing + a]);
    }
}

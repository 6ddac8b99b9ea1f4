package org.hesse.oracle;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.hesse.engine.op.Op;
import org.hesse.engine.ops.AvgPool2d;
import org.hesse.engine.ops.Conv2d;
import org.hesse.engine.ops.MaxPool2d;

/** The ops on images `x[N,C,H,W]`: their windows as gathers, their products as those of matrices of patches. */
final class ImageTwins {
    static final List<OpTwin> ALL = List.of( //
            new OpTwin(Conv2d.class, ImageTwins::convolution), //
            new OpTwin(AvgPool2d.class, ImageTwins::mean), //
            new OpTwin(MaxPool2d.class, ImageTwins::max));

    private ImageTwins() {}

    /** In one group or two, or depthwise; with bias, or without. */
    private static Node convolution(Draft d) {
        int groups = d.dice().upTo(2);
        int out = groups * d.dice().upTo(2);
        int padding = d.dice().below(2);
        Node x = d.of(d.dice().upTo(2), groups * d.dice().upTo(2), 1 + d.dice().upTo(2), d.dice().upTo(3));
        int down = d.dice().upTo(2);
        int across = d.dice().upTo(Math.min(2, x.shape()[3] + 2 * padding));
        Node w = d.of(out, x.shape()[1] / groups, down, across);
        Op op = new Conv2d(d.dice().upTo(2), padding, groups);
        int[] y = op.shape(x.shape(), w.shape());
        Rule products = in -> products((Conv2d) op, x.shape(), w.shape(), y, in);
        if (d.dice().chance(0.4)) return d.apply(op, products, y, x, w);
        Rule bias = Places.gather(new int[] {out}, y, i -> new int[] {i[1]});
        return d.apply(op, in -> products.of(in).plus(bias.of(in[2])), y, x, w, d.of(out));
    }

    /** The patches of each group, a row each, times its weights, put where they belong. */
    private static Value products(Conv2d op, int[] x, int[] w, int[] y, Value... in) {
        int p = op.padding();
        int[] wide = {x[0], x[1], x[2] + 2 * p, x[3] + 2 * p};
        Value padded = Places.scatter(x, wide, i -> new int[] {i[0], i[1], i[2] + p, i[3] + p}).of(in[0]);
        int out = w[0] / op.groups();
        int taps = w[1] * w[2] * w[3];
        int[] patches = {y[0], y[2], y[3], w[1], w[2], w[3]};
        Value sum = null;
        for (int g = 0; g < op.groups(); g++) {
            int group = g;
            int[] from = Places.map(patches, wide, i -> new int[] {i[0], group * w[1] + i[3],
                    i[1] * op.stride() + i[4], i[2] * op.stride() + i[5]});
            Value rows = new Linear.Gather(from.length / taps, taps, k -> from[k]).of(padded);
            int[] to = Places.map(new int[] {y[0], y[2], y[3], out}, y,
                    i -> new int[] {i[0], group * out + i[3], i[1], i[2]});
            Value product = rows.matmul(in[1].slice(g * out * taps, out, taps).transpose());
            Value placed = new Linear.Scatter(Places.rows(y), Places.columns(y), k -> to[k]).of(product);
            sum = Nested.add(sum, placed);
        }
        return sum;
    }

    private static Node image(Draft d) {
        return d.of(d.dice().upTo(2), d.dice().upTo(2), 1 + d.dice().upTo(2), 1 + d.dice().upTo(2));
    }

    private static Node mean(Draft d) {
        Node x = image(d);
        int kernel = d.dice().upTo(2);
        int stride = d.dice().upTo(2);
        Op op = new AvgPool2d(kernel, stride);
        int[] y = op.shape(x.shape());
        int[][] at = places(kernel, stride, y, x.shape());
        return d.apply(op, in -> Arrays.stream(at).map(place -> picked(y, place, in[0])).reduce(Value::plus)
                .orElseThrow().scale(1.0 / at.length), y, x);
    }

    /** Of numbers with no ties. */
    private static Node max(Draft d) {
        Node x = LinearTwins.untied(d, image(d));
        int kernel = d.dice().upTo(2);
        int stride = d.dice().upTo(2);
        Op op = new MaxPool2d(kernel, stride);
        int[] y = op.shape(x.shape());
        int[][] at = places(kernel, stride, y, x.shape());
        return d.apply(op, in -> {
            Matrix numbers = in[0].number();
            int[] top = IntStream.range(0, Places.size(y)).map(k -> Moves.top(numbers, k, at)).toArray();
            return picked(y, top, in[0]);
        }, y, x);
    }

    /** For each place of the window, where in x each number of y meets it. */
    private static int[][] places(int kernel, int stride, int[] y, int... x) {
        return IntStream.range(0, kernel * kernel)
                .mapToObj(t -> Places.map(y, x,
                        i -> new int[] {i[0], i[1], i[2] * stride + t / kernel, i[3] * stride + t % kernel}))
                .toArray(int[][]::new);
    }

    private static Value picked(int[] y, int[] from, Value x) {
        return new Linear.Gather(Places.rows(y), Places.columns(y), k -> from[k]).of(x);
    }
}

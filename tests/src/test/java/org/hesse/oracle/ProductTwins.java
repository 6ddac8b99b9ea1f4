package org.hesse.oracle;

import java.util.List;
import java.util.stream.IntStream;
import org.hesse.engine.array.Kernels.Form;
import org.hesse.engine.ops.Affine;
import org.hesse.engine.ops.Matmul;
import org.hesse.engine.ops.Multiply;
import org.hesse.engine.ops.ScaleShift;

/** The products of two inputs. */
final class ProductTwins {
    static final List<OpTwin> ALL = List.of( //
            new OpTwin(Affine.class, ProductTwins::affine), //
            new OpTwin(Matmul.class, d -> d.dice().chance(0.6) ? matmul(d) : batched(d)), //
            new OpTwin(ScaleShift.class, ProductTwins::scaleShift), //
            new OpTwin(Multiply.class, ProductTwins::multiply));

    private ProductTwins() {}

    private static Node multiply(Draft d) {
        Node a = d.any();
        return multiply(d, a, d.like(a));
    }

    static Node multiply(Draft d, Node a, Node b) {
        return d.apply(new Multiply(), in -> in[0].times(in[1]), a.shape(), a, b);
    }

    /** With bias, or without. */
    private static Node affine(Draft d) {
        Node x = d.row();
        int axis = x.rank() - 1;
        int out = d.dice().upTo(3);
        int[] y = Places.with(axis, out, x.shape());
        Node w = d.of(out, x.shape()[axis]);
        if (d.dice().chance(0.4)) return d.apply(new Affine(), in -> in[0].affine(in[1], null), y, x, w);
        return d.apply(new Affine(), in -> in[0].affine(in[1], in[2]), y, x, w, d.of(out));
    }

    private static Node matmul(Draft d) {
        Form form = d.dice().pick(List.of(Form.values()));
        Node any = d.any();
        Node a = any.rank() == 2 ? any : Moves.reshape(d, any, Places.rows(any.shape()), Places.columns(any.shape()));
        int m = a.shape()[form == Form.TN ? 1 : 0];
        int inner = a.shape()[form == Form.TN ? 0 : 1];
        int n = d.dice().upTo(3);
        boolean square = m == inner && d.dice().chance(0.2);
        Node b = square ? a : form == Form.NT ? d.of(n, inner) : d.of(inner, n);
        return d.apply(new Matmul(form), in -> product(form, in[0], in[1]), new int[] {m, square ? m : n}, a, b);
    }

    private static Value product(Form form, Value a, Value b) {
        return switch (form) {
            case NN -> a.matmul(b);
            case NT -> a.matmul(b.transpose());
            case TN -> a.transpose().matmul(b);
        };
    }

    /** Two products, or the same of two more axes. */
    private static Node batched(Draft d) {
        Form form = d.dice().pick(List.of(Form.values()));
        int m = d.dice().upTo(2);
        int k = d.dice().upTo(2);
        int n = d.dice().upTo(2);
        int[] leading = d.dice().chance(0.5) ? new int[] {2} : new int[] {2, 1};
        Node a = d.of(form == Form.TN ? with(leading, k, m) : with(leading, m, k));
        Node b = d.of(form == Form.NT ? with(leading, n, k) : with(leading, k, n));
        return d.apply(new Matmul(form), in -> each(form, 0, m, k, n, in).plus(each(form, 1, m, k, n, in)),
                with(leading, m, n), a, b);
    }

    private static int[] with(int[] leading, int rows, int columns) {
        return IntStream.concat(IntStream.of(leading), IntStream.of(rows, columns)).toArray();
    }

    /** The i-th of two products, at its place between zeros. */
    private static Value each(Form form, int i, int m, int k, int n, Value... in) {
        Value a = in[0].slice(i * m * k, form == Form.TN ? k : m, form == Form.TN ? m : k);
        Value b = in[1].slice(i * k * n, form == Form.NT ? n : k, form == Form.NT ? k : n);
        return new Linear.Scatter(2 * m, n, e -> i * m * n + e).of(product(form, a, b));
    }

    /** With a shift, or without. */
    private static Node scaleShift(Draft d) {
        Node x = d.row();
        int axis = d.dice().below(x.rank());
        int c = x.shape()[axis];
        Rule spread = Places.gather(new int[] {c}, x.shape(), i -> new int[] {i[axis]});
        Node w = d.of(c);
        if (d.dice().chance(0.4))
            return d.apply(new ScaleShift(axis), in -> in[0].times(spread.of(in[1])), x.shape(), x, w);
        return d.apply(new ScaleShift(axis), in -> in[0].times(spread.of(in[1])).plus(spread.of(in[2])), x.shape(), x,
                w, d.of(c));
    }
}

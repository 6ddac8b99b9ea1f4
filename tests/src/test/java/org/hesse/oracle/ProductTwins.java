package org.hesse.oracle;

import java.util.List;
import org.hesse.engine.array.Kernels.Form;
import org.hesse.engine.ops.Affine;
import org.hesse.engine.ops.Matmul;
import org.hesse.engine.ops.Multiply;

/** The products of two inputs. */
final class ProductTwins {
    static final List<OpTwin> ALL = List.of( //
            new OpTwin(Affine.class, ProductTwins::affine), //
            new OpTwin(Matmul.class, ProductTwins::matmul), //
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
        Rule rule = switch (form) {
            case NN -> in -> in[0].matmul(in[1]);
            case NT -> in -> in[0].matmul(in[1].transpose());
            case TN -> in -> in[0].transpose().matmul(in[1]);
        };
        return d.apply(new Matmul(form), rule, new int[] {m, square ? m : n}, a, b);
    }
}

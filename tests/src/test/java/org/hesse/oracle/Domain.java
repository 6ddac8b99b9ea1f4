package org.hesse.oracle;

import java.util.Arrays;
import org.hesse.engine.ops.Abs;
import org.hesse.engine.ops.Add;
import org.hesse.engine.ops.Exp;
import org.hesse.engine.ops.Scale;
import org.hesse.engine.ops.Sigmoid;
import org.hesse.engine.ops.Softplus;
import org.hesse.engine.ops.Square;

/** Where a function may be evaluated: brings a node's numbers there, by further nodes where they are elsewhere. */
@FunctionalInterface
interface Domain {
    /** Nearer to a kink or a tie, rounding would decide the branch. */
    double MARGIN = 1e-6;
    /** Far out, 1 − tanh²x and 1 + erf x lose the digits that the engine keeps; its tails have tests of their own. */
    double SMALL_END = 2;
    /** Nearer to 0, the derivatives of ln x, √x and 1/x are too large to go on with. */
    double POSITIVE_END = 0.2;

    Domain ANY = (d, x) -> x;

    /** |x| ≤ 2. */
    Domain SMALL = (d, x) -> {
        double largest = Draft.largest(x.number());
        return largest <= SMALL_END ? x : scaled(d, x, d.dice().between(0.4, 1) * SMALL_END / largest);
    };

    /** 0.2 ≤ x. */
    Domain POSITIVE = (d, x) -> isAbove(x) ? x : shifted(d, positive(d, x), 0.3, 1);

    /** 0.2 ≤ |x|. */
    Domain NONZERO = (d, x) -> Arrays.stream(x.number().data()).allMatch(t -> Math.abs(t) >= POSITIVE_END)
            ? x
            : POSITIVE.enter(d, x);

    /** x is off a kink at 0. */
    Domain CLEAR = (d, x) -> {
        Node y = isClear(x) ? x : shifted(d, x, -1, 1);
        if (!isClear(y)) throw new Draft.Redraw("kink");
        return y;
    };

    Node enter(Draft d, Node x);

    default Domain then(Domain next) { return (d, x) -> next.enter(d, enter(d, x)); }

    private static boolean isAbove(Node x) {
        return Arrays.stream(x.number().data()).allMatch(t -> t >= POSITIVE_END);
    }

    private static boolean isClear(Node x) {
        return Arrays.stream(x.number().data()).allMatch(t -> Math.abs(t) >= MARGIN);
    }

    private static Node positive(Draft d, Node x) {
        Node small = SMALL.enter(d, x);
        return switch (d.dice().below(5)) {
            case 0 -> d.apply(new Exp(), in -> Functions.exp(in[0]), x.shape(), small);
            case 1 -> d.apply(new Sigmoid(), in -> Functions.sigmoid(in[0]), x.shape(), small);
            case 2 -> d.apply(new Softplus(), in -> Functions.softplus(in[0]), x.shape(), small);
            case 3 -> d.apply(new Abs(), in -> Functions.bent(-1, 1, in[0]), x.shape(), CLEAR.enter(d, small));
            default -> d.apply(new Square(), in -> Functions.power(2, in[0]), x.shape(), small);
        };
    }

    private static Node scaled(Draft d, Node x, double c) {
        return d.apply(new Scale(c), in -> in[0].scale(c), x.shape(), x);
    }

    /** x and constants out of a range. */
    static Node shifted(Draft d, Node x, double low, double high) {
        double[] c = d.dice().random().doubles(x.size(), low, high).toArray();
        return d.apply(new Add(), in -> in[0].plus(in[1]), x.shape(), x, d.constant(c, x.shape()));
    }
}

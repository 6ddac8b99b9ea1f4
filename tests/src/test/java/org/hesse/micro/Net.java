package org.hesse.micro;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/** Dense layers with φ between them; θ has each layer's weights, row by row, and then its biases. */
record Net(Tape tape, List<Node> theta, Fn fn, int... widths) {
    static Net of(double[] theta, Fn fn, int... widths) {
        Tape tape = new Tape();
        return new Net(tape, DoubleStream.of(theta).mapToObj(tape::leaf).toList(), fn, widths);
    }

    /** The outputs z for one example. */
    List<Node> outputs(double... x) {
        List<Node> in = DoubleStream.of(x).mapToObj(tape::leaf).toList();
        for (int l = 1, from = 0; l < widths.length; from += widths[l] * (widths[l - 1] + 1), l++) {
            List<Node> out = new ArrayList<>();
            for (int i = 0; i < widths[l]; i++) {
                Node sum = theta.get(from + widths[l] * in.size() + i);
                for (int j = 0; j < in.size(); j++)
                    sum = sum.plus(theta.get(from + i * in.size() + j).times(in.get(j)));
                out.add(l < widths.length - 1 ? sum.apply(fn) : sum);
            }
            in = out;
        }
        return in;
    }

    /** `log softmax z`, for a cross-entropy. */
    static List<Node> logSoftmax(List<Node> z) {
        Node sum = z.stream().map(x -> x.apply(Fn.EXP)).reduce(Node::plus).orElseThrow().apply(Fn.LOG);
        return z.stream().map(x -> x.plus(sum.times(-1))).toList();
    }
}

package org.hesse.tests;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Segment;
import org.hesse.engine.op.Loss;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.Operator;
import org.hesse.nn.Layer;
import org.hesse.nn.Model;
import org.hesse.nn.layers.Dense;

/** Bias-free linear networks, and the matrices of one on whole numbers: `z = W_L … W_1 x`, `Ω = Σ_i r_i x_iᵀ`. */
record LinearNetwork(IntegerProblem problem, List<WholeMatrix> weights, WholeMatrix inputs, WholeMatrix omegaT) {
    static Model model(int in, List<Integer> hidden, int out, Loss loss) {
        List<Layer> layers = new ArrayList<>();
        for (int width : hidden) layers.add(new Dense("fc" + layers.size(), width, false));
        layers.add(new Dense("out", out, false));
        return new Model(new int[] {in}, layers, loss);
    }

    static LinearNetwork of(IntegerProblem p) {
        List<WholeMatrix> weights = new ArrayList<>();
        WholeMatrix x = WholeMatrix.of(p.x()).transpose();
        WholeMatrix z = x;
        for (Segment segment : p.model().layout().segments()) {
            WholeMatrix w = weight(segment, p.theta());
            weights.add(0, w);
            z = w.times(z);
        }
        WholeMatrix r = z.transpose().minus(WholeMatrix.of(p.y()));
        return new LinearNetwork(p, weights, x, x.times(r));
    }

    private static WholeMatrix weight(Segment segment, long[] theta) {
        int columns = segment.shape()[1];
        return WholeMatrix.of(IntStream.range(0, segment.shape()[0])
                .mapToObj(i -> IntStream.range(0, columns)
                        .mapToLong(j -> theta[segment.offset() + i * columns + j]).toArray())
                .toArray(long[][]::new));
    }

    /** In `W_L … W_1 X`. */
    boolean hasGenericJacobian() {
        return hasFullWeights()
                && WholeMatrix.productsKeepRank(Stream.concat(weights.stream(), Stream.of(inputs)).toList());
    }

    /** Twice round the ring `W_L … W_1 Ωᵀ`. */
    boolean hasGenericRing() {
        List<WholeMatrix> word = new ArrayList<>(weights);
        for (int i = 0; i < 2; i++) {
            word.add(omegaT);
            word.addAll(weights);
        }
        return hasFullWeights() && WholeMatrix.productsKeepRank(word);
    }

    private boolean hasFullWeights() { return weights.stream().allMatch(WholeMatrix::hasFullRank); }

    /** n times G, N and H, each from its own products. */
    List<WholeMatrix> curvature() {
        try (Curvature c = problem.curvature()) {
            return Stream.of(c.gaussNewton(), c.nme(), c.hessian()).map(this::whole).toList();
        }
    }

    private WholeMatrix whole(Operator operator) {
        Array dense = operator.dense();
        int p = operator.rows();
        return new WholeMatrix(IntStream.range(0, p)
                .mapToObj(i -> IntStream.range(i * p, (i + 1) * p)
                        .mapToObj(e -> IntegerProblem.whole(problem.rows(), dense.get(e))).toArray(BigInteger[]::new))
                .toArray(BigInteger[][]::new));
    }
}

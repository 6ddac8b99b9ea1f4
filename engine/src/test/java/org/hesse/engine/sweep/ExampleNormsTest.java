package org.hesse.engine.sweep;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.hesse.engine.array.Layout;
import org.hesse.engine.array.Segment;
import org.hesse.engine.op.Op;
import org.hesse.engine.ops.Add;
import org.hesse.engine.ops.Affine;
import org.hesse.engine.ops.Conv2d;
import org.hesse.engine.ops.Normalize;
import org.hesse.engine.ops.Reshape;
import org.hesse.engine.ops.Sum;
import org.hesse.engine.ops.Tanh;
import org.hesse.engine.tape.Point;
import org.hesse.engine.tape.Tape;
import org.hesse.engine.tape.Var;
import org.hesse.testkit.Numbers;
import org.junit.jupiter.api.Test;

/** Norms of examples' shares, against the adjoint of each example alone. */
class ExampleNormsTest {
    private static final int N = 5;
    /** Rows of `w` are few beside an example's, rows of `u` many: by W̄ and by Gram matrices. */
    private static final Layout LAYOUT = Layout.builder().add("spare", 2).add("k", 3, 2, 2, 3).add("c", 3)
            .add("w", 2, 4).add("b", 2).add("u", 40, 15).add("d", 40).build();

    /** Images under a convolution, fifteen rows of 4 of each under w, two rows of 15 under u. */
    private static Point record(Op between) {
        Tape tape = new Tape(LAYOUT, new Numbers(1).clear(LAYOUT.size()).data(), 1);
        Numbers n = new Numbers(4);
        Var h = tape.apply(new Conv2d(1, 1), tape.constant(n.clear(N, 2, 4, 4)), tape.parameter("k"),
                tape.parameter("c"));
        Var rows = tape.apply(new Affine(), tape.apply(between, h), tape.parameter("w"), tape.parameter("b"));
        Var pairs = tape.apply(new Reshape(N, 2, 15), rows);
        Var z = tape.output(tape.apply(new Affine(), pairs, tape.parameter("u"), tape.parameter("d")));
        return tape.point(tape.apply(new Sum(), z));
    }

    private static double[] numbers(int seed, int n) { return new Numbers(seed).clear(n).data(); }

    private static double[][] alone(Point point, double[] u) {
        double[][] norms = new double[LAYOUT.segments().size()][N];
        int width = u.length / N;
        VectorJacobian sweep = new VectorJacobian(point, point.output(), 1);
        for (int e = 0; e < N; e++) {
            double[] own = new double[u.length];
            System.arraycopy(u, e * width, own, e * width, width);
            double[] g = new double[LAYOUT.size()];
            sweep.run(new double[][] {own}, new double[][] {g});
            for (int p = 0; p < norms.length; p++) {
                Segment at = LAYOUT.segments().get(p);
                for (int i = at.offset(); i < at.offset() + at.size(); i++) norms[p][e] += g[i] * g[i];
            }
        }
        return norms;
    }

    @Test
    void areThoseOfEachExampleAlone() {
        try (Point point = record(new Tanh())) {
            assertNull(ExampleNorms.obstacle(point, point.output(), N));
            int size = point.output().value().size();
            double[][] u = {numbers(7, size), numbers(8, size), numbers(9, size)};
            double[][][] norms = new double[3][LAYOUT.segments().size()][N];
            ExampleNorms sweep = new ExampleNorms(point, point.output(), N, 3);
            sweep.run(u, norms);
            int compared = 0;
            for (int l = 0; l < 3; l++) {
                double[][] expected = alone(point, u[l]);
                for (int p = 0; p < expected.length; p++)
                    for (int e = 0; e < N; e++) {
                        assertEquals(expected[p][e], norms[l][p][e], 1e-12 * expected[p][e],
                                LAYOUT.segments().get(p).name());
                        if (expected[p][e] > 0) compared++;
                    }
                double[][][] one = new double[1][LAYOUT.segments().size()][N];
                sweep.run(new double[][] {u[l]}, one);
                for (int p = 0; p < expected.length; p++) assertArrayEquals(norms[l][p], one[0][p]);
            }
            assertEquals(3 * 6 * N, compared, "all but the spare one's");
        }
    }

    private static boolean isApart(Point point) {
        double[] u = numbers(7, point.output().value().size());
        Arrays.fill(u, 0, 2 * u.length / N, 0);
        return new ExampleNorms(point, point.output(), N, 1).isApart(u, true, true, false, false, false);
    }

    /** Statistics of an example's own rows leave the others alone; those of the batch do not. */
    @Test
    void coupledExamplesAreSeen() {
        try (Point apart = record(new Tanh());
                Point rows = record(new Normalize(1e-5, 3));
                Point batch = record(new Normalize(1e-5, 0))) {
            assertTrue(isApart(apart));
            assertTrue(isApart(rows));
            assertFalse(isApart(batch));
        }
    }

    @Test
    void obstacles() {
        try (Point point = record(new Tanh())) {
            assertEquals("conv2d has shape [5, 3, 5, 4], whose first axis is not 3 examples",
                    ExampleNorms.obstacle(point, point.output(), 3));
        }
        Tape tape = new Tape(LAYOUT, new Numbers(1).clear(LAYOUT.size()).data(), 1);
        Var x = tape.constant(new Numbers(4).clear(N, 4));
        Var twice = tape.apply(new Add(),
                tape.apply(new Affine(), x, tape.parameter("w"), tape.parameter("b")),
                tape.apply(new Affine(), x, tape.parameter("w")));
        try (Point point = tape.point(tape.apply(new Sum(), twice))) {
            assertEquals("w is used twice", ExampleNorms.obstacle(point, twice, N));
            assertEquals("example_norms: w is used twice",
                    assertThrows(IllegalArgumentException.class, () -> new ExampleNorms(point, twice, N, 1))
                            .getMessage());
        }
    }

    @Test
    void aParameterThatMeetsAnotherOp() {
        Tape tape = new Tape(LAYOUT, new Numbers(1).clear(LAYOUT.size()).data(), 1);
        Var y = tape.apply(new Tanh(), tape.parameter("b"));
        try (Point point = tape.point(tape.apply(new Sum(), y))) {
            assertEquals("tanh does not tell the norms of examples' shares of b", ExampleNorms.obstacle(point, y, 1));
        }
    }
}

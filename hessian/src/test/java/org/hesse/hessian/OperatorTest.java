package org.hesse.hessian;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.IntStream;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Layout;
import org.hesse.engine.array.Selection;
import org.junit.jupiter.api.Test;

/** Operators made of operators are what their matrices are. */
class OperatorTest {
    private static final Layout LAYOUT = Layout.builder().add("a", 2).add("b", 1).add("c", 3).build();
    private static final int P = 6;

    /** A matrix of small integers, symmetric in i and j. */
    private record Matrix(int seed) implements Operator {
        @Override
        public int rows() { return P; }

        @Override
        public Operator transposed() { return this; }

        double entry(int i, int j) { return (seed + 3 * (i + j) + i * j) % 7 - 3; }

        @Override
        public void apply(double[] v, double[] out) {
            for (int i = 0; i < P; i++) {
                out[i] = 0;
                for (int j = 0; j < P; j++) out[i] += entry(i, j) * v[j];
            }
        }
    }

    private final Matrix a = new Matrix(1);
    private final Matrix b = new Matrix(2);

    private interface Entry {
        double at(int i, int j);
    }

    /** Products of integers are exact, by one direction or by several. */
    private static void assertMatrix(Operator actual, Entry expected) {
        Array dense = actual.dense();
        assertArrayEquals(new int[] {actual.rows(), actual.columns()}, dense.shape());
        double[] v = new double[actual.columns()];
        double[] av = new double[actual.rows()];
        for (int j = 0; j < v.length; j++) v[j] = j + 1;
        for (int i = 0; i < actual.rows(); i++)
            for (int j = 0; j < actual.columns(); j++) {
                assertEquals(expected.at(i, j), dense.get(i * actual.columns() + j), actual + " " + i + ", " + j);
                av[i] += expected.at(i, j) * v[j];
            }
        double[] product = actual.apply(v);
        // −0 is as good a zero.
        for (int i = 0; i < av.length; i++) assertEquals(0, av[i] - product[i], "row " + i);
    }

    @Test
    void sumsMultiplesAndShifts() {
        assertMatrix(a.plus(b), (i, j) -> a.entry(i, j) + b.entry(i, j));
        assertMatrix(a.times(-2), (i, j) -> -2 * a.entry(i, j));
        assertMatrix(a.shift(5), (i, j) -> a.entry(i, j) + (i == j ? 5 : 0));
        assertMatrix(a.plus(b.times(3)).shift(-1), (i, j) -> a.entry(i, j) + 3 * b.entry(i, j) - (i == j ? 1 : 0));
        assertMatrix(new Identity(4), (i, j) -> i == j ? 1 : 0);
    }

    @Test
    void blocksByName() {
        Selection rows = LAYOUT.select("b,c");
        Selection columns = LAYOUT.select("a");
        assertMatrix(a.block(rows, columns), (i, j) -> a.entry(i + 2, j));
        assertMatrix(a.block(columns, rows), (i, j) -> a.entry(i, j + 2));
        assertMatrix(a.block(rows, rows).shift(2), (i, j) -> a.entry(i + 2, j + 2) + (i == j ? 2 : 0));
        assertMatrix(a.block(rows, columns).times(2).plus(b.block(rows, columns)),
                (i, j) -> 2 * a.entry(i + 2, j) + b.entry(i + 2, j));
    }

    /** Two blocks, 6 by 2 and 2 by 6: entry by entry the sum over what is between. */
    @Test
    void products() {
        Selection all = LAYOUT.select("*");
        Selection two = LAYOUT.select("a");
        Operator tall = a.block(all, two);
        Operator wide = b.block(two, all);
        assertMatrix(tall.times(wide), (i, j) -> a.entry(i, 0) * b.entry(0, j) + a.entry(i, 1) * b.entry(1, j));
        assertMatrix(wide.times(tall), (i, j) -> IntStream.range(0, P).map(k -> (int) (b.entry(i, k) * a.entry(k, j)))
                .sum());
        assertMatrix(tall.times(wide).transposed(), (i, j) -> a.entry(j, 0) * b.entry(0, i)
                + a.entry(j, 1) * b.entry(1, i));
    }

    @Test
    void transposes() {
        Selection rows = LAYOUT.select("b,c");
        Selection columns = LAYOUT.select("a");
        Operator block = a.block(rows, columns);
        assertMatrix(block.transposed(), (i, j) -> a.entry(j + 2, i));
        assertMatrix(block.transposed().transposed(), (i, j) -> a.entry(i + 2, j));
        assertMatrix(block.times(3).plus(b.block(rows, columns)).transposed(),
                (i, j) -> 3 * a.entry(j + 2, i) + b.entry(j + 2, i));
        assertMatrix(new Identity(4).transposed(), (i, j) -> i == j ? 1 : 0);
        Operator silent = new Operator() {
            @Override
            public int rows() { return 1; }

            @Override
            public void apply(double[] v, double[] out) { out[0] = v[0]; }

            @Override
            public String toString() { return "silent"; }
        };
        assertEquals("silent: products with its transpose are not known",
                assertThrows(UnsupportedOperationException.class, silent::transposed).getMessage());
    }

    /** Onto e₁ and (e₂ + e₆)/√2, and onto the parameters `a`. */
    @Test
    void projections() {
        double half = Math.sqrt(0.5);
        Projection onto = Projection.onto(new double[] {1, 0, 0, 0, 0, 0}, new double[] {0, half, 0, 0, 0, half});
        double[] v = {3, 1, 4, 1, 5, 9};
        assertArrayEquals(new double[] {3, 5, 0, 0, 0, 5}, onto.apply(v), 1e-15);
        assertArrayEquals(onto.apply(v), onto.apply(onto.apply(v)), 1e-15);
        Projection part = Projection.onto(LAYOUT.select("a"));
        assertMatrix(part, (i, j) -> i == j && i < 2 ? 1 : 0);
        assertMatrix(a.projected(part), (i, j) -> i < 2 && j < 2 ? a.entry(i, j) : 0);
        Array pap = a.projected(onto).dense();
        double[] q = {0, half, 0, 0, 0, half};
        double inner = 0;
        for (int i = 0; i < P; i++) for (int j = 0; j < P; j++) inner += q[i] * a.entry(i, j) * q[j];
        assertEquals(inner / 2, pap.get(P + 5), 1e-13, "entry [1, 5]");
        assertEquals(inner / 2, a.projected(onto).transposed().dense().get(5 * P + 1), 1e-13, "entry [5, 1]");
    }

    @Test
    void projectionsWantOrthonormalColumns() {
        assertMessage("projection: columns 0 and 1 are not orthonormal, their inner product is 1.0",
                () -> Projection.onto(new double[] {1, 0}, new double[] {1, 0}));
        assertMessage("projection: columns 0 and 0 are not orthonormal, their inner product is 4.0",
                () -> Projection.onto(new double[] {2, 0}));
        assertMessage("projection: column 1 has 3 numbers, not 2",
                () -> Projection.onto(new double[] {1, 0}, new double[3]));
        assertMessage("projection: there are no columns", Projection::onto);
    }

    @Test
    void whatDoesNotFitIsRefused() {
        Selection columns = LAYOUT.select("a");
        assertMessage("sum: Matrix[seed=1] is 6 by 6, Identity[rows=5] is 5 by 5", () -> a.plus(new Identity(5)));
        assertMessage("product: Identity[rows=4] is 4 by 4, Matrix[seed=1] is 6 by 6",
                () -> new Identity(4).times(a));
        assertMessage("block: the rows are selected from 2 numbers, the operator has 6",
                () -> a.block(columns.part().select("a"), columns));
        assertMessage("dense: the operator is 20001 by 20001, at most 20000 make a matrix",
                () -> new Identity(20_001).dense());
        assertThrows(IllegalArgumentException.class, () -> a.block(columns, LAYOUT.select("c")).shift(1),
                "a shift needs as many rows as columns");
    }

    @Test
    void noProductOverwritesItsDirection() {
        Selection s = LAYOUT.select("a");
        double[] v = {1, 2};
        for (Operator each : new Operator[] {a.block(s, s), a.block(s, s).shift(1), a.block(s, s).times(2),
                new Identity(2)}) {
            assertThrows(IllegalArgumentException.class, () -> each.apply(v, v));
            assertThrows(IllegalArgumentException.class,
                    () -> each.apply(new double[][] {v, v.clone()}, new double[][] {new double[2], v}));
            assertArrayEquals(new double[] {1, 2}, v);
        }
    }

    private static void assertMessage(String expected, Runnable call) {
        assertEquals(expected, assertThrows(IllegalArgumentException.class, call::run).getMessage());
    }
}

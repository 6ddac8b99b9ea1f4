package org.hesse.hessian.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.hesse.engine.array.Layout;
import org.hesse.engine.objective.Progress;
import org.hesse.engine.tape.NonFiniteException;
import org.hesse.hessian.Operator;
import org.hesse.hessian.OperatorFamily;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What all estimators share: budgets, lanes, reports, and what they refuse. */
class BudgetTest {
    /** Every estimator, the least budget it takes, and what it makes of one, as text with all digits. */
    enum Method {
        HUTCHINSON(1) {
            @Override
            String run(Operator a, int m, Progress p) { return new Hutchinson().trace(a, m, 1, p).toString(); }
        },
        HUTCH_PLUS_PLUS(3) {
            @Override
            String run(Operator a, int m, Progress p) { return new HutchPlusPlus().trace(a, m, 1, p).toString(); }
        },
        XTRACE(2) {
            @Override
            String run(Operator a, int m, Progress p) { return new XTrace().trace(a, m, 1, p).toString(); }
        },
        DIAGONAL(1) {
            @Override
            String run(Operator a, int m, Progress p) { return text(Diagonal.hutchinson(a, m, 1, p)); }
        },
        XDIAG(2) {
            @Override
            String run(Operator a, int m, Progress p) { return text(XDiag.estimate(a, m, 1, p)); }
        },
        FROBENIUS(1) {
            @Override
            String run(Operator a, int m, Progress p) { return FrobeniusNorm.norm(a, m, 1, p).toString(); }
        },
        OPERATOR_NORM(2) {
            @Override
            String run(Operator a, int m, Progress p) {
                return OperatorNorm.estimate(a, 1e-14, m, 1, p).toString();
            }
        },
        ALIGNMENT(1) {
            @Override
            String run(Operator a, int m, Progress p) {
                return Alignment.estimate(a, a.times(2), m, 1, p).toString();
            }
        },
        BLOCK_TRACES(1) {
            @Override
            String run(Operator a, int m, Progress p) {
                Layout layout = Layout.builder().add("x", 3).add("y", a.rows() - 3).build();
                return BlockTraces.estimate(a, layout, m, 1, p).toString();
            }
        };

        final int least;

        Method(int least) { this.least = least; }

        abstract String run(Operator a, int products, Progress progress);

        private static String text(Diagonal d) {
            return Arrays.toString(d.estimate()) + Arrays.toString(d.standardError()) + d.products();
        }
    }

    @ParameterizedTest
    @EnumSource
    void lanesGiveTheSameBitsAsOneByOne(Method method) {
        Matrices.Dense a = Matrices.random(40, 1);
        Operator lanes = new Lanes(a);
        for (int m : new int[] {method.least, 7, 8, 9, 26})
            assertEquals(method.run(a, m, Progress.NONE), method.run(lanes, m, Progress.NONE), "m = " + m);
    }

    /** Several directions together, columns outermost as no loop over single products is. */
    private record Lanes(Matrices.Dense a) implements Operator {
        @Override
        public int rows() { return a.rows(); }

        @Override
        public void apply(double[] v, double[] out) { apply(new double[][] {v}, new double[][] {out}); }

        @Override
        public void apply(double[][] v, double[][] out) {
            for (double[] each : out) Arrays.fill(each, 0);
            for (int j = 0; j < rows(); j++)
                for (int l = 0; l < v.length; l++)
                    for (int i = 0; i < rows(); i++) out[l][i] += a.entries[i][j] * v[l][j];
        }
    }

    @ParameterizedTest
    @EnumSource
    void noMoreProductsThanTheBudget(Method method) {
        for (int m = method.least; m < 30; m++) {
            Matrices.Dense a = Matrices.random(12, 1);
            method.run(a, m, Progress.NONE);
            int most = method == Method.ALIGNMENT ? 2 * m : m;
            assertEquals(true, a.products <= most && a.products > 0, a.products + " of " + m);
        }
    }

    @ParameterizedTest
    @EnumSource
    void tooSmallABudgetIsRefused(Method method) {
        Matrices.Dense a = Matrices.random(12, 1);
        String message = assertThrows(IllegalArgumentException.class,
                () -> method.run(a, method.least - 1, Progress.NONE)).getMessage();
        String end = ": needs " + method.least + " products or more, the budget is " + (method.least - 1);
        assertEquals(end, message.substring(message.indexOf(':')));
        assertEquals(0, a.products);
    }

    @Test
    void messages() {
        Matrices.Dense a = Matrices.random(6, 1);
        assertMessage("hutch++: needs 3 products or more, the budget is 2", () -> new HutchPlusPlus().trace(a, 2, 1));
        assertMessage("diagonal: needs 6 products or more, the budget is 5",
                () -> Diagonal.exact(a, 5, Progress.NONE));
        Layout layout = Layout.builder().add("x", 2).add("y", 4).build();
        Operator block = a.block(layout.select("x"), layout.select("y"));
        assertMessage("xtrace: " + block + " is 2 by 4, not square", () -> new XTrace().trace(block, 4, 1));
        assertMessage("block_traces: [dense] has 6 rows, the layout 2 numbers: [x[2]]", () -> BlockTraces
                .estimate(a, layout.select("x").part(), 4, 1, Progress.NONE));
        assertMessage("operators: there are none", OperatorFamily::of);
        assertMessage("operators: they must be square and of one size, dense is 3 by 3, the first has 6 rows",
                () -> Alignment.estimate(a, Matrices.random(3, 1), 4, 1, Progress.NONE));
    }

    private static void assertMessage(String expected, Runnable call) {
        assertEquals(expected, assertThrows(IllegalArgumentException.class, call::run).getMessage());
    }

    @ParameterizedTest
    @EnumSource
    void progressIsReportedAndCancels(Method method) {
        Matrices.Dense a = Matrices.random(30, 1);
        List<Integer> done = new ArrayList<>();
        method.run(a, 20, (products, budget) -> {
            assertEquals(20, budget);
            done.add(products);
            return true;
        });
        assertEquals(done.stream().sorted().distinct().toList(), done);
        // Of 20 a third rounds to 6: 12 for the range and its image, 8 for the rest; all use all.
        assertEquals(20, done.get(done.size() - 1));
        assertThrows(CancellationException.class, () -> method.run(a, 20, (products, budget) -> false));
    }

    @ParameterizedTest
    @EnumSource
    void productsThatAreNotFiniteAreErrors(Method method) {
        double[][] entries = Matrices.random(30, 1).entries;
        entries[4][4] = Double.NaN;
        Matrices.Dense a = new Matrices.Dense(entries);
        String message = assertThrows(NonFiniteException.class, () -> method.run(a, 20, Progress.NONE)).getMessage();
        assertEquals(": entry 4 of a product of [dense", message.substring(message.indexOf(':')).substring(0, 32));
    }

    /** Squares beyond the range of doubles are not products beyond it. */
    @Test
    void largeProductsAreNotMistakenForInfinite() {
        assertEquals(2e200, new Hutchinson().trace(Matrices.diagonal(1e200, 1e200), 3, 1).estimate());
    }
}

package org.hesse.testkit;

import java.util.Arrays;
import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Pool;
import org.hesse.engine.jet.Jet;

/** The laws about what an op reads and writes, which hold to the last bit, or to the rounding of one addition. */
final class Exact {
    private static final double ONE_ADDITION = 1e-14;

    private Exact() {}

    /** Every set of coefficients is left out in turn. */
    static void missing(Sample s, Tally tally) {
        Curve curve = Curve.of(s, 0);
        Array ybar = Calculus.ybar(s);
        for (int mask = 1; mask < 1 << (2 * s.inputs()); mask++) {
            double[][] zero = new Harness(s, curve.without(mask, Curve.Zero.WRITTEN)).everything(ybar);
            String set = "mask " + Integer.toBinaryString(mask);
            tally.same("empty, " + set, zero, new Harness(s, curve.without(mask, Curve.Zero.EMPTY)).everything(ybar));
            tally.same("absent, " + set, zero, new Harness(s, curve.without(mask, Curve.Zero.ABSENT)).everything(ybar));
        }
    }

    static void adds(Sample s, Tally tally) {
        Harness harness = new Harness(s, Curve.of(s, 0).at(0));
        Array ybar = Calculus.ybar(s);
        for (int j = 0; j <= s.order(); j++) {
            double[][] term = harness.adjoints(j, ybar);
            double[][] before = new double[term.length][];
            Accumulator[] xbar = harness.bars();
            for (int i = 0; i < xbar.length; i++) {
                if (xbar[i] == null) continue;
                before[i] = new Numbers(s.seed() + i).uniform(-1, 1, term[i].length);
                xbar[i] = Windows.full(before[i], s.shape(i));
            }
            harness.pull(j, ybar, xbar);
            closeToSum("J" + j + "ᵀȳ", before, term, harness.numbers(xbar), tally);
        }
    }

    /** The second evaluation finds NaN wherever the first one left numbers. */
    static void stale(Sample s, Tally tally) {
        Pool pool = new Pool();
        Array ybar = Calculus.ybar(s);
        Jet[] x = Curve.of(s, 0).at(0);
        Harness fresh = new Harness(s, s.order(), pool, x);
        double[][] expected = fresh.everything(ybar);
        fresh.spoil();
        tally.same("on stale buffers", expected, new Harness(s, s.order(), pool, x).everything(ybar));
    }

    static void unwanted(Sample s, Tally tally) {
        Harness harness = new Harness(s, Curve.of(s, 0).at(0));
        Array ybar = Calculus.ybar(s);
        for (int j = 0; j <= s.order(); j++) {
            for (int i = 0; i < s.inputs(); i++) {
                Accumulator[] xbar = harness.bars();
                xbar[i] = null;
                harness.pull(j, ybar, xbar);
                tally.same("J" + j + "ᵀȳ without input " + i, harness.adjoints(j, ybar), harness.numbers(xbar));
                tally.passed();
            }
        }
    }

    /** True if two inputs may be one. */
    static boolean hasTwins(Sample s) {
        for (int i = 0; i < s.inputs(); i++)
            for (int l = i + 1; l < s.inputs(); l++) if (areTwins(s, i, l)) return true;
        return false;
    }

    private static boolean areTwins(Sample s, int i, int l) {
        return !s.isFixed(i) && !s.isFixed(l) && Arrays.equals(s.shape(i), s.shape(l));
    }

    static void twice(Sample s, Tally tally) {
        for (int i = 0; i < s.inputs(); i++)
            for (int l = i + 1; l < s.inputs(); l++) if (areTwins(s, i, l)) twice(s, i, l, tally);
    }

    private static void twice(Sample s, int i, int l, Tally tally) {
        Jet[] x = Curve.of(s, 0).at(0);
        x[l] = x[i];
        Harness harness = new Harness(s, x);
        Array ybar = Calculus.ybar(s);
        for (int j = 0; j <= s.order(); j++) {
            double[][] apart = harness.adjoints(j, ybar);
            Accumulator[] xbar = harness.bars();
            xbar[l] = xbar[i];
            harness.pull(j, ybar, xbar);
            closeToSum("J" + j + "ᵀȳ of input " + i + " = input " + l, new double[][] {apart[i]},
                    new double[][] {apart[l]}, new double[][] {harness.numbers(xbar)[i]}, tally);
        }
    }

    static void untouched(Sample s, Tally tally) {
        Jet[] x = Curve.of(s, 0).at(0);
        Array ybar = Calculus.ybar(s);
        double[][] before = vectors(x, s, ybar);
        Harness harness = new Harness(s, x);
        double[][] once = harness.everything(ybar);
        tally.same("asked again", once, harness.everything(ybar));
        double[][] after = vectors(x, s, ybar);
        for (int i = 0; i < before.length; i++) tally.sameBits("inputs and ȳ (" + i + ")", before[i], after[i]);
    }

    /** Copies of all that an op may read, the NaNs around it included. */
    private static double[][] vectors(Jet[] x, Sample s, Array ybar) {
        double[][] vectors = new double[3 * x.length + 1][0];
        for (int i = 0; i < x.length; i++)
            for (int k = 0; k < (s.isFixed(i) ? 1 : 3); k++) vectors[3 * i + k] = x[i].at(k).data().clone();
        vectors[3 * x.length] = ybar.data().clone();
        return vectors;
    }

    static void orders(Sample s, Tally tally) {
        Jet[] x = Curve.of(s, 0).at(0);
        Array ybar = Calculus.ybar(s);
        Harness highest = new Harness(s, x);
        for (int order = 0; order < s.order(); order++) {
            Harness lower = new Harness(s, order, new Pool(), x);
            for (int k = 0; k <= order; k++) {
                tally.close("y" + k + " at order " + order, highest.y(k), lower.y(k), ONE_ADDITION);
                tally.same("J" + k + "ᵀȳ at order " + order, highest.adjoints(k, ybar), lower.adjoints(k, ybar));
            }
        }
    }

    private static void closeToSum(String what, double[][] a, double[][] b, double[][] sum, Tally tally) {
        for (int i = 0; i < sum.length; i++) {
            if (sum[i] == null) continue;
            double[] expected = new double[sum[i].length];
            for (int e = 0; e < expected.length; e++) expected[e] = a[i][e] + b[i][e];
            double bound = ONE_ADDITION * Math.max(Tally.largest(a[i]), Tally.largest(b[i]));
            tally.within(what, expected, sum[i], bound);
        }
    }
}

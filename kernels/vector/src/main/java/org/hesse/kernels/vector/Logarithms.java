package org.hesse.kernels.vector;

import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;
import org.hesse.engine.array.Polynomial;
import org.hesse.kernels.vector.Block.Stage;

/**
 * `ln x` and `ln(1 + x)` in vectors: `ln x = e ln 2 + ln m` with `x = 2ᵉm`, m between √½ and √2. Stateless.
 *
 * <p>`ln m = ln((1 + s)/(1 − s))` with f = m − 1 and `s = f/(2 + f)`, put together as `f − (f²/2 − s(f²/2 + R))`,
 * where f is exact.
 */
final class Logarithms {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LENGTH = SPECIES.length();
    private static final double LN2 = 0x1.62e42fefa38p-1;
    private static final double LN2_REST = 0x1.ef35793c7673p-45;
    private static final long ONE = Double.doubleToRawLongBits(1);
    /** What takes √½ to 1 when added to bits: exponents then count from √½ on. */
    private static final long TO_ONE = ONE - Double.doubleToRawLongBits(Math.sqrt(0.5));
    private static final long EXPONENT = 0x7ff0000000000000L;
    /** What is on top of an exponent that {@link #exponent} reads. */
    private static final double BIAS = 0x1p52 + 1023;
    private static final long TWO_52 = Double.doubleToRawLongBits(0x1p52);
    private static final double[] LOG = Polynomial.LOG.coefficients();

    /** y = ln w; takes s, t and u as well. */
    private static final Stage[] OF_W = {Logarithms::scaleUp, Logarithms::exponent, Logarithms::mantissa,
            Logarithms::ratio, (n, b) -> Polynomials.evaluate(LOG, n, b.t, b.u), Logarithms::sum, Logarithms::specials};

    static final Stage[] LOGARITHM = Block
            .chain(Block.stages((n, b) -> System.arraycopy(b.x, 0, b.w, 0, n)), OF_W);

    /** `ln(1 + x) = ln w + (x − (w − 1))/w` with w = 1 + x rounded: the last term restores what the rounding lost. */
    static final Stage[] OF_ONE_MORE = Block.chain(Block.stages(Logarithms::addOne), OF_W,
            Block.stages(Logarithms::restore));

    private Logarithms() {}

    /** `y = w 2⁵⁴` where w is tiny, else w; what is to be taken off the exponent into s. */
    private static void scaleUp(int n, Block b) {
        DoubleVector usual = DoubleVector.broadcast(SPECIES, BIAS);
        for (int i = 0; i < n; i += LENGTH) {
            DoubleVector w = DoubleVector.fromArray(SPECIES, b.w, i);
            VectorMask<Double> tiny = w.compare(LT, Double.MIN_NORMAL);
            w.blend(w.mul(0x1p54), tiny).intoArray(b.y, i);
            usual.blend(BIAS + 54, tiny).intoArray(b.s, i);
        }
    }

    /** e into s. */
    private static void exponent(int n, Block b) {
        for (int i = 0; i < n; i += LENGTH) {
            DoubleVector y = DoubleVector.fromArray(SPECIES, b.y, i);
            LongVector bits = Exact.LONGS.cast(y.reinterpretAsLongs()).add(TO_ONE);
            DoubleVector shifted = bits.lanewise(LSHR, 52).or(TWO_52).reinterpretAsDoubles();
            Exact.DOUBLES.cast(shifted).sub(DoubleVector.fromArray(SPECIES, b.s, i)).intoArray(b.s, i);
        }
    }

    /** `f = m − 1` into y. */
    private static void mantissa(int n, Block b) {
        for (int i = 0; i < n; i += LENGTH) {
            DoubleVector y = DoubleVector.fromArray(SPECIES, b.y, i);
            LongVector bits = Exact.LONGS.cast(y.reinterpretAsLongs()).add(TO_ONE);
            LongVector m = bits.and(~EXPONENT).add(ONE - TO_ONE);
            Exact.DOUBLES.cast(m.reinterpretAsDoubles()).sub(1).intoArray(b.y, i);
        }
    }

    /** s² into t. */
    private static void ratio(int n, Block b) {
        for (int i = 0; i < n; i += LENGTH) {
            DoubleVector f = DoubleVector.fromArray(SPECIES, b.y, i);
            DoubleVector s = f.div(f.add(2));
            s.mul(s).intoArray(b.t, i);
        }
    }

    private static void sum(int n, Block b) {
        for (int i = 0; i < n; i += LENGTH) {
            DoubleVector f = DoubleVector.fromArray(SPECIES, b.y, i);
            DoubleVector e = DoubleVector.fromArray(SPECIES, b.s, i);
            DoubleVector r = DoubleVector.fromArray(SPECIES, b.t, i).mul(DoubleVector.fromArray(SPECIES, b.u, i));
            DoubleVector half = f.mul(f).mul(0.5);
            r = r.add(half).mul(f.div(f.add(2)));
            r = e.mul(LN2_REST).add(r);
            r = f.add(r.sub(half));
            e.fma(DoubleVector.broadcast(SPECIES, LN2), r).intoArray(b.y, i);
        }
    }

    private static void specials(int n, Block b) {
        for (int i = 0; i < n; i += LENGTH) {
            DoubleVector w = DoubleVector.fromArray(SPECIES, b.w, i);
            DoubleVector y = DoubleVector.fromArray(SPECIES, b.y, i);
            y = DoubleVector.broadcast(SPECIES, Double.NaN).blend(y, w.compare(GT, 0));
            y = y.blend(Double.NEGATIVE_INFINITY, w.compare(EQ, 0));
            y.blend(Double.POSITIVE_INFINITY, w.compare(EQ, Double.POSITIVE_INFINITY)).intoArray(b.y, i);
        }
    }

    private static void addOne(int n, Block b) {
        for (int i = 0; i < n; i += LENGTH)
            DoubleVector.fromArray(SPECIES, b.x, i).add(1).intoArray(b.w, i);
    }

    private static void restore(int n, Block b) {
        for (int i = 0; i < n; i += LENGTH) {
            DoubleVector x = DoubleVector.fromArray(SPECIES, b.x, i);
            DoubleVector w = DoubleVector.fromArray(SPECIES, b.w, i);
            DoubleVector y = DoubleVector.fromArray(SPECIES, b.y, i);
            DoubleVector lost = x.sub(w.sub(1));
            // Not when w is 0, infinite or NaN: there `lost` is 0 or NaN.
            y = y.blend(y.add(lost.div(w)), lost.abs().compare(GT, 0));
            y.blend(x, w.compare(EQ, 1)).intoArray(b.y, i);
        }
    }
}

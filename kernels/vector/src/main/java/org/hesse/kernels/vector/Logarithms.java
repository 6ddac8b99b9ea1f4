package org.hesse.kernels.vector;

import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;
import org.hesse.engine.array.Polynomial;

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
    private static final long TWO_52 = Double.doubleToRawLongBits(0x1p52);
    private static final double[] LOG = Polynomial.LOG.coefficients();

    private Logarithms() {}

    static void log(int n, Block b) { log(n, b.x, b); }

    /** y = ln of any vector of the block but y, s and t. */
    private static void log(int n, double[] x, Block b) {
        reduce(n, x, b.y, b.s);
        for (int i = 0; i < n; i += LENGTH) {
            DoubleVector f = DoubleVector.fromArray(SPECIES, b.y, i);
            DoubleVector s = f.div(f.add(2));
            s.mul(s).intoArray(b.t, i);
        }
        Polynomials.evaluate(LOG, n, b.t, b.u);
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
        specials(n, x, b.y);
    }

    /** `f = m − 1` and the exponent e of every x > 0; numbers below the smallest normal one are scaled up first. */
    private static void reduce(int n, double[] x, double[] f, double[] e) {
        for (int i = 0; i < n; i += LENGTH) {
            DoubleVector xi = DoubleVector.fromArray(SPECIES, x, i);
            var tiny = xi.compare(LT, Double.MIN_NORMAL);
            DoubleVector shift = DoubleVector.broadcast(SPECIES, 0x1p52 + 1023)
                    .blend(0x1p52 + 1023 + 54, tiny);
            LongVector bits = xi.blend(xi.mul(0x1p54), tiny).reinterpretAsLongs().add(TO_ONE);
            LongVector m = bits.sub(bits.and(EXPONENT)).sub(TO_ONE - ONE);
            m.reinterpretAsDoubles().sub(1).intoArray(f, i);
            bits.lanewise(LSHR, 52).or(TWO_52).reinterpretAsDoubles().sub(shift).intoArray(e, i);
        }
    }

    private static void specials(int n, double[] x, double[] y) {
        for (int i = 0; i < n; i += LENGTH) {
            DoubleVector xi = DoubleVector.fromArray(SPECIES, x, i);
            DoubleVector yi = DoubleVector.fromArray(SPECIES, y, i);
            yi = DoubleVector.broadcast(SPECIES, Double.NaN).blend(yi, xi.compare(GT, 0));
            yi = yi.blend(Double.NEGATIVE_INFINITY, xi.compare(EQ, 0));
            yi.blend(Double.POSITIVE_INFINITY, xi.compare(EQ, Double.POSITIVE_INFINITY)).intoArray(y, i);
        }
    }

    /** `ln(1 + x) = ln w + (x − (w − 1))/w` with w = 1 + x rounded: the last term restores what the rounding lost. */
    static void log1p(int n, Block b) {
        for (int i = 0; i < n; i += LENGTH)
            DoubleVector.fromArray(SPECIES, b.x, i).add(1).intoArray(b.w, i);
        log(n, b.w, b);
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

package org.hesse.kernels.vector;

import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import org.hesse.engine.array.Polynomial;

/**
 * `eˣ`, `eˣ − 1` and tanh in vectors: `eˣ = 2ᵏ eʳ`, k the integer nearest to x/ln 2, |r| ≤ ½ ln 2. Stateless.
 *
 * <p>Numbers are rounded to integers, and these put into exponents, by adding 1.5·2⁵²: the last bits of the sum hold
 * the integer. The scale is applied in two halves, so that results below the smallest normal number are rounded once.
 */
final class Exponentials {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LENGTH = SPECIES.length();
    private static final double ROUND = 0x1.8p52;
    private static final double EXPONENT = ROUND + 1023;
    private static final double PER_LN2 = 1 / Math.log(2);
    /** ln 2 in two parts, the first with ten zeros at its end: k times it is exact. */
    private static final double LN2 = 0x1.62e42fefa38p-1;
    private static final double LN2_REST = 0x1.ef35793c7673p-45;
    /** Beyond these bounds eˣ is 0 or ∞. */
    private static final double LEAST = -746;
    private static final double MOST = 710;
    private static final double[] EXPM1 = Polynomial.EXPM1.coefficients();
    private static final double[] TANH = Polynomial.TANH.coefficients();

    private Exponentials() {}

    static void exp(int n, Block b) { exp(n, b.x, b.y); }

    static void exp(int n, double[] x, double[] y) {
        for (int i = 0; i < n; i += LENGTH) {
            DoubleVector xi = DoubleVector.fromArray(SPECIES, x, i).max(LEAST).min(MOST);
            DoubleVector k = xi.mul(PER_LN2).add(ROUND).sub(ROUND);
            DoubleVector r = k.fma(DoubleVector.broadcast(SPECIES, -LN2), xi);
            r = k.fma(DoubleVector.broadcast(SPECIES, -LN2_REST), r);
            DoubleVector p = DoubleVector.broadcast(SPECIES, EXPM1[EXPM1.length - 1]);
            for (int j = EXPM1.length - 2; j >= 0; j--) p = p.fma(r, DoubleVector.broadcast(SPECIES, EXPM1[j]));
            p = p.fma(r, DoubleVector.broadcast(SPECIES, 0.5));
            p = p.fma(r.mul(r), r).add(1);
            DoubleVector half = k.mul(0.5).add(ROUND).sub(ROUND);
            p = p.mul(half.add(EXPONENT).reinterpretAsLongs().lanewise(LSHL, 52).reinterpretAsDoubles());
            p = p.mul(k.sub(half).add(EXPONENT).reinterpretAsLongs().lanewise(LSHL, 52).reinterpretAsDoubles());
            p.intoArray(y, i);
        }
    }

    /** Beyond ½ the subtraction loses at most one bit, below it a polynomial does it. */
    static void expm1(int n, Block b) {
        exp(n, b.x, b.y);
        Polynomials.evaluate(EXPM1, n, b.x, b.z);
        for (int i = 0; i < n; i += LENGTH) {
            DoubleVector x = DoubleVector.fromArray(SPECIES, b.x, i);
            DoubleVector p = DoubleVector.fromArray(SPECIES, b.z, i).fma(x, DoubleVector.broadcast(SPECIES, 0.5));
            DoubleVector far = DoubleVector.fromArray(SPECIES, b.y, i).sub(1);
            far.blend(x.mul(x).mul(p).add(x), x.abs().compare(LT, 0.5)).intoArray(b.y, i);
        }
        signedZeros(n, b);
    }

    /** `tanh x = 1 − 2/(e²ˣ + 1)`, accurate from about ½ on; a polynomial before. */
    static void tanh(int n, Block b) {
        for (int i = 0; i < n; i += LENGTH) {
            DoubleVector x = DoubleVector.fromArray(SPECIES, b.x, i);
            x.mul(x).intoArray(b.s, i);
            x.abs().mul(2).intoArray(b.y, i);
        }
        exp(n, b.y, b.y);
        Polynomials.evaluate(TANH, n, b.s, b.t);
        for (int i = 0; i < n; i += LENGTH) {
            DoubleVector x = DoubleVector.fromArray(SPECIES, b.x, i);
            DoubleVector square = DoubleVector.fromArray(SPECIES, b.s, i);
            DoubleVector near = x.mul(square).mul(DoubleVector.fromArray(SPECIES, b.t, i)).add(x);
            DoubleVector far = DoubleVector.broadcast(SPECIES, 2)
                    .div(DoubleVector.fromArray(SPECIES, b.y, i).add(1)).neg().add(1);
            far = far.blend(far.neg(), x.compare(LT, 0));
            far.blend(near, square.compare(LT, 0.36)).intoArray(b.y, i);
        }
        signedZeros(n, b);
    }

    /** `f(−0) = −0` where f(x) = x + …: in the sum the sign is lost. */
    private static void signedZeros(int n, Block b) {
        for (int i = 0; i < n; i++) if (b.x[i] == 0) b.y[i] = b.x[i];
    }
}

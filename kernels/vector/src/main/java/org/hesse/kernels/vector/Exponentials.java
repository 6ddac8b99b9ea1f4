package org.hesse.kernels.vector;

import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;
import org.hesse.engine.array.Polynomial;
import org.hesse.kernels.vector.Block.Stage;

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
    /** `(eʳ − 1 − r)/r² = ½ + r(…)`. */
    private static final double[] EXP = DoubleStream.concat(DoubleStream.of(0.5), Arrays.stream(EXPM1)).toArray();
    private static final double[] TANH = Polynomial.TANH.coefficients();

    /** `y = e^y` for y from −746 to 710; takes u and v as well. */
    static final Stage[] OF_Y = {(n, b) -> reduce(n, b.y, b.u, b.v), (n, b) -> Polynomials.evaluate(EXP, n, b.u, b.y),
            (n, b) -> finish(n, b.u, b.v, b.y)};

    static final Stage[] EXPONENTIAL = Block.chain(Block.stages(Exponentials::copy, Exponentials::clamp), OF_Y);

    /** Beyond ½ the subtraction loses at most one bit, below it a polynomial does it. */
    static final Stage[] LESS_ONE = Block.chain(EXPONENTIAL,
            Block.stages((n, b) -> Polynomials.evaluate(EXPM1, n, b.x, b.z), Exponentials::lessOne,
                    Exponentials::signedZeros));

    /** `tanh x = 1 − 2/(e²ˣ + 1)`, accurate from about ½ on; a polynomial before. */
    static final Stage[] TANGENT = Block.chain(Block.stages(Exponentials::twice, Exponentials::clamp), OF_Y,
            Block.stages((n, b) -> Polynomials.evaluate(TANH, n, b.s, b.t), Exponentials::tangent,
                    Exponentials::signedZeros));

    private Exponentials() {}

    private static void copy(int n, Block b) { System.arraycopy(b.x, 0, b.y, 0, n); }

    private static void clamp(int n, Block b) { b.clamp(n, LEAST, MOST, b.y); }

    private static void reduce(int n, double[] x, double[] r, double[] k) {
        for (int i = 0; i < n; i += LENGTH) {
            DoubleVector xi = DoubleVector.fromArray(SPECIES, x, i);
            DoubleVector ki = xi.mul(PER_LN2).add(ROUND).sub(ROUND);
            DoubleVector ri = ki.fma(DoubleVector.broadcast(SPECIES, -LN2), xi);
            ki.fma(DoubleVector.broadcast(SPECIES, -LN2_REST), ri).intoArray(r, i);
            ki.intoArray(k, i);
        }
    }

    /** From `y = (eʳ − 1 − r)/r²` to `y = 2ᵏ eʳ`. */
    private static void finish(int n, double[] r, double[] k, double[] y) {
        for (int i = 0; i < n; i += LENGTH) {
            DoubleVector ri = DoubleVector.fromArray(SPECIES, r, i);
            DoubleVector power = DoubleVector.fromArray(SPECIES, y, i).fma(ri.mul(ri), ri).add(1);
            DoubleVector ki = DoubleVector.fromArray(SPECIES, k, i);
            DoubleVector half = ki.mul(0.5).add(ROUND).sub(ROUND);
            LongVector first = Exact.LONGS.cast(half.add(EXPONENT).reinterpretAsLongs()).lanewise(LSHL, 52);
            LongVector second = Exact.LONGS.cast(ki.sub(half).add(EXPONENT).reinterpretAsLongs()).lanewise(LSHL, 52);
            power.mul(first.reinterpretAsDoubles()).mul(second.reinterpretAsDoubles()).intoArray(y, i);
        }
    }

    private static void lessOne(int n, Block b) {
        for (int i = 0; i < n; i += LENGTH) {
            DoubleVector x = DoubleVector.fromArray(SPECIES, b.x, i);
            DoubleVector p = DoubleVector.fromArray(SPECIES, b.z, i).fma(x, DoubleVector.broadcast(SPECIES, 0.5));
            DoubleVector far = DoubleVector.fromArray(SPECIES, b.y, i).sub(1);
            far.blend(x.mul(x).mul(p).add(x), x.abs().compare(LT, 0.5)).intoArray(b.y, i);
        }
    }

    private static void twice(int n, Block b) {
        for (int i = 0; i < n; i += LENGTH) {
            DoubleVector x = DoubleVector.fromArray(SPECIES, b.x, i);
            x.mul(x).intoArray(b.s, i);
            x.abs().mul(2).intoArray(b.y, i);
        }
    }

    private static void tangent(int n, Block b) {
        for (int i = 0; i < n; i += LENGTH) {
            DoubleVector x = DoubleVector.fromArray(SPECIES, b.x, i);
            DoubleVector square = DoubleVector.fromArray(SPECIES, b.s, i);
            DoubleVector near = x.mul(square).mul(DoubleVector.fromArray(SPECIES, b.t, i)).add(x);
            DoubleVector far = DoubleVector.broadcast(SPECIES, 2)
                    .div(DoubleVector.fromArray(SPECIES, b.y, i).add(1)).neg().add(1);
            far = far.blend(far.neg(), x.compare(LT, 0));
            far.blend(near, square.compare(LT, 0.36)).intoArray(b.y, i);
        }
    }

    /** `f(−0) = −0` where f(x) = x + …: in the sum the sign is lost. */
    private static void signedZeros(int n, Block b) {
        for (int i = 0; i < n; i++) if (b.x[i] == 0) b.y[i] = b.x[i];
    }
}

package org.hesse.kernels.vector;

import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.XOR;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;
import org.hesse.engine.array.Polynomial;
import org.hesse.kernels.vector.Block.Stage;

/**
 * `Φ(u)`, its density and erf in vectors, by the plain provider's formulas: polynomials near 0, beyond them Mills'
 * ratio `1/(z + v(z))`, v = P/Q. Stateless.
 */
final class Normals {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LENGTH = SPECIES.length();
    /** Beyond, the density is below half of the smallest number. */
    private static final double END = 38.6;
    /** u² where the polynomial ends and Mills' ratio begins. */
    private static final double CUT = 0.5625;
    /** `1/√(2π)`, and by which part of itself the nearest double is too large. */
    private static final double PEAK = 0.3989422804014327;
    private static final double PEAK_EXCESS = 6.2473e-17;
    private static final long SIGN = Double.doubleToRawLongBits(-0.0);
    private static final long ONE = Double.doubleToRawLongBits(1);
    private static final double ROOT_TWO = Math.sqrt(2);
    private static final double[] ERF = Polynomial.ERF.coefficients();
    private static final double[] CENTRE = Polynomial.CENTRE.coefficients();
    private static final double[] ABOVE = Polynomial.MILLS_ABOVE.coefficients();
    private static final double[] BELOW = Polynomial.MILLS_BELOW.coefficients();

    /** P into v and Q into u: `v = 1/R − z = P/Q`, R Mills' ratio. */
    private static final Stage[] MILLS = {(n, b) -> Polynomials.evaluate(ABOVE, n, b.z, b.v),
            (n, b) -> Polynomials.evaluate(BELOW, n, b.z, b.u)};

    static final Stage[] ERROR_FUNCTION = Block.chain(Block.stages(Normals::sizes), Exponentials.OF_Y, MILLS,
            Block.stages((n, b) -> Polynomials.evaluate(ERF, n, b.s, b.t), Normals::errorFunction));

    /** `cdf = Φ(βx)` and its density into y and w: βx = u + low and u² = square + lost, both exactly. */
    static final Stage[] NORMAL = Block.chain(Block.stages(Normals::clamp, Normals::argument), Exponentials.OF_Y, MILLS,
            Block.stages((n, b) -> Polynomials.evaluate(CENTRE, n, b.s, b.s), Normals::density, Normals::upper,
                    Normals::cdf));

    private Normals() {}

    private static void sizes(int n, Block b) {
        for (int i = 0; i < n; i += LENGTH) {
            DoubleVector x = DoubleVector.fromArray(SPECIES, b.x, i);
            DoubleVector size = x.abs().min(7);
            size.mul(ROOT_TWO).intoArray(b.z, i);
            size.mul(size).neg().intoArray(b.y, i);
            x.mul(x).intoArray(b.s, i);
        }
    }

    private static void errorFunction(int n, Block b) {
        for (int i = 0; i < n; i += LENGTH) {
            DoubleVector x = DoubleVector.fromArray(SPECIES, b.x, i);
            DoubleVector near = x.mul(DoubleVector.fromArray(SPECIES, b.t, i)).add(x);
            DoubleVector v = DoubleVector.fromArray(SPECIES, b.v, i).div(DoubleVector.fromArray(SPECIES, b.u, i));
            DoubleVector sum = DoubleVector.fromArray(SPECIES, b.z, i).add(v);
            DoubleVector far = DoubleVector.fromArray(SPECIES, b.y, i).mul(-2 * PEAK).div(sum).add(1);
            far = far.blend(far.neg(), x.compare(LT, 0));
            far.blend(near, x.abs().compare(LT, 1)).intoArray(b.y, i);
        }
    }

    /** Beyond the end Φ and its density no longer change. */
    private static void clamp(int n, Block b) {
        double most = Math.min(END / b.beta, Double.MAX_VALUE);
        b.clamp(n, -most, most, b.x);
    }

    /** u² into s, −u²/2 into y, |u| into z. */
    private static void argument(int n, Block b) {
        DoubleVector beta = DoubleVector.broadcast(SPECIES, b.beta);
        for (int i = 0; i < n; i += LENGTH) {
            DoubleVector u = DoubleVector.fromArray(SPECIES, b.x, i).mul(beta);
            DoubleVector square = u.mul(u);
            square.intoArray(b.s, i);
            square.mul(-0.5).intoArray(b.y, i);
            u.abs().intoArray(b.z, i);
        }
    }

    /** From e^{−u²/2} in y: the density, as p into y and its rest into t, their sum into w; `v = P/Q` into v. */
    private static void density(int n, Block b) {
        DoubleVector beta = DoubleVector.broadcast(SPECIES, b.beta);
        for (int i = 0; i < n; i += LENGTH) {
            DoubleVector x = DoubleVector.fromArray(SPECIES, b.x, i);
            DoubleVector u = x.mul(beta);
            DoubleVector low = x.fma(beta, u.neg());
            DoubleVector lost = u.fma(u, u.mul(u).neg()).add(u.add(u).mul(low));
            DoubleVector e = DoubleVector.fromArray(SPECIES, b.y, i);
            DoubleVector p = e.mul(PEAK);
            DoubleVector rest = e.fma(DoubleVector.broadcast(SPECIES, PEAK), p.neg());
            rest = rest.sub(lost.mul(0.5).add(PEAK_EXCESS).mul(p));
            p.intoArray(b.y, i);
            rest.intoArray(b.t, i);
            p.add(rest).intoArray(b.w, i);
            DoubleVector.fromArray(SPECIES, b.v, i).div(DoubleVector.fromArray(SPECIES, b.u, i)).intoArray(b.v, i);
        }
    }

    /** `Φ(−z − dz) = (p + rest)·R(z + dz)` into v, `dR = (zR − 1)dz`, by one step of refinement of p/(z + v). */
    private static void upper(int n, Block b) {
        DoubleVector beta = DoubleVector.broadcast(SPECIES, b.beta);
        LongVector minus = LongVector.broadcast(LongVector.SPECIES_PREFERRED, SIGN);
        for (int i = 0; i < n; i += LENGTH) {
            DoubleVector x = DoubleVector.fromArray(SPECIES, b.x, i);
            DoubleVector u = x.mul(beta);
            DoubleVector low = x.fma(beta, u.neg());
            DoubleVector dz = minus.and(u.reinterpretAsLongs()).lanewise(XOR, low.reinterpretAsLongs())
                    .reinterpretAsDoubles();
            DoubleVector z = DoubleVector.fromArray(SPECIES, b.z, i);
            DoubleVector v = DoubleVector.fromArray(SPECIES, b.v, i);
            DoubleVector p = DoubleVector.fromArray(SPECIES, b.y, i);
            DoubleVector s = z.add(v);
            DoubleVector inverse = DoubleVector.broadcast(SPECIES, 1).div(s);
            DoubleVector y = p.mul(inverse);
            DoubleVector rest = y.neg().fma(s, p).sub(y.mul(v.sub(s.sub(z))));
            rest = rest.add(DoubleVector.fromArray(SPECIES, b.t, i));
            y.add(rest.mul(inverse).add(z.mul(y).sub(p).mul(dz))).intoArray(b.v, i);
        }
    }

    /** From p in y, Φ(−|u|) in v and the polynomial near 0 in s. */
    private static void cdf(int n, Block b) {
        DoubleVector beta = DoubleVector.broadcast(SPECIES, b.beta);
        DoubleVector half = DoubleVector.broadcast(SPECIES, 0.5);
        LongVector minus = LongVector.broadcast(LongVector.SPECIES_PREFERRED, SIGN);
        for (int i = 0; i < n; i += LENGTH) {
            DoubleVector x = DoubleVector.fromArray(SPECIES, b.x, i);
            DoubleVector u = x.mul(beta);
            DoubleVector low = x.fma(beta, u.neg()).mul(DoubleVector.fromArray(SPECIES, b.y, i));
            DoubleVector near = DoubleVector.fromArray(SPECIES, b.s, i).add(0.375).fma(u, low).add(0.5);
            DoubleVector side = minus.and(u.reinterpretAsLongs()).or(ONE).reinterpretAsDoubles();
            DoubleVector upper = DoubleVector.fromArray(SPECIES, b.v, i);
            DoubleVector far = upper.neg().fma(side, half.fma(side, half));
            far.blend(near, u.mul(u).compare(LT, CUT)).intoArray(b.y, i);
        }
    }
}

package org.hesse.kernels.vector;

import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.DoubleVector;
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
    private static final double END = 40;
    /** u² where the polynomial ends and Mills' ratio begins. */
    private static final double CUT = 0.5625;
    /** `1/√(2π)`, and by which part of itself the nearest double is too large. */
    private static final double PEAK = 0.3989422804014327;
    private static final double PEAK_EXCESS = 6.2473e-17;
    private static final double ROOT_TWO = Math.sqrt(2);
    private static final double[] ERF = Polynomial.ERF.coefficients();
    private static final double[] CENTRE = Polynomial.CENTRE.coefficients();
    private static final double[] ABOVE = Polynomial.MILLS_ABOVE.coefficients();
    private static final double[] BELOW = Polynomial.MILLS_BELOW.coefficients();

    /** `v = 1/R − z`, R Mills' ratio; takes u as well. */
    private static final Stage[] MILLS = {(n, b) -> Polynomials.evaluate(ABOVE, n, b.z, b.v),
            (n, b) -> Polynomials.evaluate(BELOW, n, b.z, b.u), Normals::divide};

    static final Stage[] ERROR_FUNCTION = Block.chain(Block.stages(Normals::sizes), Exponentials.OF_Y, MILLS,
            Block.stages((n, b) -> Polynomials.evaluate(ERF, n, b.s, b.t), Normals::errorFunction));

    /** `cdf = Φ(βx)` and its density into y and w: βx = u + low and u² = square + lost, both without error. */
    static final Stage[] NORMAL = Block.chain(Block.stages(Normals::argument, Normals::square), Exponentials.OF_Y,
            MILLS,
            Block.stages((n, b) -> Polynomials.evaluate(CENTRE, n, b.s, b.u), Normals::density, Normals::upper,
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
            DoubleVector sum = DoubleVector.fromArray(SPECIES, b.z, i).add(DoubleVector.fromArray(SPECIES, b.v, i));
            DoubleVector far = DoubleVector.fromArray(SPECIES, b.y, i).mul(-2 * PEAK).div(sum).add(1);
            far = far.blend(far.neg(), x.compare(LT, 0));
            far.blend(near, x.abs().compare(LT, 1)).intoArray(b.y, i);
        }
    }

    /** u into x, low into t. */
    private static void argument(int n, Block b) {
        DoubleVector beta = DoubleVector.broadcast(SPECIES, b.beta);
        for (int i = 0; i < n; i += LENGTH) {
            DoubleVector x = DoubleVector.fromArray(SPECIES, b.x, i);
            DoubleVector product = x.mul(beta);
            DoubleVector low = x.fma(beta, product.neg());
            DoubleVector.zero(SPECIES).blend(low, product.abs().compare(LT, END)).intoArray(b.t, i);
            product.max(-END).min(END).intoArray(b.x, i);
        }
    }

    /** lost into w, u² into s, −u²/2 into y, |u| into z. */
    private static void square(int n, Block b) {
        for (int i = 0; i < n; i += LENGTH) {
            DoubleVector u = DoubleVector.fromArray(SPECIES, b.x, i);
            DoubleVector square = u.mul(u);
            DoubleVector lost = u.fma(u, square.neg());
            lost.add(u.add(u).mul(DoubleVector.fromArray(SPECIES, b.t, i))).intoArray(b.w, i);
            square.intoArray(b.s, i);
            square.mul(-0.5).intoArray(b.y, i);
            u.abs().intoArray(b.z, i);
        }
    }

    private static void divide(int n, Block b) {
        for (int i = 0; i < n; i += LENGTH)
            DoubleVector.fromArray(SPECIES, b.v, i).div(DoubleVector.fromArray(SPECIES, b.u, i)).intoArray(b.v, i);
    }

    /** From e^{−u²/2} in y and `lost` in w: the density, as p into y and its rest into s; their sum into w. */
    private static void density(int n, Block b) {
        for (int i = 0; i < n; i += LENGTH) {
            DoubleVector e = DoubleVector.fromArray(SPECIES, b.y, i);
            DoubleVector lost = DoubleVector.fromArray(SPECIES, b.w, i);
            DoubleVector p = e.mul(PEAK);
            DoubleVector rest = e.fma(DoubleVector.broadcast(SPECIES, PEAK), p.neg());
            rest = rest.sub(lost.mul(0.5).add(PEAK_EXCESS).mul(p));
            p.intoArray(b.y, i);
            rest.intoArray(b.s, i);
            p.add(rest).intoArray(b.w, i);
        }
    }

    /** `Φ(−z − dz) = (p + rest)·R(z + dz)` into v, `dR = (zR − 1)dz`, by one step of refinement of p/(z + v). */
    private static void upper(int n, Block b) {
        for (int i = 0; i < n; i += LENGTH) {
            DoubleVector z = DoubleVector.fromArray(SPECIES, b.z, i);
            DoubleVector v = DoubleVector.fromArray(SPECIES, b.v, i);
            DoubleVector p = DoubleVector.fromArray(SPECIES, b.y, i);
            DoubleVector low = DoubleVector.fromArray(SPECIES, b.t, i);
            DoubleVector dz = low.blend(low.neg(), DoubleVector.fromArray(SPECIES, b.x, i).compare(LT, 0));
            DoubleVector s = z.add(v);
            DoubleVector inverse = DoubleVector.broadcast(SPECIES, 1).div(s);
            DoubleVector y = p.mul(inverse);
            DoubleVector rest = y.neg().fma(s, p).sub(y.mul(v.sub(s.sub(z))));
            rest = rest.add(DoubleVector.fromArray(SPECIES, b.s, i));
            y.add(rest.mul(inverse).add(z.mul(y).sub(p).mul(dz))).intoArray(b.v, i);
        }
    }

    private static void cdf(int n, Block b) {
        for (int i = 0; i < n; i += LENGTH) {
            DoubleVector u = DoubleVector.fromArray(SPECIES, b.x, i);
            DoubleVector upper = DoubleVector.fromArray(SPECIES, b.v, i);
            DoubleVector low = DoubleVector.fromArray(SPECIES, b.t, i).mul(DoubleVector.fromArray(SPECIES, b.y, i));
            DoubleVector near = DoubleVector.fromArray(SPECIES, b.u, i).add(0.375).fma(u, low).add(0.5);
            DoubleVector far = upper.blend(upper.neg().add(1), u.compare(GT, 0));
            far.blend(near, u.mul(u).compare(LT, CUT)).intoArray(b.y, i);
        }
    }
}

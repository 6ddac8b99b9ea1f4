package org.hesse.engine.op;

import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;

/**
 * `y = x³` with one mistake: `y₁ = 3x²x₁`, `y₂ = 3x²x₂ + 3x x₁²`; `J₀ = 3x²`, `J₁ = 6x x₁`, `J₂ = 6x x₂ + 3x₁²`.
 *
 * <p>The contract must find each of them.
 */
record BrokenCube(Fault fault) implements Op {
    enum Fault {
        NONE, VALUE, TANGENT, HALF_IN_FORWARD, SIGN_IN_PULL, CURVATURE, HALF_IN_PULL, OVERWRITES, READS_STALE, //
        NEEDS_TANGENT, WRITES_INPUT, DECLARES_NO_BIRTH, DECLARES_PRODUCT, ORDER, TAKES_NONE
    }

    @Override
    public int[] shape(int[]... inputs) { return inputs[0].clone(); }

    @Override
    public String name() { return "broken_cube"; }

    @Override
    public Birth birth() {
        if (fault == Fault.DECLARES_PRODUCT) return Birth.PRODUCT;
        return fault == Fault.DECLARES_NO_BIRTH ? Birth.NONE : Birth.FUNCTION;
    }

    @Override
    public boolean takes(int inputs) { return inputs > 0 || fault == Fault.TAKES_NONE; }

    @Override
    public void forward(int k, Frame f) {
        boolean stale = fault == Fault.READS_STALE;
        Array y = stale ? stale(f.y(k)) : f.y(k).add();
        for (int i = 0; i < y.size(); i++) y.set(i, (stale ? 0 * y.get(i) : 0) + coefficient(k, f, i));
    }

    private double coefficient(int k, Frame f, int i) {
        double x = f.x(0, 0).get(i);
        double x1 = at(f, 1, i);
        double slope = fault == Fault.TANGENT ? 2 * x * x : 3 * x * x;
        if (k == 0) return x * x * x + (fault == Fault.VALUE || (fault == Fault.ORDER && f.order() > 1) ? 1e-9 : 0);
        return slope * at(f, k, i) + (k == 2 ? (fault == Fault.HALF_IN_FORWARD ? 6 : 3) * x * x1 * x1 : 0);
    }

    @Override
    public void pull(int j, Frame f, Array ybar, Accumulator[] xbar) {
        if (fault == Fault.WRITES_INPUT) f.x(0, 0).set(0, f.x(0, 0).get(0) + 1e-9);
        if (xbar[0] == null) return;
        Array to = xbar[0].add();
        for (int i = 0; i < to.size(); i++)
            to.set(i, (fault == Fault.OVERWRITES ? 0 : to.get(i)) + slope(j, f, i) * ybar.get(i));
    }

    private double slope(int j, Frame f, int i) {
        double x = f.x(0, 0).get(i);
        double x1 = at(f, 1, i);
        if (j == 0) return fault == Fault.SIGN_IN_PULL ? -3 * x * x : 3 * x * x;
        double straight = (fault == Fault.CURVATURE ? 5 : 6) * x * at(f, j, i);
        return straight + (j == 2 ? (fault == Fault.HALF_IN_PULL ? 6 : 3) * x1 * x1 : 0);
    }

    private double at(Frame f, int k, int i) {
        if (f.x(0, k) != null) return f.x(0, k).get(i);
        return fault == Fault.NEEDS_TANGENT ? 1 : 0;
    }

    private static Array stale(Accumulator sum) {
        sum.beta();
        return sum.array();
    }
}

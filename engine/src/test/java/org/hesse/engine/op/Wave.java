package org.hesse.engine.op;

import org.hesse.engine.array.Array;

/**
 * `L = 1/n Σ y cos z` over n examples: `ρ = −y sin z/n`, `ρ₁ = −y cos z·z₁/n`, `ρ₂ = −y (cos z·z₂ − ½ sin z·z₁²)/n`. It
 * curves both ways, whatever it says of itself.
 */
record Wave(boolean convex) implements Loss {
    @Override
    public int[] shape(int[]... inputs) {
        if (inputs[0].length != 1 || inputs[1].length != 1 || inputs[0][0] != inputs[1][0])
            throw new IllegalArgumentException(
                    name() + ": shapes differ: z" + Array.text(inputs[0]) + ", y" + Array.text(inputs[1]));
        return new int[0];
    }

    @Override
    public double value(Array z, Array y) {
        double sum = 0;
        for (int i = 0; i < z.size(); i++) sum += y.get(i) * Math.cos(z.get(i));
        return sum / z.size();
    }

    @Override
    public void residual(int k, Frame f) {
        Array rho = f.keep(k, 0, f.x(0, 0).size());
        for (int i = 0; i < rho.size(); i++) rho.set(i, -f.x(1, 0).get(i) * sine(k, f, i) / rho.size());
    }

    /** Coefficient k of sin z. */
    private static double sine(int k, Frame f, int i) {
        double z = f.x(0, 0).get(i);
        if (k == 0) return Math.sin(z);
        double z1 = f.x(0, 1) == null ? 0 : f.x(0, 1).get(i);
        double zk = f.x(0, k) == null ? 0 : f.x(0, k).get(i);
        return Math.cos(z) * zk - (k == 2 ? Math.sin(z) * z1 * z1 / 2 : 0);
    }
}

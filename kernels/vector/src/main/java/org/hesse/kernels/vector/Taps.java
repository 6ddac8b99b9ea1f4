package org.hesse.kernels.vector;

import org.hesse.engine.array.Window;

/**
 * The weights that a set of results sees, packed as {@link MicroKernel} asks, where in the {@link Field} each of them
 * reads, and where the results go: place (u, v) to row `step·u + a`, column `step·v + b` of a plane.
 *
 * <p>For y all weights are one set. For x̄ there is a set for each remainder of row and column by the stride, since
 * those see different weights: `x̄[step·u + …] = Σ w[o, c, step·i + …] ȳ[o, u − i, …]`; none for those that see none.
 * Mutable: aimed anew for every convolution.
 */
final class Taps {
    /** Taps of a result. */
    int k;
    /** Panels of a tile's rows of results for each group, k steps each. */
    double[] weights = {};
    int[] offsets = {};
    /** Results of a group, and panels of them. */
    int results;
    int panels;
    int step;
    int a;
    int b;
    /** The places, rows u0..u1−1 and columns v0..v1−1. */
    int u0;
    int u1;
    int v0;
    int v1;

    /** Those of y, each of which sees all weights of its output. */
    void output(Window c, Field field, double[] w, int wo) {
        k = c.taps();
        offsets = Room.atLeast(k, offsets);
        for (int l = 0, p = 0; l < c.in(); l++)
            for (int i = 0; i < c.down(); i++)
                for (int j = 0; j < c.across(); j++, p++) offsets[p] = field.index(l, i, j);
        prepare(c.groups(), c.out());
        for (int r = 0; r < c.groups() * results; r++)
            for (int p = 0, t = start(r); p < k; p++, t += MicroKernel.STRIDE) weights[t] = w[wo + r * k + p];
        places(1, 0, 0);
        u1 = c.rows();
        v1 = c.columns();
    }

    /** Those of x̄ whose row and column, padding included, leave the remainders i0 and j0. */
    void input(Window c, Field field, int i0, int j0, double[] w, int wo) {
        int s = c.stride();
        k = c.out() * Window.steps(c.down() - i0, s) * Window.steps(c.across() - j0, s);
        offsets = Room.atLeast(k, offsets);
        prepare(c.groups(), c.in());
        for (int o = 0, p = 0; o < c.out(); o++)
            for (int i = i0; i < c.down(); i += s)
                for (int j = j0; j < c.across(); j += s, p++) {
                    offsets[p] = field.index(o, field.above - i / s, field.left - j / s);
                    tap(c, w, wo + (o * c.in() * c.down() + i) * c.across() + j, p);
                }
        places(s, i0 - c.padding(), j0 - c.padding());
        u0 = Window.steps(-a, s);
        u1 = Math.max(u0, Window.steps(c.height() - a, s));
        v0 = Window.steps(-b, s);
        v1 = Math.max(v0, Window.steps(c.width() - b, s));
    }

    /** The weights of one tap for all groups and inputs. */
    private void tap(Window c, double[] w, int wo, int p) {
        int plane = c.down() * c.across();
        for (int g = 0; g < c.groups(); g++)
            for (int l = 0; l < c.in(); l++)
                weights[start(g * c.in() + l) + p * MicroKernel.STRIDE] = w[wo + (g * c.out() * c.in() + l) * plane];
    }

    private void prepare(int groups, int results) {
        this.results = results;
        panels = (results + MicroKernel.ROWS - 1) / MicroKernel.ROWS;
        weights = Room.atLeast(groups * panels * MicroKernel.STRIDE * k, weights);
    }

    /** Where the weights of result r of all groups' start; what fills up a panel is computed and not used. */
    private int start(int r) {
        int place = r % results;
        return panel(r / results, place / MicroKernel.ROWS) + place % MicroKernel.ROWS;
    }

    /** Rows of all panels of a group. */
    int rows() { return panels * MicroKernel.ROWS; }

    /** Where a panel of a group starts. */
    int panel(int g, int panel) { return (g * panels + panel) * MicroKernel.STRIDE * k; }

    private void places(int step, int a, int b) {
        this.step = step;
        this.a = a;
        this.b = b;
        u0 = 0;
        v0 = 0;
    }
}

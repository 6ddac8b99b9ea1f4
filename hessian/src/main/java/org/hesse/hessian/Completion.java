package org.hesse.hessian;

import org.hesse.engine.array.Workers;

/**
 * What is left of a {@link Split} once its channels are pulled: a copy of ∇L, `Hv = Gv + Nv`, and Nv where it has two
 * parts; in ranges that threads share. Not thread-safe; reused, as it is part of every warmed split.
 */
final class Completion implements Workers.Task {
    /** 64 kB of each vector. */
    private static final int RANGE = 8192;

    private double[] gradient;
    private Split out;

    void run(double[] gradient, Split out) {
        this.gradient = gradient;
        this.out = out;
        int ranges = (gradient.length - 1) / RANGE + 1;
        if (ranges < 3) complete(0, gradient.length);
        else Workers.shared().run(ranges, this);
        this.gradient = null;
        this.out = null;
    }

    @Override
    public void run(int i) { complete(i * RANGE, Math.min(gradient.length, (i + 1) * RANGE)); }

    private void complete(int from, int to) {
        System.arraycopy(gradient, from, out.gradient(), from, to - from);
        if (out.isFine()) sum(out.nmeActivation(), out.nmeCoupling(), from, to, out.nme());
        sum(out.gaussNewton(), out.nme(), from, to, out.hessian());
    }

    private static void sum(double[] a, double[] b, int from, int to, double[] out) {
        for (int i = from; i < to; i++) out[i] = a[i] + b[i];
    }
}

package org.hesse.engine.ops;

/** The places that a window meets, the slow way. */
final class Windowed {
    private Windowed() {}

    /** The flat place in x, of the given shape, of number t of the window that makes number e of y. */
    static int place(int e, int[] y, int t, int kernel, int stride, int... x) {
        int[] at = Indices.of(e, y);
        at[2] = at[2] * stride + t / kernel;
        at[3] = at[3] * stride + t % kernel;
        return Indices.flat(at, x);
    }
}

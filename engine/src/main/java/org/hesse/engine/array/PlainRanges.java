package org.hesse.engine.array;

/**
 * One elementwise loop `y = beta·y + alpha·a∘b∘c` over long vectors, cut into ranges that threads share; b and c are
 * null where there are fewer factors. Reused by its thread; holds nothing between two loops.
 */
final class PlainRanges implements Workers.Task {
    /** 64 kB of each vector: long against the taking of a range, short enough to share well. */
    private static final int RANGE = 8192;
    private static final ThreadLocal<PlainRanges> OWN = ThreadLocal.withInitial(PlainRanges::new);

    private int n;
    private double alpha;
    private double[] a;
    private int ao;
    private double[] b;
    private int bo;
    private double[] c;
    private int co;
    private double beta;
    private double[] y;
    private int yo;

    static void run(int n, double alpha, double[] a, int ao, double[] b, int bo, double[] c, int co, double beta,
            double[] y, int yo) {
        PlainRanges ranges = OWN.get();
        ranges.n = n;
        ranges.alpha = alpha;
        ranges.beta = beta;
        ranges.aim(a, ao, b, bo, c, co, y, yo);
        int count = count(n);
        if (count < 3) ranges.run(0, n);
        else Workers.shared().run(count, ranges);
        ranges.aim(null, 0, null, 0, null, 0, null, 0);
    }

    private static int count(int n) { return (n - 1) / RANGE + 1; }

    private void aim(double[] a, int ao, double[] b, int bo, double[] c, int co, double[] y, int yo) {
        this.a = a;
        this.ao = ao;
        this.b = b;
        this.bo = bo;
        this.c = c;
        this.co = co;
        this.y = y;
        this.yo = yo;
    }

    @Override
    public void run(int i) { run(i * RANGE, Math.min(RANGE, n - i * RANGE)); }

    private void run(int from, int n) {
        int ya = yo + from;
        int aa = ao + from;
        int ba = bo + from;
        int ca = co + from;
        if (b == null && beta == 0) PlainLoops.scale(n, alpha, a, aa, y, ya);
        else if (b == null) PlainLoops.axpby(n, alpha, a, aa, beta, y, ya);
        else if (c == null && beta == 0) PlainLoops.multiply(n, alpha, a, aa, b, ba, y, ya);
        else if (c == null) PlainLoops.multiply(n, alpha, a, aa, b, ba, beta, y, ya);
        else if (beta == 0) PlainLoops.multiply(n, alpha, a, aa, b, ba, c, ca, y, ya);
        else PlainLoops.multiply(n, alpha, a, aa, b, ba, c, ca, beta, y, ya);
    }
}

package org.hesse.engine.ops;

import java.util.Arrays;
import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Kernels;
import org.hesse.engine.array.Workers;
import org.hesse.engine.op.Frame;

/**
 * The loops of {@link Softmax} over rows, cut into fixed ranges of rows that threads share. Reused by its thread; holds
 * nothing between two loops.
 */
final class SoftmaxLoops implements Workers.Task {
    /** Numbers of a range of rows: long against the taking of a range, and all its vectors stay in the cache. */
    private static final int RANGE = 4096;
    private static final ThreadLocal<SoftmaxLoops> OWN = ThreadLocal.withInitial(SoftmaxLoops::new);

    private final Array[] p = new Array[3];
    /** Exponents of one range, close together. */
    private double[] spare = {};
    private Kernels kernels;
    private boolean causal;
    private int rows;
    private int columns;
    private int step;
    private int j;
    private double alpha;
    private double beta;
    private Array tops;
    private Array u;
    private Array out;
    private boolean isValue;

    static SoftmaxLoops own() { return OWN.get(); }

    /** `p₀`, from exponentials that cannot overflow, and the places of the tops. */
    void probabilities(double factor, boolean causal, Frame f) {
        isValue = true;
        alpha = factor;
        kernels = f.kernels();
        u = f.x(0, 0);
        tops = f.keep(0, 0, u.rows());
        f.y(0).beta();
        out = f.y(0).array();
        share(causal);
    }

    /** `out += α J_j u`. */
    void act(int j, double alpha, boolean causal, Frame f, Array u, Accumulator out) {
        isValue = false;
        kernels = f.kernels();
        this.j = j;
        this.alpha = alpha;
        this.u = u;
        tops = f.kept(0, 0);
        for (int k = 0; k <= j; k++) p[k] = f.y(k).value();
        beta = out.beta();
        this.out = out.array();
        share(causal);
    }

    private void share(boolean causal) {
        this.causal = causal;
        rows = u.rows();
        columns = u.columns();
        step = Math.max(1, RANGE / columns);
        int ranges = (rows + step - 1) / step;
        if (ranges < 3) for (int i = 0; i < ranges; i++) run(i);
        else Workers.shared().run(ranges, this);
        Arrays.fill(p, null);
        kernels = null;
        tops = null;
        u = null;
        out = null;
    }

    @Override
    public void run(int range) {
        int from = range * step;
        int to = Math.min(rows, from + step);
        if (isValue) OWN.get().exponentials(this, from, to);
        else for (int i = from; i < to; i++) act(i);
    }

    /** How many entries of row i count. */
    private int length(int i) { return causal ? i % columns + 1 : columns; }

    /** Those of another's range of rows, in this thread's spare room. */
    private void exponentials(SoftmaxLoops rows, int from, int to) {
        int room = (to - from) * rows.columns;
        if (spare.length < room) spare = new double[room];
        int at = 0;
        for (int i = from; i < to; i++) at = rows.exponents(i, spare, at);
        rows.kernels.exp(at, spare, spare);
        at = 0;
        for (int i = from; i < to; i++) at = rows.normalize(i, spare, at);
    }

    /** `α(z − z_top)` of row i, after those of the rows before. */
    private int exponents(int i, double[] e, int at) {
        int n = length(i);
        int o = u.offset() + i * columns;
        double[] z = u.data();
        int top = kernels.top(n, z, o);
        tops.set(i, top);
        kernels.axpbyAbout(n, alpha, z, o, z[o + top], 0, e, at);
        return at + n;
    }

    private int normalize(int i, double[] e, int at) {
        int n = length(i);
        int o = out.offset() + i * columns;
        kernels.axpbyAbout(n, 1 / kernels.sum(n, e, at), e, at, 0, 0, out.data(), o);
        Arrays.fill(out.data(), o + n, o + columns, 0);
        return at + n;
    }

    /** One pass for the means and one for the result: `p_j∘u − Σ_l p_{j−l}⟨p_l, u⟩`, u less its entry at the top. */
    private void act(int i) {
        int n = length(i);
        int o = i * columns;
        int v = u.offset() + o;
        double top = u.data()[v + (int) tops.get(i)];
        double m0 = mean(p[0], n, o, v, top);
        double m1 = j < 1 ? 0 : mean(p[1], n, o, v, top);
        double m2 = j < 2 ? 0 : mean(p[2], n, o, v, top);
        int t = out.offset() + o;
        if (beta == 0) Arrays.fill(out.data(), p[j] == null ? t : t + n, t + columns, 0);
        // One after the other, for m₀ may be tiny beside u's entry at the top.
        if (p[j] != null)
            kernels.multiplyAbout(n, alpha, p[j].data(), p[j].offset() + o, u.data(), v, top, m0, beta, out.data(), t);
        if (m1 != 0 && p[j - 1] != null) add(n, -alpha * m1, p[j - 1], o, t);
        if (m2 != 0) add(n, -alpha * m2, p[0], o, t);
    }

    /** `⟨p, u − u_top⟩`; 0 where p is a structural zero. */
    private double mean(Array p, int n, int o, int v, double top) {
        return p == null ? 0 : kernels.dotAbout(n, p.data(), p.offset() + o, 0, u.data(), v, top);
    }

    private void add(int n, double e, Array p, int o, int t) {
        kernels.axpbyAbout(n, e, p.data(), p.offset() + o, 0, 1, out.data(), t);
    }
}

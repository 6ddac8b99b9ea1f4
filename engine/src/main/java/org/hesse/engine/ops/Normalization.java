package org.hesse.engine.ops;

import java.util.Arrays;
import java.util.List;
import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Kernels;
import org.hesse.engine.array.Workers;
import org.hesse.engine.op.Frame;

/**
 * The loops of {@link Normalize} over groups, cut into fixed ranges of groups that threads share: x is
 * `[outer, groups, inner]`, group g has the m = outer·inner numbers `x[·, g, ·]`.
 *
 * <p>Reused by its thread; holds nothing between two loops.
 */
final class Normalization implements Workers.Task {
    /** Numbers of a range of groups: long against the taking of a range. */
    private static final int RANGE = 8192;
    private static final ThreadLocal<Normalization> OWN = ThreadLocal.withInitial(Normalization::new);

    private final Array[] y = new Array[3];
    private final Array[] s = new Array[3];
    private Kernels kernels;
    private int outer;
    private int groups;
    private int inner;
    private int step;
    private boolean centered;
    private int j;
    private double alpha;
    private double eps;
    private double beta;
    private Array u;
    private Array out;
    private Array last;
    private boolean isValue;

    static Normalization own() { return OWN.get(); }

    Normalization of(Array x, List<Integer> axes, boolean centered) {
        int bits = Axes.bits(axes);
        int first = 0;
        while (first < x.rank() && (bits >>> first & 1) == 1) first++;
        int after = first;
        while (after < x.rank() && (bits >>> after & 1) == 0) after++;
        // With all axes normalised there is one group, all of x.
        outer = after == first ? 1 : Axes.before(x, first);
        inner = after == first ? x.size() : Axes.after(x, after - 1);
        groups = outer * inner == 0 ? 0 : x.size() / (outer * inner);
        step = Math.max(1, RANGE / Math.max(1, outer * inner));
        this.centered = centered;
        return this;
    }

    int groups() { return groups; }

    void drop() {
        kernels = null;
        u = null;
        out = null;
        last = null;
        Arrays.fill(y, null);
        Arrays.fill(s, null);
    }

    private void share() {
        int ranges = (groups + step - 1) / step;
        if (ranges < 3) for (int i = 0; i < ranges; i++) run(i);
        else Workers.shared().run(ranges, this);
    }

    @Override
    public void run(int range) {
        int to = Math.min(groups, (range + 1) * step);
        for (int g = range * step; g < to; g++) {
            if (isValue) normalize(g);
            else act(g);
        }
    }

    /** `y₀` and s₀. */
    void value(Frame f, double eps) {
        isValue = true;
        this.eps = eps;
        kernels = f.kernels();
        u = f.x(0, 0);
        f.y(0).beta();
        out = f.y(0).array();
        s[0] = f.keep(0, 0, groups);
        share();
    }

    private void normalize(int g) {
        double mean = centered ? sum(u, g) / (outer * inner) : 0;
        double scale = 1 / Math.sqrt(dot(u, mean, u, mean, g) / (outer * inner) + eps);
        s[0].set(g, scale);
        if (inner == 1) {
            for (int o = g; o < out.size(); o += groups) out.set(o, (u.get(o) - mean) * scale);
            return;
        }
        for (int a = 0; a < outer; a++) {
            int o = (a * groups + g) * inner;
            kernels.axpbyAbout(inner, scale, u.data(), u.offset() + o, mean, 0, out.data(), out.offset() + o);
        }
    }

    /**
     * `out += α J_j u`.
     *
     * @param last null, or where `⟨y_j, u⟩/m` of every group is left
     */
    void act(int j, double alpha, Frame f, Array u, Accumulator out, Array last) {
        isValue = false;
        kernels = f.kernels();
        this.j = j;
        this.alpha = alpha;
        this.u = u;
        this.last = last;
        for (int k = 0; k <= j; k++) {
            y[k] = f.y(k).value();
            s[k] = f.kept(k, 0);
        }
        beta = out.beta();
        this.out = out.array();
        share();
    }

    /** One pass for the means and one for the result: `J_ju = s_j(u − ū) − Σ_b y_b Σ_{a+c=j−b} s_a⟨y_c, u⟩/m`. */
    private void act(int g) {
        int m = outer * inner;
        double mean = centered ? sum(u, g) / m : 0;
        double d0 = dot(y[0], 0, u, 0, g) / m;
        double d1 = j < 1 || y[1] == null ? 0 : dot(y[1], 0, u, 0, g) / m;
        double d2 = j < 2 || y[2] == null ? 0 : dot(y[2], 0, u, 0, g) / m;
        if (last != null) last.set(g, j == 0 ? d0 : j == 1 ? d1 : d2);
        double s0 = s[0].get(g);
        double s1 = j < 1 || s[1] == null ? 0 : s[1].get(g);
        double s2 = j < 2 || s[2] == null ? 0 : s[2].get(g);
        double e0 = j == 0 ? s0 * d0 : j == 1 ? s1 * d0 + s0 * d1 : s2 * d0 + s1 * d1 + s0 * d2;
        double e1 = j == 1 ? s0 * d0 : j == 2 ? s1 * d0 + s0 * d1 : 0;
        double e2 = j == 2 ? s0 * d0 : 0;
        double sj = j == 0 ? s0 : j == 1 ? s1 : s2;
        for (int a = 0; a < outer; a++) {
            int o = (a * groups + g) * inner;
            add(o, alpha * sj, mean, alpha * e0);
            if (e1 != 0 && y[1] != null) subtract(o, alpha * e1, y[1]);
            if (e2 != 0 && y[2] != null) subtract(o, alpha * e2, y[2]);
        }
    }

    /** `out = beta·out + scale(u − mean) − e y₀`. */
    private void add(int o, double scale, double mean, double e) {
        if (inner == 1) {
            double before = beta == 0 ? 0 : out.get(o);
            out.set(o, before + (scale * (u.get(o) - mean) - e * y[0].get(o)));
            return;
        }
        kernels.axpbyAbout(inner, scale, u.data(), u.offset() + o, mean, -e, y[0].data(), y[0].offset() + o, beta,
                out.data(), out.offset() + o);
    }

    private void subtract(int o, double e, Array x) {
        if (inner == 1) out.set(o, out.get(o) - e * x.get(o));
        else
            kernels.axpbyAbout(inner, -e, x.data(), x.offset() + o, 0, 1, out.data(), out.offset() + o);
    }

    /**
     * s_k from the means that {@link #act} left: `s₁ = −s₀²δ₀` and `2s₂ = −s₀²δ₁ − 2s₀s₁δ₀`, where `δ₀ = ⟨y₀, x₁⟩/m`
     * and `δ₁ = ⟨y₁, x₁⟩/m + 2⟨y₀, x₂⟩/m`.
     */
    void scale(int k, Frame f) {
        Array s0 = f.kept(0, 0);
        Array s1 = f.kept(1, 0);
        Array straight = f.kept(k, 1);
        Array bent = f.kept(k, 2);
        Array sk = f.keep(k, 0, groups);
        for (int g = 0; g < groups; g++) {
            double a = s0.get(g);
            double d = straight == null ? 0 : straight.get(g);
            double b = bent == null ? 0 : bent.get(g);
            double c = k == 1 || s1 == null ? 0 : s1.get(g);
            // δ₀ = −s₁/s₀².
            sk.set(g, k == 1 ? -a * a * d : -a * a * (b / 2 + d) + c * c / a);
        }
    }

    private double sum(Array x, int g) {
        if (inner == 1) return strided(x, g);
        double sum = 0;
        for (int a = 0; a < outer; a++) sum += kernels.sum(inner, x.data(), x.offset() + (a * groups + g) * inner);
        return sum;
    }

    /** A number at a time: calls for runs of one would take longer. */
    private double strided(Array x, int g) {
        double[] numbers = x.data();
        int o = x.offset() + g;
        double sum = 0;
        for (int a = 0; a < outer; a++) sum += numbers[o + a * groups];
        return sum;
    }

    /** `Σ (x − c)(z − d)` over group g. */
    private double dot(Array x, double c, Array z, double d, int g) {
        if (inner == 1) return strided(x, c, z, d, g);
        double sum = 0;
        for (int a = 0; a < outer; a++) {
            int o = (a * groups + g) * inner;
            sum += kernels.dotAbout(inner, x.data(), x.offset() + o, c, z.data(), z.offset() + o, d);
        }
        return sum;
    }

    private double strided(Array x, double c, Array z, double d, int g) {
        double[] left = x.data();
        double[] right = z.data();
        int lo = x.offset() + g;
        int ro = z.offset() + g;
        double sum = 0;
        for (int a = 0; a < outer; a++) sum += (left[lo + a * groups] - c) * (right[ro + a * groups] - d);
        return sum;
    }
}

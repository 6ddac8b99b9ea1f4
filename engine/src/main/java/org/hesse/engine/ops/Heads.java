package org.hesse.engine.ops;

import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Kernels;
import org.hesse.engine.array.Kernels.Part;

/** The two products of attention, for every example and head: of tokens with tokens, and of pairs with tokens. */
final class Heads {
    private Heads() {}

    /** `Y_h += A_h B_hᵀ` in `y[n, heads, t, s]` of `a[n, t, d]` and `b[n, s, d]`; 0 above the diagonal if causal. */
    static void ofTokens(Kernels kernels, int heads, boolean causal, Array a, Array b, Accumulator y) {
        double beta = y.beta();
        BatchedProducts products = BatchedProducts.own();
        products.a.heads(a, heads);
        products.b.heads(b, heads).transposed(true);
        products.c.lastAxes(y.array());
        products.run(kernels, causal ? Part.LOWER_RESULT : Part.WHOLE, a.dim(0) * heads, a.dim(1), b.dim(1),
                a.dim(2) / heads, beta);
    }

    /**
     * `Y_h += P_h X_h` in `y[n, t, d]` of `p[n, heads, t, s]` and `x[n, s, d]`, or `P_hᵀ X_h`; if causal, what P has
     * above its diagonal is not felt.
     */
    static void ofPairs(Kernels kernels, int heads, boolean causal, boolean isTransposed, Array p, Array x,
            Accumulator y) {
        double beta = y.beta();
        Array to = y.array();
        BatchedProducts products = BatchedProducts.own();
        products.a.lastAxes(p).transposed(isTransposed);
        products.b.heads(x, heads);
        products.c.heads(to, heads);
        Part part = !causal ? Part.WHOLE : isTransposed ? Part.UPPER_LEFT : Part.LOWER_LEFT;
        products.run(kernels, part, x.dim(0) * heads, to.dim(1), x.dim(2) / heads, x.dim(1), beta);
    }

    static void check(String op, int heads) {
        if (heads < 1) throw new IllegalArgumentException(op + ": heads must be at least 1, got " + heads);
    }
}

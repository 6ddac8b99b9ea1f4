package org.hesse.engine.array;

/**
 * The loops over `double[]` that carry all the work; providers are found by `ServiceLoader` (see {@link Providers}).
 *
 * <p>Matrices are dense and row-major, given as a vector and an offset, but for {@link Strided} ones. `y = beta·y + …`
 * with beta = 0 overwrites, NaN included. Arguments are checked by the callers, where a model is built, never here.
 * Results do not depend on the number of threads. Implementations are stateless and thread-safe.
 */
public interface Kernels {
    /** How the two factors of a product are stored. */
    enum Form {
        /** A[m,k], B[k,n]. */
        NN,
        /** A[m,k], B[n,k]: the right factor transposed. */
        NT,
        /** A[k,m], B[k,n]: the left factor transposed. */
        TN
    }

    /** What a product leaves out of its matrices: all that lies on one side of the diagonal of one of them. */
    enum Part {
        /** Nothing. */
        WHOLE,
        /** What is above the diagonal of A counts as 0, whatever it is. */
        LOWER_LEFT,
        /** What is below the diagonal of A counts as 0, whatever it is. */
        UPPER_LEFT,
        /** What is above the diagonal of C stays as it is. */
        LOWER_RESULT
    }

    /** The array of a convolution that is computed from the two others: `Σ y·conv(x, w)` is linear in each. */
    enum Role {
        /** `y = conv(x, w)`. */
        OUTPUT,
        /** `x̄`, the adjoint of the input. */
        INPUT,
        /** `w̄`, the adjoint of the weight, summed over the images in a fixed order. */
        WEIGHT
    }

    /** The provider's name: `plain`, `vector`, `jblas`. */
    String name();

    /** `C[m,n] = beta·C + A B`, with A and B stored as `form` says. C overlaps neither factor. */
    void gemm(Form form, int m, int n, int k, double[] a, int ao, double[] b, int bo, double beta, double[] c, int co);

    /**
     * `C[m,n] = beta·C + A[m,k] B[k,n]` of matrices stored by rows or by columns, which may be parts of others. C
     * overlaps neither factor. Whether what is left out of A is met as a 0, or not at all, is the provider's choice and
     * depends on m: an infinity or NaN of B may make a NaN there, or not, and a result that is 0 may have either sign.
     */
    void gemm(Part part, int m, int n, int k, Strided a, Strided b, double beta, Strided c);

    /** `Y[m,n] = beta·Y + X[m,k] W[n,k]ᵀ + 1 bᵀ`: a product and a row, which may be added first or last. */
    default void affine(int m, int n, int k, double[] x, int xo, double[] w, int wo, double[] b, int bo, double beta,
            double[] y, int yo) {
        gemm(Form.NT, m, n, k, x, xo, w, wo, beta, y, yo);
        addRow(m, n, b, bo, 1, y, yo);
    }

    /**
     * One of the three arrays of a convolution, `= beta·itself + …`, from the two others:
     * `y[n,o,p,q] = Σ_{c,i,j} w[o,c,i,j] x[n,c,ps+i−padding,qs+j−padding]`, x being 0 outside and s the stride.
     *
     * <p>`w[out, C/groups, kh, kw]` has fewer channels than `x[N, C, H, W]` where there are groups: the outputs of
     * group g, out/groups of them, see its C/groups inputs alone.
     *
     * @param role which of them is written; the other two are read
     * @param b what y gains at the end, a number for each output, where y is written; null for none
     */
    void convolve(Role role, int stride, int padding, Array x, Array w, Array b, Array y, double beta);

    /** `Y[m,c,n] = beta·Y + b[c]`: a number for each channel added to its planes of n numbers. */
    void addChannels(int m, int c, int n, double[] b, int bo, double beta, double[] y, int yo);

    /** `b[c] = beta·b + Σ_{m,n} Y[m,c,n]`. */
    void sumChannels(int m, int c, int n, double[] y, int yo, double beta, double[] b, int bo);

    /**
     * `y[p,q] = max_{i,j} x[ps+i,qs+j]` over windows of `kernel` by `kernel` places, s apart, the stride, of a plane x
     * whose rows are `width` apart; y has so many rows and columns. Where in x each stands goes into `places`, counted
     * from xo: of equal ones the first, row by row. A NaN is larger than any number.
     */
    default void maxima(int kernel, int stride, int width, int rows, int columns, double[] x, int xo, double[] y,
            int yo, double[] places, int po) {
        PlainMaxima.maxima(kernel, stride, width, rows, columns, x, xo, y, yo, places, po);
    }

    /** `y[n] = beta·y + alpha·x`. */
    void axpby(int n, double alpha, double[] x, int xo, double beta, double[] y, int yo);

    /** `y[n] = beta·y + alpha·a∘b`. */
    void multiply(int n, double alpha, double[] a, int ao, double[] b, int bo, double beta, double[] y, int yo);

    /** `y[n] = beta·y + alpha·a∘b∘c`. */
    void multiply(int n, double alpha, double[] a, int ao, double[] b, int bo, double[] c, int co, double beta,
            double[] y, int yo);

    /** `Σ_i x_i y_i`. */
    double dot(int n, double[] x, int xo, double[] y, int yo);

    /** `Y[m,n] = beta·Y + 1 bᵀ`: the row b added to every row. */
    void addRow(int m, int n, double[] b, int bo, double beta, double[] y, int yo);

    /** `b[n] = beta·b + Yᵀ1`: the rows of Y summed. */
    void sumRows(int m, int n, double[] y, int yo, double beta, double[] b, int bo);

    /**
     * `Σ_i x_i` over a run of numbers, a row say. Runs are of one thread, which walks them one after the other; the
     * order of additions depends on n alone, not on the run's place.
     */
    default double sum(int n, double[] x, int xo) { return PlainRuns.sum(n, x, xo); }

    /** `Σ_i (x_i − a)(y_i − b)` over two runs. */
    default double dotAbout(int n, double[] x, int xo, double a, double[] y, int yo, double b) {
        return PlainRuns.dotAbout(n, x, xo, a, y, yo, b);
    }

    /** The place in a run, from 0 on, of the first of its largest numbers; NaN is passed over, but not at place 0. */
    default int top(int n, double[] x, int xo) { return PlainRuns.top(n, x, xo); }

    /** `y = beta·y + alpha·(x − a)` for runs, which may be the same one. */
    default void axpbyAbout(int n, double alpha, double[] x, int xo, double a, double beta, double[] y, int yo) {
        PlainRuns.axpbyAbout(n, alpha, x, xo, a, beta, y, yo);
    }

    /** `y = beta·y + alpha·(x − a) + gamma·w` for runs, in one pass: what is just written is not read again. */
    default void axpbyAbout(int n, double alpha, double[] x, int xo, double a, double gamma, double[] w, int wo,
            double beta, double[] y, int yo) {
        PlainRuns.axpbyAbout(n, alpha, x, xo, a, gamma, w, wo, beta, y, yo);
    }

    /** `y = beta·y + alpha·w∘(x − a − b)` for runs, a subtracted before b, which may be tiny beside it. */
    default void multiplyAbout(int n, double alpha, double[] w, int wo, double[] x, int xo, double a, double b,
            double beta, double[] y, int yo) {
        PlainRuns.multiplyAbout(n, alpha, w, wo, x, xo, a, b, beta, y, yo);
    }

    /** `y = exp x`, within 2 ulp, like each of the functions below; x and y may be the same vector. */
    void exp(int n, double[] x, double[] y);

    /** `y = eˣ − 1`. */
    void expm1(int n, double[] x, double[] y);

    /** `y = ln x`. */
    void log(int n, double[] x, double[] y);

    /** `y = ln(1 + x)`. */
    void log1p(int n, double[] x, double[] y);

    /** `y = tanh x`. */
    void tanh(int n, double[] x, double[] y);

    /** `y = erf x`. */
    void erf(int n, double[] x, double[] y);

    /**
     * The normal distribution at βx: `cdf = Φ(βx)` and `density = e^{−(βx)²/2}/√(2π)`, both to a few ulp far into the
     * tails, where Φ by way of erf has lost all digits. βx is carried to twice the precision.
     */
    void normal(int n, double beta, double[] x, double[] cdf, double[] density);

    /** `x = eˣ`, in place. */
    default void exp(Array x) {
        double[] y = x.offset() == 0 ? x.data() : x.toArray();
        exp(x.size(), y, y);
        if (y != x.data()) System.arraycopy(y, 0, x.data(), x.offset(), x.size());
    }

    /** `C += A B`, the sizes read off C and A: what the rules of ops call. */
    default void gemm(Form form, Array a, Array b, Accumulator c) {
        int k = form == Form.TN ? a.rows() : a.columns();
        int m = form == Form.TN ? a.columns() : a.rows();
        int n = form == Form.NT ? b.rows() : b.columns();
        double beta = c.beta();
        Array to = c.array();
        gemm(form, m, n, k, a.data(), a.offset(), b.data(), b.offset(), beta, to.data(), to.offset());
    }

    /**
     * `C_i += A_i B` for i below `count`, products of equal sizes that have B in common: no two C_i are the same, and
     * each has the bits that it has alone.
     */
    default void gemm(Form form, int count, Array[] a, Array b, Accumulator[] c) {
        for (int i = 0; i < count; i++) gemm(form, a[i], b, c[i]);
    }

    /** `Y += X Wᵀ + 1 bᵀ`. */
    default void affine(Array x, Array w, Array b, Accumulator y) {
        double beta = y.beta();
        Array to = y.array();
        affine(x.rows(), w.rows(), x.columns(), x.data(), x.offset(), w.data(), w.offset(), b.data(), b.offset(), beta,
                to.data(), to.offset());
    }

    /** `y += alpha·x`. */
    default void add(double alpha, Array x, Accumulator y) {
        double beta = y.beta();
        axpby(x.size(), alpha, x.data(), x.offset(), beta, y.array().data(), y.array().offset());
    }

    /** `y += alpha·a∘b`. */
    default void multiply(double alpha, Array a, Array b, Accumulator y) {
        double beta = y.beta();
        Array to = y.array();
        multiply(a.size(), alpha, a.data(), a.offset(), b.data(), b.offset(), beta, to.data(), to.offset());
    }

    /** `y += alpha·a∘b∘c`. */
    default void multiply(double alpha, Array a, Array b, Array c, Accumulator y) {
        double beta = y.beta();
        Array to = y.array();
        multiply(a.size(), alpha, a.data(), a.offset(), b.data(), b.offset(), c.data(), c.offset(), beta, to.data(),
                to.offset());
    }

    /** `Σ_i x_i y_i`; 0 where either is a structural zero (null). */
    default double dot(Array x, Array y) {
        return x == null || y == null ? 0 : dot(x.size(), x.data(), x.offset(), y.data(), y.offset());
    }

    /** `Y += 1 bᵀ`: the row b added to every row of Y. */
    default void addRow(Array b, Accumulator y) {
        double beta = y.beta();
        Array to = y.array();
        int n = b.size();
        addRow(n == 0 ? 0 : to.size() / n, n, b.data(), b.offset(), beta, to.data(), to.offset());
    }

    /** `b += Yᵀ1`: the rows of Y, as long as b, summed. */
    default void sumRows(Array y, Accumulator b) {
        double beta = b.beta();
        Array to = b.array();
        int n = to.size();
        sumRows(n == 0 ? 0 : y.size() / n, n, y.data(), y.offset(), beta, to.data(), to.offset());
    }

    /** `Y[m,c,…] += b[c]`: to every plane the number of its channel. */
    default void addChannels(Array b, Accumulator y) {
        double beta = y.beta();
        Array to = y.array();
        int m = to.dim(0);
        int c = b.size();
        int n = m * c == 0 ? 0 : to.size() / (m * c);
        addChannels(m, c, n, b.data(), b.offset(), beta, to.data(), to.offset());
    }

    /** `b[c] += Σ Y[m,c,…]`: the planes of each channel summed. */
    default void sumChannels(Array y, Accumulator b) {
        double beta = b.beta();
        Array to = b.array();
        int m = y.dim(0);
        int c = to.size();
        int n = m * c == 0 ? 0 : y.size() / (m * c);
        sumChannels(m, c, n, y.data(), y.offset(), beta, to.data(), to.offset());
    }
}

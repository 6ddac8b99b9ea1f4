package org.hesse.engine.ops;

import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Kernels.Role;
import org.hesse.engine.op.Birth;
import org.hesse.engine.op.ByExample;
import org.hesse.engine.op.Frame;

/**
 * `y[n,o,p,q] = b[o] + Σ_{c,i,j} w[o,c,i,j] x[n,c,ps+i−padding,qs+j−padding]`, s the stride, x being 0 outside:
 * cross-correlation of `x[N,C,H,W]` with `w[out,C/groups,kh,kw]`; without b[out] if only two inputs are given.
 *
 * <p>`y[N,out,P,Q]` with `P = ⌊(H + 2·padding − kh)/s⌋ + 1`, Q likewise. The outputs of group g, out/groups of them,
 * see its C/groups channels alone; as many groups as channels make it depthwise.
 *
 * <p>`xbar[n,c,ps+i−padding,qs+j−padding] += Σ w[o,c,i,j] ybar[n,o,p,q]`, `wbar[o,c,i,j] = Σ ybar x`,
 * `bbar[o] = Σ ybar`. Bilinear in (x, w), so coefficients convolve, as in {@link Affine}. Immutable and thread-safe.
 */
public record Conv2d(int stride, int padding, int groups) implements ByExample {
    public Conv2d {
        if (stride < 1 || padding < 0 || groups < 1)
            throw new IllegalArgumentException("conv2d: stride and groups must be at least 1 and padding at least 0,"
                    + " got stride " + stride + ", padding " + padding + ", groups " + groups);
    }

    public Conv2d(int stride, int padding) { this(stride, padding, 1); }

    public Conv2d() { this(1, 0); }

    @Override
    public int[] shape(int[]... in) {
        int[] x = in[0];
        int[] w = in[1];
        check(x, w);
        if (in.length > 2 && (in[2].length != 1 || in[2][0] != w[0]))
            throw new IllegalArgumentException("conv2d: bias" + Array.text(in[2]) + " does not fit weight"
                    + Array.text(w) + ", it needs [" + w[0] + "]");
        int[] places = Planes.places("conv2d", "weight" + Array.text(w), x, w[2], w[3], stride, padding);
        return new int[] {x[0], w[0], places[0], places[1]};
    }

    private void check(int[] x, int... w) {
        if (x.length != 4 || w.length != 4 || w[1] < 1 || x[1] != (long) w[1] * groups)
            throw new IllegalArgumentException(
                    "conv2d: channels differ: x" + Array.text(x) + ", weight" + Array.text(w) + grouped());
        if (w[0] < 1 || w[0] % groups != 0)
            throw new IllegalArgumentException("conv2d: the outputs of weight" + Array.text(w) + " for x"
                    + Array.text(x) + " cannot be shared out to " + groups + " groups");
    }

    private String grouped() { return groups == 1 ? "" : " in " + groups + " groups"; }

    @Override
    public boolean takes(int inputs) { return inputs == 2 || inputs == 3; }

    @Override
    public Birth birth() { return Birth.PRODUCT; }

    /** The bias comes last, whatever terms there are: a missing one and a zero give the same bits. */
    @Override
    public void forward(int k, Frame f) {
        Array b = f.inputs() > 2 ? f.x(2, k) : null;
        int last = k;
        while (last >= 0 && !hasTerm(k, last, f)) last--;
        for (int j = 0; j <= last; j++) {
            if (!hasTerm(k, j, f)) continue;
            double beta = f.y(k).beta();
            f.kernels().convolve(Role.OUTPUT, stride, padding, f.x(0, k - j), f.x(1, j), j == last ? b : null,
                    f.y(k).array(), beta);
        }
        if (last < 0 && b != null) f.kernels().addChannels(b, f.y(k));
    }

    private static boolean hasTerm(int k, int j, Frame f) { return f.x(0, k - j) != null && f.x(1, j) != null; }

    @Override
    public void pull(int j, Frame f, Array ybar, Accumulator[] xbar) {
        Array x = f.x(0, j);
        Array w = f.x(1, j);
        if (xbar[0] != null && w != null) {
            double beta = xbar[0].beta();
            f.kernels().convolve(Role.INPUT, stride, padding, xbar[0].array(), w, null, ybar, beta);
        }
        if (xbar[1] != null && x != null) {
            double beta = xbar[1].beta();
            f.kernels().convolve(Role.WEIGHT, stride, padding, x, xbar[1].array(), null, ybar, beta);
        }
        if (j == 0 && xbar.length > 2 && xbar[2] != null) f.kernels().sumChannels(ybar, xbar[2]);
    }

    @Override
    public boolean hasNorms(int i) { return i > 0; }

    /** By the share itself, image by image: as much work as the adjoint takes. */
    @Override
    public void addNorms(int i, Frame f, Array ybar, double[] norms) {
        Array share = Array.zeros(f.x(i, 0).shape());
        int images = norms.length == 0 ? 0 : ybar.dim(0) / norms.length;
        for (int e = 0; e < norms.length; e++) {
            Array y = ybar.slice(e * images, (e + 1) * images);
            if (i == 1) {
                Array x = f.x(0, 0).slice(e * images, (e + 1) * images);
                f.kernels().convolve(Role.WEIGHT, stride, padding, x, share, null, y, 0);
            } else {
                int plane = y.size() / (images * share.size());
                f.kernels().sumChannels(images, share.size(), plane, y.data(), y.offset(), 0, share.data(), 0);
            }
            norms[e] += f.kernels().dot(share, share);
        }
    }
}

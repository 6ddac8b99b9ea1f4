package org.hesse.tests;

import static java.math.BigInteger.ONE;
import static java.math.BigInteger.TWO;
import static java.math.BigInteger.ZERO;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hesse.engine.ops.Square;
import org.hesse.nn.Layer;
import org.hesse.nn.Model;
import org.hesse.nn.layers.Activation;
import org.hesse.nn.layers.Dense;

/**
 * Curvature of polynomial networks in whole numbers: `2n L`, and n times `∇L`, `Gv` and both parts of `Nv`.
 *
 * <p>Forward mode only: entry i is the coefficient of δ, or of εδ, of the network at `θ + εv + δe_i`, ε² = δ² = 0.
 */
final class IntegerReference {
    BigInteger loss = ZERO;
    final BigInteger[] gradient;
    final BigInteger[] gaussNewton;
    final BigInteger[] activation;
    final BigInteger[] coupling;
    private final Model model;
    private final long[] theta;
    private final long[] v;

    /** `x + εe + δd + εδ(function + product)`, the last by what it was born in. */
    private record Jet(BigInteger x, BigInteger e, BigInteger d, BigInteger function, BigInteger product) {
        static Jet constant(long x) { return new Jet(BigInteger.valueOf(x), ZERO, ZERO, ZERO, ZERO); }

        Jet plus(Jet b) {
            return new Jet(x.add(b.x), e.add(b.e), d.add(b.d), function.add(b.function), product.add(b.product));
        }

        Jet times(Jet b) {
            BigInteger born = e.multiply(b.d).add(d.multiply(b.e));
            return new Jet(x.multiply(b.x), cross(x, e, b.x, b.e), cross(x, d, b.x, b.d),
                    cross(x, function, b.x, b.function), cross(x, product, b.x, b.product).add(born));
        }

        Jet square() {
            BigInteger slope = x.multiply(TWO);
            BigInteger born = e.multiply(d).multiply(TWO);
            return new Jet(x.multiply(x), slope.multiply(e), slope.multiply(d), slope.multiply(function).add(born),
                    slope.multiply(product));
        }

        private static BigInteger cross(BigInteger x, BigInteger xk, BigInteger y, BigInteger yk) {
            return x.multiply(yk).add(xk.multiply(y));
        }
    }

    IntegerReference(Model model, long[][] x, long[][] y, long[] theta, long[] v) {
        this.model = model;
        this.theta = theta;
        this.v = v;
        gradient = zeros(theta.length);
        gaussNewton = zeros(theta.length);
        activation = zeros(theta.length);
        coupling = zeros(theta.length);
        for (int row = 0; row < x.length; row++) {
            for (int i = 0; i < theta.length; i++) add(i, outputs(x[row], i), y[row]);
            List<Jet> z = outputs(x[row], 0);
            for (int k = 0; k < z.size(); k++) loss = loss.add(residual(z.get(k), y[row][k]).pow(2));
        }
    }

    private static BigInteger[] zeros(int n) {
        BigInteger[] zeros = new BigInteger[n];
        Arrays.fill(zeros, ZERO);
        return zeros;
    }

    private static BigInteger residual(Jet z, long y) { return z.x.subtract(BigInteger.valueOf(y)); }

    private void add(int i, List<Jet> outputs, long[] y) {
        for (int k = 0; k < y.length; k++) {
            Jet z = outputs.get(k);
            BigInteger r = residual(z, y[k]);
            gradient[i] = gradient[i].add(r.multiply(z.d));
            gaussNewton[i] = gaussNewton[i].add(z.e.multiply(z.d));
            activation[i] = activation[i].add(r.multiply(z.function));
            coupling[i] = coupling[i].add(r.multiply(z.product));
        }
    }

    /** The network at `θ + εv + δe_i`; θ is read in order, `weight[out, in]` then `bias[out]`. */
    private List<Jet> outputs(long[] x, int i) {
        List<Jet> h = Arrays.stream(x).mapToObj(Jet::constant).toList();
        int offset = 0;
        for (Layer layer : model.layers()) {
            if (layer instanceof Dense dense) {
                int in = h.size();
                h = dense(dense, h, offset, i);
                offset += dense.out() * (in + (dense.bias() ? 1 : 0));
            } else if (((Activation) layer).fn() instanceof Square) h = h.stream().map(Jet::square).toList();
        }
        return h;
    }

    private List<Jet> dense(Dense dense, List<Jet> h, int offset, int i) {
        List<Jet> y = new ArrayList<>();
        int in = h.size();
        for (int row = 0; row < dense.out(); row++) {
            Jet sum = dense.bias() ? parameter(offset + dense.out() * in + row, i) : Jet.constant(0);
            for (int j = 0; j < in; j++) sum = sum.plus(parameter(offset + row * in + j, i).times(h.get(j)));
            y.add(sum);
        }
        return y;
    }

    private Jet parameter(int k, int i) {
        return new Jet(BigInteger.valueOf(theta[k]), BigInteger.valueOf(v[k]), k == i ? ONE : ZERO, ZERO, ZERO);
    }
}

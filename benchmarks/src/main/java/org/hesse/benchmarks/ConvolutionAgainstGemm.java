package org.hesse.benchmarks;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Kernels;
import org.hesse.engine.array.Kernels.Form;
import org.hesse.engine.array.Kernels.Role;
import org.hesse.engine.array.PlainKernels;
import org.hesse.engine.array.Providers;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * Does a convolution run at the rate of a matrix product of the same m, n and k? Forward with the bias, as the op has
 * it; kernels of 3 × 3 with a padding of 1; `in-out-size`. The products are `Y[out, N·places] = W P` for the output,
 * `P̄ = Wᵀ Ȳ` for the input and `W̄ = Ȳ Pᵀ` for the weight, of a P that nobody had to make.
 */
public class ConvolutionAgainstGemm extends Timed {
    private static final int KERNEL = 3;

    @Param({"16-32-14", "64-64-8"})
    private String shape;

    @Param("64")
    private int images;

    @Param({"OUTPUT", "INPUT", "WEIGHT"})
    private Role role;

    @Param("vector")
    private String provider;

    @Param({"1", "2"})
    private int threads;

    private Kernels kernels;
    private Array x;
    private Array w;
    private Array y;
    private Array b;
    private double[] left;
    private double[] right;
    private double[] product;
    private int m;
    private int n;
    private int k;

    /** Random arrays; checks the convolution and the product against the plain provider's. */
    @Setup
    @Override
    public void setUp() {
        Case.compute(provider, threads);
        kernels = Providers.kernels();
        String[] sizes = shape.split("-");
        int in = Integer.parseInt(sizes[0]);
        int out = Integer.parseInt(sizes[1]);
        int size = Integer.parseInt(sizes[2]);
        SplittableRandom random = new SplittableRandom(0);
        x = random(random, images, in, size, size);
        w = random(random, out, in, KERNEL, KERNEL);
        y = random(random, images, out, size, size);
        b = random(random, out);
        int taps = in * KERNEL * KERNEL;
        int places = images * size * size;
        m = role == Role.INPUT ? taps : out;
        n = role == Role.WEIGHT ? taps : places;
        k = role == Role.INPUT ? out : role == Role.OUTPUT ? taps : places;
        left = random.doubles((long) m * k, -1, 1).toArray();
        right = random.doubles((long) k * n, -1, 1).toArray();
        product = new double[m * n];
        check();
    }

    private void check() {
        Kernels plain = new PlainKernels();
        Array result = role == Role.OUTPUT ? y : role == Role.INPUT ? x : w;
        plain.convolve(role, 1, 1, x, w, b, y, 0);
        double[] expected = result.data().clone();
        Arrays.fill(result.data(), Double.NaN);
        convolution();
        // An input is in the windows of as many places as the kernel has; the bias is one more term.
        int terms = role == Role.INPUT ? k * KERNEL * KERNEL : k + 1;
        Case.sums("convolutions by " + provider + " and plain", result.data(), expected, terms);
        double[] ours = gemm().clone();
        plain.gemm(form(), m, n, k, left, 0, right, 0, 0, product, 0);
        Case.sums("products by " + provider + " and plain", ours, product, k);
    }

    private Form form() { return role == Role.OUTPUT ? Form.NN : role == Role.INPUT ? Form.TN : Form.NT; }

    private static Array random(SplittableRandom random, int... shape) {
        return Array.of(random.doubles(Array.size(shape), -1, 1).toArray(), shape);
    }

    @Benchmark
    public Array convolution() {
        kernels.convolve(role, 1, 1, x, w, b, y, 0);
        return y;
    }

    @Benchmark
    public double[] gemm() {
        kernels.gemm(form(), m, n, k, left, 0, right, 0, 0, product, 0);
        return product;
    }
}

package org.hesse.benchmarks;

import java.util.SplittableRandom;
import org.hesse.engine.array.Kernels;
import org.hesse.engine.array.PlainKernels;
import org.hesse.engine.array.Workers;
import org.hesse.kernels.jblas.JblasKernels;
import org.hesse.kernels.vector.VectorKernels;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** How fast is a matrix product in each provider? 2mnk over the time is its rate in flops; shapes as MLPs have them. */
public class GemmByProvider extends Timed {
    @Param({"plain", "vector", "jblas"})
    private String provider;

    @Param({"256x512x784", "512x512x512", "256x10x512", "128x32x64"})
    private String shape;

    @Param({"NN", "NT", "TN"})
    private Kernels.Form form;

    @Param("1")
    private int threads;

    private Kernels kernels;
    private int m;
    private int n;
    private int k;
    private double[] a;
    private double[] b;
    private double[] c;

    /** Random factors; checks the product against sums. */
    @Setup
    @Override
    public void setUp() {
        String[] sizes = shape.split("x");
        m = Integer.parseInt(sizes[0]);
        n = Integer.parseInt(sizes[1]);
        k = Integer.parseInt(sizes[2]);
        kernels = Gemms.watched(provider());
        Workers.shared().threads(threads);
        SplittableRandom random = new SplittableRandom(0);
        a = random.doubles((long) m * k, -1, 1).toArray();
        b = random.doubles((long) n * k, -1, 1).toArray();
        Case.sums("products by " + provider + " and plain sums", product(), sums(), k);
    }

    /** The product as its definition has it. */
    private double[] sums() {
        boolean tn = form == Kernels.Form.TN;
        boolean nt = form == Kernels.Form.NT;
        double[] sums = new double[m * n];
        for (int i = 0; i < m; i++)
            for (int j = 0; j < n; j++)
                for (int p = 0; p < k; p++)
                    sums[i * n + j] += a[tn ? p * m + i : i * k + p] * b[nt ? j * k + p : p * n + j];
        return sums;
    }

    /** Where jblas does not load, JMH leaves its rows out, with the message that says what to install. */
    private Kernels provider() {
        return switch (provider) {
            case "plain" -> new PlainKernels();
            case "vector" -> new VectorKernels();
            case "jblas" -> new JblasKernels();
            default -> throw new IllegalArgumentException("provider " + provider + " is none of plain, vector, jblas");
        };
    }

    @Benchmark
    public double[] product() {
        if (c == null) c = new double[m * n];
        kernels.gemm(form, m, n, k, a, 0, b, 0, 0, c, 0);
        return c;
    }
}

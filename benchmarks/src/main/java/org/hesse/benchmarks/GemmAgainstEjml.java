package org.hesse.benchmarks;

import java.util.SplittableRandom;
import org.ejml.concurrency.EjmlConcurrency;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.CommonOps_MT_DDRM;
import org.hesse.engine.array.Kernels;
import org.hesse.engine.array.Providers;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * Is a matrix product faster than in EJML, the library one would take in Java? Shapes and forms are those of
 * {@link GemmByProvider}; EJML is given its kernels for one or for several threads, as there are.
 */
public class GemmAgainstEjml extends Timed {
    @Param({"256x512x784", "512x512x512", "256x10x512", "128x32x64"})
    private String shape;

    @Param({"NN", "NT", "TN"})
    private Kernels.Form form;

    @Param({"1", "2"})
    private int threads;

    private Kernels plain;
    private Kernels vector;
    private int m;
    private int n;
    private int k;
    private DMatrixRMaj a;
    private DMatrixRMaj b;
    private DMatrixRMaj c;

    /** Random factors; checks that all three products are the same. */
    @Setup
    @Override
    public void setUp() {
        String[] sizes = shape.split("x");
        m = Integer.parseInt(sizes[0]);
        n = Integer.parseInt(sizes[1]);
        k = Integer.parseInt(sizes[2]);
        plain = kernels("plain");
        vector = kernels("vector");
        EjmlConcurrency.setMaxThreads(threads);
        SplittableRandom random = new SplittableRandom(0);
        a = form == Kernels.Form.TN ? random(random, k, m) : random(random, m, k);
        b = form == Kernels.Form.NT ? random(random, n, k) : random(random, k, n);
        c = new DMatrixRMaj(m, n);
        double[] theirs = ejml().data.clone();
        Case.same("products of EJML and vector", theirs, vector().data, 1e-13);
        Case.same("products of EJML and plain", theirs, plain().data, 1e-13);
    }

    private Kernels kernels(String name) {
        Case.compute(name, threads);
        return Providers.kernels();
    }

    private static DMatrixRMaj random(SplittableRandom random, int rows, int columns) {
        return DMatrixRMaj.wrap(rows, columns, random.doubles((long) rows * columns, -1, 1).toArray());
    }

    @Benchmark
    public DMatrixRMaj plain() { return ours(plain); }

    @Benchmark
    public DMatrixRMaj vector() { return ours(vector); }

    private DMatrixRMaj ours(Kernels kernels) {
        kernels.gemm(form, m, n, k, a.data, 0, b.data, 0, 0, c.data, 0);
        return c;
    }

    @Benchmark
    public DMatrixRMaj ejml() { return threads == 1 ? ejmlAlone() : ejmlShared(); }

    private DMatrixRMaj ejmlAlone() {
        return switch (form) {
            case NN -> CommonOps_DDRM.mult(a, b, c);
            case NT -> CommonOps_DDRM.multTransB(a, b, c);
            case TN -> CommonOps_DDRM.multTransA(a, b, c);
        };
    }

    private DMatrixRMaj ejmlShared() {
        return switch (form) {
            case NN -> CommonOps_MT_DDRM.mult(a, b, c);
            case NT -> CommonOps_MT_DDRM.multTransB(a, b, c);
            case TN -> CommonOps_MT_DDRM.multTransA(a, b, c);
        };
    }
}

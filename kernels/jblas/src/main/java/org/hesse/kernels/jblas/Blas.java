package org.hesse.kernels.jblas;

import org.jblas.NativeBlas;
import org.jblas.util.LibraryLoader;
import org.jblas.util.Logger;

/** The only door to native code: loads it quietly, checks every argument and lets one thread in at a time. */
final class Blas {
    /** Of the process, and known to others who call jblas. */
    static final Object LOCK = NativeBlas.class;

    private static String failure;

    private Blas() {}

    /** Loads the library at the first call; UnsatisfiedLinkError if it does not load, the same at every later call. */
    static void load() {
        synchronized (LOCK) {
            // Without this jblas logs to System.err what is thrown here, and at exit each temporary file it deletes.
            Logger.getLogger().setLevel(Logger.ERROR + 1);
            if (failure == null) failure = tryToLoad();
            if (!failure.isEmpty()) throw new UnsatisfiedLinkError(failure);
        }
    }

    /** Why the library does not load; empty if it does. */
    private static String tryToLoad() {
        try {
            dgemm('N', 'N', 1, 1, 1, new double[1], 1, new double[1], 1, new double[1], 1);
            return "";
        } catch (LinkageError e) {
            return reason(e);
        }
    }

    /** jblas swallows why its library does not load, and then misses a method: loading it again tells. */
    private static String reason(LinkageError missing) {
        try {
            new LibraryLoader().loadLibrary("jblas", true);
            return missing.toString();
        } catch (LinkageError e) {
            return e.getMessage() == null ? e.toString() : e.getMessage();
        }
    }

    /** `C[m,n] = A B` stored by columns, A[m,k] and B[k,n] or, for a form of T, their transposes. */
    static void dgemm(char formA, char formB, int m, int n, int k, double[] a, int lda, double[] b, int ldb, double[] c,
            int ldc) {
        // On what is refused here jblas would crash the process.
        check("A", formA == 'N' ? m : k, formA == 'N' ? k : m, lda, a);
        check("B", formB == 'N' ? k : n, formB == 'N' ? n : k, ldb, b);
        check("C", m, n, ldc, c);
        synchronized (LOCK) {
            NativeBlas.dgemm(formA, formB, m, n, k, 1, a, 0, lda, b, 0, ldb, 0, c, 0, ldc);
        }
    }

    private static void check(String name, int rows, int columns, int ld, double[] x) {
        boolean fits = x != null && rows > 0 && columns > 0 && ld >= rows && (long) ld * columns <= x.length;
        if (!fits)
            throw new IllegalArgumentException("dgemm: " + name + "[" + rows + ", " + columns + "] in columns of " + ld
                    + " does not fit into " + (x == null ? "null" : x.length + " numbers"));
    }
}

package org.hesse.hessian;

import org.hesse.engine.array.Providers;
import org.hesse.engine.tape.NonFiniteException;

/** What operators do with whole vectors, by the kernels. Stateless and thread-safe. */
final class Vectors {
    private Vectors() {}

    static double dot(double[] x, double[] y) { return Providers.kernels().dot(x.length, x, 0, y, 0); }

    /** `y += c x`. */
    static void add(double c, double[] x, double[] y) { Providers.kernels().axpby(x.length, c, x, 0, 1, y, 0); }

    static void check(Object what, String name, int size, double[] x) {
        if (x.length != size)
            throw new IllegalArgumentException(what + ": " + name + " has " + x.length + " numbers, not " + size);
    }

    static void checkFinite(Object what, double[] product) {
        // Squares of finite numbers may overflow: then the search finds nothing.
        if (Double.isFinite(dot(product, product))) return;
        for (int i = 0; i < product.length; i++)
            if (!Double.isFinite(product[i]))
                throw new NonFiniteException(what + ": the product's number " + i + " is " + product[i]);
    }
}

package org.hesse.hessian.algebra;

import org.hesse.hessian.Operator;

/** The sizes that symmetric operators must have. Stateless and thread-safe. */
public final class Square {
    private Square() {}

    /** The number of rows of A; an error that names the method if A has another number of columns. */
    public static int size(String method, Operator a) {
        if (a.rows() != a.columns())
            throw new IllegalArgumentException(
                    method + ": " + a + " is " + a.rows() + " by " + a.columns() + ", needs a symmetric operator");
        return a.rows();
    }

    /** The same, where a vector must be as long. */
    public static int size(String method, Operator a, String vector, double[] x) {
        int n = size(method, a);
        if (x.length != n)
            throw new IllegalArgumentException(
                    method + ": " + vector + " has " + x.length + " numbers, " + a + " is " + n + " by " + n);
        return n;
    }
}

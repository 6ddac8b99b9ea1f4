package org.hesse.engine.objective;

import org.hesse.engine.array.Array;
import org.hesse.engine.array.Layout;
import org.hesse.engine.ops.Multiply;
import org.hesse.engine.ops.Sum;
import org.hesse.engine.sweep.Channel;
import org.hesse.engine.sweep.Pull;
import org.hesse.engine.sweep.Push;
import org.hesse.engine.tape.NonFiniteException;
import org.hesse.engine.tape.Point;
import org.hesse.engine.tape.Tape;
import org.hesse.engine.tape.Var;

/**
 * The derivatives of a plain function `y = f(x)`, x of n numbers, y of m, written with the engine's ops:
 *
 * <pre>
 * any m   value y[m]     jacobianVector J v    vectorJacobian Jᵀu   jacobian J[m,n], J_ij = ∂f_i/∂x_j
 * m = 1   gradient g[n]  directional ⟨g, v⟩    hessianVector H v    hessian H[n,n], H_ij = ∂²f/∂x_i∂x_j
 * </pre>
 *
 * <p>x, y and all vectors are flat, in row-major order; none is kept. A vector of the wrong length, or m ≠ 1 where one
 * number is needed, is an {@link IllegalArgumentException}; a result that is infinite or NaN is a
 * {@link NonFiniteException}. Every product runs f anew. Immutable, and as thread-safe as f is.
 */
public final class Derivatives {
    /** Computes f(x) by `tape.apply(op, x, …)`; what does not depend on x is a `tape.constant`. */
    @FunctionalInterface
    public interface Program {
        Var apply(Tape tape, Var x);
    }

    /** f as it ran at one x. Every loss is `⟨u, y⟩`, for a point wants a scalar that an op computed. */
    private record Run(Tape tape, Var y) {
        int size() { return y.value().size(); }

        Point weighted(double... u) {
            if (u.length != size())
                throw new IllegalArgumentException(
                        "u: has " + u.length + " numbers, f(x) has shape " + Array.text(y.shape()));
            Var weights = tape.constant(Array.of(u, y.shape()));
            return tape.point(tape.apply(new Sum(), tape.apply(new Multiply(), y, weights)));
        }

        /** `⟨0, y⟩` cannot overflow, and is NaN if an entry of y is not finite. */
        Point unweighted() { return weighted(new double[size()]); }

        double[] pull(double... u) {
            try (Point point = weighted(u)) {
                return Pull.gradient(point).clone();
            }
        }

        double[] push(double[] v) {
            try (Point point = unweighted(); Push push = new Push(point, 1)) {
                push.along(v);
                Array y1 = push.coefficient(y, 1);
                return y1 == null ? new double[size()] : finite("jacobian", y1.toArray());
            }
        }

        Run scalar(String what) {
            if (size() == 1) return this;
            throw new IllegalArgumentException(what + ": f(x) must be one number, not " + Array.text(y.shape()));
        }
    }

    private final Program f;
    private final Layout layout;

    private Derivatives(Program f, Layout layout) {
        this.f = f;
        this.layout = layout;
    }

    /** Those of f, a function of one array x of the given shape; none given is a single number. */
    public static Derivatives of(Program f, int... shape) {
        return new Derivatives(f, Layout.builder().add("x", shape).build());
    }

    /** `y[m] = f(x)`. */
    public double[] value(double[] x) {
        Run run = run(x, 0);
        try (Point point = run.unweighted()) {
            return point.nodes().get(run.y.id()).value().toArray();
        }
    }

    /** `g[n] = ∇f(x)`, by one reverse sweep. */
    public double[] gradient(double[] x) { return run(x, 0).scalar("gradient").pull(1); }

    /** `⟨∇f(x), v⟩`, by one forward sweep. */
    public double directional(double[] x, double[] v) { return run(x, 1).scalar("directional").push(v)[0]; }

    /** `H v[n] = d/dε ∇f(x + εv)` at ε = 0, exact, by a forward and a reverse sweep. */
    public double[] hessianVector(double[] x, double[] v) {
        try (Point point = run(x, 1).scalar("hessian").weighted(1); Push push = new Push(point, 1)) {
            push.along(v);
            Pull pull = new Pull(push, Channel.HESSIAN);
            pull.run();
            return finite("hessian", pull.result(Channel.HESSIAN));
        }
    }

    /** `H[n,n]`, by n Hessian-vector products. */
    public Array hessian(double[] x) {
        int n = layout.size();
        Array hessian = Array.zeros(n, n);
        for (int i = 0; i < n; i++) System.arraycopy(hessianVector(x, unit(i, n)), 0, hessian.data(), i * n, n);
        return hessian;
    }

    /** `J v[m] = d/dε f(x + εv)` at ε = 0, by one forward sweep. */
    public double[] jacobianVector(double[] x, double[] v) { return run(x, 1).push(v); }

    /** `Jᵀu[n] = ∇⟨u, f(x)⟩`, u of m numbers, by one reverse sweep. */
    public double[] vectorJacobian(double[] x, double[] u) { return run(x, 0).pull(u); }

    /** `J[m,n]`: its n columns by forward sweeps if `n ≤ m`, else its m rows by reverse sweeps. */
    public Array jacobian(double[] x) {
        int n = layout.size();
        int m = run(x, 0).size();
        Array jacobian = Array.zeros(m, n);
        for (int k = 0; k < Math.min(m, n); k++) {
            double[] line = n <= m ? jacobianVector(x, unit(k, n)) : vectorJacobian(x, unit(k, m));
            for (int i = 0; i < line.length; i++) jacobian.set(n <= m ? i * n + k : k * n + i, line[i]);
        }
        return jacobian;
    }

    private Run run(double[] x, int order) {
        layout.check("x", x);
        Tape tape = new Tape(layout, x, order);
        return new Run(tape, f.apply(tape, tape.parameter("x")));
    }

    private static double[] finite(String what, double[] product) {
        for (int i = 0; i < product.length; i++)
            if (!Double.isFinite(product[i]))
                throw new NonFiniteException(what + ": entry " + i + " of its product is " + product[i]);
        return product;
    }

    private static double[] unit(int i, int n) {
        double[] e = new double[n];
        e[i] = 1;
        return e;
    }
}

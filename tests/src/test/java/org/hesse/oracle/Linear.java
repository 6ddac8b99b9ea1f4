package org.hesse.oracle;

import java.util.function.IntUnaryOperator;

/** The linear primitives: the tangent takes the way of the value, and the adjoint that of the transpose. */
interface Linear extends Primitive {
    @Override
    default Kind kind() { return Kind.LINEAR; }

    @Override
    default Value push(int i, Value dx, Value... x) { return of(dx); }

    /** `y = a + b`. */
    record Add() implements Linear {
        @Override
        public Matrix value(Matrix... x) {
            x[0].check("add", x[0].sameShape(x[1]), x[1]);
            return Matrix.of(x[0].rows(), x[0].columns(), k -> x[0].at(k) + x[1].at(k));
        }

        @Override
        public Value push(int i, Value dx, Value... x) { return dx; }

        @Override
        public Value pull(int i, Value ybar, Value... x) { return ybar; }
    }

    /** `y = cx`. */
    record Scale(double c) implements Linear {
        @Override
        public Matrix value(Matrix... x) { return Matrix.of(x[0].rows(), x[0].columns(), k -> c * x[0].at(k)); }

        @Override
        public Value pull(int i, Value ybar, Value... x) { return of(ybar); }
    }

    /** `y = s∘x`: a function with kinks, the slopes s being those of the branches that x lies on. */
    record Diagonal(Matrix s) implements Linear {
        @Override
        public Matrix value(Matrix... x) {
            s.check("diagonal", s.sameShape(x[0]), x[0]);
            return Matrix.of(s.rows(), s.columns(), k -> s.at(k) * x[0].at(k));
        }

        @Override
        public Value pull(int i, Value ybar, Value... x) { return of(ybar); }
    }

    /** `y_k = x_{from(k)}`: slices, transposes and repeats. Its transpose is the scatter. */
    record Gather(int rows, int columns, IntUnaryOperator from) implements Linear {
        @Override
        public Matrix value(Matrix... x) { return Matrix.of(rows, columns, k -> x[0].at(from.applyAsInt(k))); }

        @Override
        public Value pull(int i, Value ybar, Value... x) {
            return new Scatter(x[0].rows(), x[0].columns(), from).of(ybar);
        }
    }

    /** `y_{to(k)} += x_k`: sums. Its transpose is the gather. */
    record Scatter(int rows, int columns, IntUnaryOperator to) implements Linear {
        @Override
        public Matrix value(Matrix... x) {
            double[] y = new double[rows * columns];
            for (int k = 0; k < x[0].data().length; k++) y[to.applyAsInt(k)] += x[0].at(k);
            return new Matrix(rows, columns, y);
        }

        @Override
        public Value pull(int i, Value ybar, Value... x) {
            return new Gather(x[0].rows(), x[0].columns(), to).of(ybar);
        }
    }
}

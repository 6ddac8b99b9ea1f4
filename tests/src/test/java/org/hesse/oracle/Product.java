package org.hesse.oracle;

/** `Y = A B` or `y = a∘b`: `dY = dA B + A dB`, so `Abar = Ybar Bᵀ`, `Bbar = Aᵀ Ybar`; entry by entry likewise. */
record Product(boolean matrices) implements Primitive {
    @Override
    public Kind kind() { return Kind.PRODUCT; }

    @Override
    public Matrix value(Matrix... x) {
        if (matrices) return x[0].matmul(x[1]);
        x[0].check("times", x[0].sameShape(x[1]), x[1]);
        return Matrix.of(x[0].rows(), x[0].columns(), k -> x[0].at(k) * x[1].at(k));
    }

    @Override
    public Value push(int i, Value dx, Value... x) { return i == 0 ? of(dx, x[1]) : of(x[0], dx); }

    @Override
    public Value pull(int i, Value ybar, Value... x) {
        if (!matrices) return ybar.times(x[1 - i]);
        return i == 0 ? ybar.matmul(x[1].transpose()) : x[0].transpose().matmul(ybar);
    }
}

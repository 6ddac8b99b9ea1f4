package org.hesse.oracle;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Kernels.Form;
import org.hesse.engine.array.Providers;

/** Plain numbers, `[rows, columns]`, row by row: the ground on which every transformation stands. */
public final class Matrix implements Value {
    private final int rows;
    private final int columns;
    private final double[] data;

    public Matrix(int rows, int columns, double... data) {
        if (data.length != Math.multiplyExact(rows, columns))
            throw new IllegalArgumentException(
                    "oracle: [" + rows + ", " + columns + "] got " + data.length + " numbers");
        this.rows = rows;
        this.columns = columns;
        this.data = data;
    }

    /** The matrix whose entries are `entry(k)`, k counting row by row. */
    static Matrix of(int rows, int columns, IntToDoubleFunction entry) {
        double[] data = new double[rows * columns];
        Arrays.setAll(data, entry);
        return new Matrix(rows, columns, data);
    }

    static Matrix gaussian(Random random, int rows, int columns) {
        return of(rows, columns, k -> random.nextGaussian());
    }

    static Matrix filled(int rows, int columns, double c) { return of(rows, columns, k -> c); }

    /** A flat vector as a row, θ or a direction. */
    public static Matrix row(double... vector) { return new Matrix(1, vector.length, vector); }

    /** The engine's array as a matrix. */
    public static Matrix of(Array a) { return new Matrix(a.rows(), a.columns(), a.toArray()); }

    double at(int k) { return data[k]; }

    public double[] data() { return data; }

    Matrix matmul(Matrix b) {
        check("matmul", columns == b.rows, b);
        double[] c = new double[rows * b.columns];
        Providers.kernels().gemm(Form.NN, rows, b.columns, columns, data, 0, b.data, 0, 0, c, 0);
        return new Matrix(rows, b.columns, c);
    }

    /** Throws unless two shapes fit: a broadcast nobody asked for would hide a wrong rule. */
    void check(String what, boolean fits, Matrix b) {
        if (!fits) throw new IllegalArgumentException("oracle " + what + ": " + this + " and " + b);
    }

    boolean sameShape(Matrix b) { return rows == b.rows && columns == b.columns; }

    @Override
    public int level() { return 0; }

    @Override
    public Value primal() { return this; }

    @Override
    public Matrix number() { return this; }

    @Override
    public Value through(Primitive p, Value... x) {
        return p.value(Arrays.stream(x).map(Value::number).toArray(Matrix[]::new));
    }

    @Override
    public int rows() { return rows; }

    @Override
    public int columns() { return columns; }

    @Override
    public String toString() { return "[" + rows + ", " + columns + "]"; }
}

package org.hesse.hessian;

import org.hesse.engine.array.Selection;
import org.hesse.hessian.algebra.Vectors;

/**
 * `P = QQᵀ` for orthonormal columns q_1 … q_k, and `P = SSᵀ`, which keeps selected numbers and clears the others:
 * orthogonal projections, `P² = P = Pᵀ`. {@link Operator#projected} makes PAP. Immutable and thread-safe.
 */
public final class Projection implements Operator {
    /** Columns whose inner products are off by more than this are no orthonormal ones. */
    private static final double TOLERANCE = 1e-8;

    private final int rows;
    private final double[][] q;
    private final boolean[] kept;
    private final String name;

    private Projection(int rows, double[][] q, boolean[] kept, String name) {
        this.rows = rows;
        this.q = q;
        this.kept = kept;
        this.name = name;
    }

    /**
     * Onto the span of orthonormal vectors, which are copied.
     *
     * @throws IllegalArgumentException if an inner product ⟨q_i, q_j⟩ differs from δ_ij by more than 1e-8
     */
    public static Projection onto(double[]... q) {
        if (q.length == 0) throw new IllegalArgumentException("projection: there are no columns");
        double[][] copy = new double[q.length][];
        for (int i = 0; i < q.length; i++) {
            Vectors.check("projection", "column " + i, q[0].length, q[i]);
            copy[i] = q[i].clone();
            for (int j = 0; j <= i; j++) checkOrthonormal(i, j, Vectors.dot(q[i], q[j]));
        }
        return new Projection(q[0].length, copy, null, "onto " + q.length + " columns");
    }

    private static void checkOrthonormal(int i, int j, double inner) {
        if (!(Math.abs(inner - (i == j ? 1 : 0)) <= TOLERANCE))
            throw new IllegalArgumentException("projection: columns " + j + " and " + i
                    + " are not orthonormal, their inner product is " + inner);
    }

    /** Onto the selected parameters: the same size as all of them, with zeros elsewhere. */
    public static Projection onto(Selection selection) {
        boolean[] kept = new boolean[selection.whole().size()];
        for (var s : selection.part().segments()) {
            int from = selection.whole().segment(s.name()).offset();
            for (int i = from; i < from + s.size(); i++) kept[i] = true;
        }
        return new Projection(kept.length, null, kept, "onto " + selection);
    }

    @Override
    public int rows() { return rows; }

    @Override
    public void apply(double[] v, double[] out) {
        checkApart(v, out);
        Vectors.check(this, "v", rows, v);
        Vectors.check(this, "a product", rows, out);
        for (int i = 0; i < rows; i++) out[i] = kept != null && kept[i] ? v[i] : 0;
        if (q != null) for (double[] column : q) Vectors.add(Vectors.dot(column, v), column, out);
    }

    @Override
    public Operator transposed() { return this; }

    @Override
    public String toString() { return "projection " + name; }
}

package org.hesse.lab.explain;

import java.util.ArrayList;
import java.util.List;
import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Pool;
import org.hesse.engine.op.Bilinear;
import org.hesse.engine.op.Elementwise;
import org.hesse.engine.op.Frame;
import org.hesse.engine.op.Linear;
import org.hesse.engine.op.Loss;
import org.hesse.engine.ops.Affine;
import org.hesse.engine.sweep.Path;
import org.hesse.engine.tape.Var;

/**
 * How the two rules of a node's op are written, `y_k = Σ …` and `x̄ += J_jᵀȳ`, by the kind of the op: no op has words
 * of its own. What is zero by structure is left out. Immutable, as thread-safe as the frame.
 *
 * @param frame what the op sees
 * @param path that the frame is of
 */
record Rule(Var node, Frame frame, Path path, Symbols symbols) {
    private static final Factor HALF = Factor.of(0.5);
    private static final String MATRICES = " ";

    /** The summands of `y_k`. */
    List<Product> forward(int k) {
        if (node.op() instanceof Affine) return affine(k);
        if (k == 0) return List.of(new Product(List.of(value()), Product.DOT, false));
        if (node.op() instanceof Elementwise op) return elementwise(op, k);
        if (node.op() instanceof Loss) return loss(k);
        if (isNumbers() && node.op() instanceof Linear) return linear(k);
        if (isNumbers() && node.op() instanceof Bilinear) return bilinear(k);
        return whole(k);
    }

    /** The summands of what `J_jᵀȳ` adds to the adjoint of input i. */
    List<Product> pull(int j, int i, Factor ybar) {
        if (node.op() instanceof Affine) return affine(j, i, ybar);
        if (node.op() instanceof Elementwise op) return elementwise(op, j, ybar);
        if (node.op() instanceof Loss) return Product.of(Product.DOT, ybar, residual(j));
        if (isNumbers() && node.op() instanceof Linear) return times(coefficient(i), ybar);
        if (isNumbers() && node.op() instanceof Bilinear) return Product.of(Product.DOT, ybar, x(1 - i, j));
        return Product.of(MATRICES, new Factor("J<sub>" + j + "</sub>ᵀ", null), ybar);
    }

    private boolean isNumbers() {
        return node.value().size() == 1 && node.inputs().stream().allMatch(x -> x.value().size() == 1);
    }

    /** Coefficient k of input i; null if it is a structural zero. */
    private Factor x(int i, int k) {
        return Factor.of(symbols.coefficient(node.inputs().get(i), k, path), frame.x(i, k));
    }

    /** The op as it is written, with names and with numbers. */
    private Factor value() {
        String names = Html.escape(symbols.text(node));
        return new Factor(names, symbols.numbers(node));
    }

    private List<Product> elementwise(Elementwise op, int k) {
        List<Product> sum = new ArrayList<>(Product.of(Product.DOT, slope(op, 1), x(0, k)));
        if (k == 2) sum.addAll(Product.of(Product.DOT, HALF, slope(op, 2), x(0, 1), x(0, 1)));
        return sum;
    }

    private List<Product> elementwise(Elementwise op, int j, Factor ybar) {
        if (j == 0) return Product.of(Product.DOT, slope(op, 1), ybar);
        List<Product> sum = new ArrayList<>(Product.of(Product.DOT, slope(op, 2), x(0, j), ybar));
        if (j == 2) sum.addAll(Product.of(Product.DOT, HALF, slope(op, 3), x(0, 1), x(0, 1), ybar));
        return sum;
    }

    private Factor slope(Elementwise op, int k) {
        return Factor.of("φ" + "′″‴".charAt(k - 1) + "(" + symbols.coefficient(node.inputs().get(0), 0) + ")",
                op.derivative(k, frame));
    }

    /** `L₁ = ρ₀z₁`, `L₂ = ½ρ₁z₁ + ρ₀z₂`. */
    private List<Product> loss(int k) {
        List<Product> sum = new ArrayList<>();
        if (k == 2) sum.addAll(Product.of(Product.DOT, HALF, residual(1), x(0, 1)));
        sum.addAll(Product.of(Product.DOT, residual(0), x(0, k)));
        return sum;
    }

    private Factor residual(int k) {
        String where = k == 0 || path == Path.FULL ? "" : path == Path.BEND ? "*" : "°";
        return Factor.of("ρ<sub>" + k + "</sub>" + where, frame.kept(k, 0));
    }

    private List<Product> linear(int k) {
        List<Product> sum = new ArrayList<>();
        for (int i = 0; i < frame.inputs(); i++) sum.addAll(times(coefficient(i), x(i, k)));
        return sum;
    }

    /** A of `y = Σ Ax`, where it is a number: what its transpose makes of 1. */
    private double coefficient(int i) {
        Accumulator[] xbar = new Accumulator[frame.inputs()];
        xbar[i] = Accumulator.pooled(new Pool(), node.inputs().get(i).shape());
        Array one = Array.of(new double[] {1}, node.shape());
        node.op().pull(0, node.frame(), one, xbar);
        return xbar[i].isEmpty() ? 0 : xbar[i].value().get(0);
    }

    private static List<Product> times(double a, Factor x) {
        if (x == null || a == 1) return Product.of(Product.DOT, x);
        if (a != -1) return Product.of(Product.DOT, Factor.of(a), x);
        String number = x.number().startsWith("−") ? "−(" + x.number() + ")" : "−" + x.number();
        return Product.of(Product.DOT, new Factor("−" + x.symbol(), number));
    }

    private List<Product> bilinear(int k) {
        List<Product> sum = new ArrayList<>();
        for (int j = 0; j <= k; j++) sum.addAll(Product.of(Product.DOT, x(0, j), x(1, k - j)));
        return sum;
    }

    /** `Y_k = Σ_j X_{k−j}W_jᵀ + b_k`. */
    private List<Product> affine(int k) {
        List<Product> sum = new ArrayList<>();
        for (int j = 0; j <= k; j++)
            if (x(1, j) != null) sum.addAll(Product.of(MATRICES, x(0, k - j), x(1, j).transposed()));
        if (frame.inputs() > 2) sum.addAll(Product.of(MATRICES, x(2, k)));
        return sum;
    }

    /** `X̄ += ȲW_j`, `W̄ += ȲᵀX_j`, `b̄ += Ȳᵀ1`. */
    private List<Product> affine(int j, int i, Factor ybar) {
        if (i == 0) return Product.of(MATRICES, ybar, x(1, j));
        if (i == 1) return Product.of(MATRICES, ybar.transposed(), x(0, j));
        return j > 0
                ? List.of()
                : Product.of(MATRICES, node.value().rows() > 1
                        ? new Factor(ybar.transposed().symbol() + "1", null)
                        : ybar);
    }

    /** An op of no known kind, seen from outside: what it makes of coefficients has no short form. */
    private List<Product> whole(int k) {
        List<Product> sum = new ArrayList<>();
        for (int i = 0; i < frame.inputs(); i++)
            if (x(i, k) != null)
                sum.addAll(Product.of(MATRICES, new Factor("J<sub>0</sub>", null), x(i, k)));
        return sum;
    }
}

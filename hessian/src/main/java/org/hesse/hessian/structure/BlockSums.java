package org.hesse.hessian.structure;

import java.util.Arrays;
import java.util.List;
import org.hesse.engine.array.Layout;
import org.hesse.engine.array.Providers;
import org.hesse.engine.array.Segment;
import org.hesse.hessian.algebra.Layers;

/**
 * Squares of an operator's blocks as products come in: their sums where exact, else their means and spreads (Welford,
 * 1962). Not thread-safe.
 */
final class BlockSums {
    private final Layout layout;
    private final List<String> layers;
    private final boolean isExact;
    /** `[i·layers + j]`: sums if exact, means if not; `Σ (x − mean)²`; at the end, by column, how many. */
    private final double[] numbers;
    private final int blocks;

    BlockSums(Layout layout, boolean isExact) {
        this.layout = layout;
        this.isExact = isExact;
        layers = Layers.of(layout);
        blocks = layers.size() * layers.size();
        numbers = new double[2 * blocks + layers.size()];
    }

    /** All there is, for {@link #take} of another. */
    double[] numbers() { return numbers.clone(); }

    void take(double[] from) {
        if (from.length != numbers.length)
            throw new IllegalArgumentException("block_norms: a state of " + from.length + " numbers, " + layers.size()
                    + " layers have " + numbers.length);
        System.arraycopy(from, 0, numbers, 0, from.length);
    }

    /** A product of the operator and a direction within one layer. */
    void add(int column, double[] product) {
        double[] rows = new double[layers.size()];
        for (Segment each : layout.segments())
            rows[layers.indexOf(each.layer())] += Providers.kernels().dot(each.size(), product, each.offset(), product,
                    each.offset());
        double count = ++numbers[2 * blocks + column];
        for (int i = 0; i < rows.length; i++) {
            int at = i * rows.length + column;
            double off = rows[i] - numbers[at];
            numbers[at] += isExact ? rows[i] : off / count;
            numbers[blocks + at] += off * (rows[i] - numbers[at]);
        }
    }

    BlockNorms result(long seed) {
        int k = layers.size();
        double[][] squares = new double[k][];
        double[][] errors = new double[k][k];
        int products = 0;
        for (int i = 0; i < k; i++) {
            squares[i] = Arrays.copyOfRange(numbers, i * k, (i + 1) * k);
            products += (int) numbers[2 * blocks + i];
            for (int j = 0; j < k && !isExact; j++) errors[i][j] = error(i * k + j, numbers[2 * blocks + j]);
        }
        return new BlockNorms(layers, squares, errors, products, seed);
    }

    private double error(int at, double n) {
        return n < 2 ? Double.NaN : Math.sqrt(numbers[blocks + at] / (n - 1) / n);
    }
}

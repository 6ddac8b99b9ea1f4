package org.hesse.nn.data;

import java.util.Arrays;
import org.hesse.engine.array.Array;

/**
 * Examples `x[n, …]` with targets `y[n]` (class numbers or values) or `y[n, …]`: the first axis counts the examples.
 *
 * <p>The arrays are not copied and not to be written to; under that condition it is immutable and thread-safe.
 *
 * @param classes K where y[n] holds class numbers 0..K−1, and 0 where it holds values
 */
public record Dataset(Array x, Array y, int classes) {
    /** A training and a test part. */
    public record Split(Dataset train, Dataset test) {}

    /** Epochs shuffle by streams 0, 1, …; the split of the same seed must not be the order of one of them. */
    private static final long SPLIT_STREAM = -1;

    public Dataset {
        if (x.rank() < 1 || y.rank() < 1 || x.dim(0) != y.dim(0))
            throw new IllegalArgumentException("dataset: needs one target an example, got x" + Array.text(x.shape())
                    + ", y" + Array.text(y.shape()));
        if (classes < 0) throw new IllegalArgumentException("dataset: classes must be 0 or more, got " + classes);
        if (classes > 0) checkLabels(y, classes);
    }

    /** Examples with values to fit, no classes. */
    public Dataset(Array x, Array y) { this(x, y, 0); }

    /** The number of examples. */
    public int size() { return x.dim(0); }

    /** A copy of the examples at these indices, in this order; an index may come twice. */
    public Dataset take(int... indices) {
        for (int i : indices)
            if (i < 0 || i >= size())
                throw new IllegalArgumentException("dataset: no example " + i + ", there are " + size());
        return new Dataset(rows(x, indices), rows(y, indices), classes);
    }

    /** The first n examples, not copied. */
    public Dataset first(int n) {
        if (n < 0 || n > size())
            throw new IllegalArgumentException("dataset: no first " + n + " examples, there are " + size());
        return new Dataset(x.slice(0, n), y.slice(0, n), classes);
    }

    /**
     * Shuffles by the seed and cuts: the first `train` examples to train on, all others to test.
     *
     * @param train how many, 0..size
     */
    public Split split(int train, long seed) {
        if (train < 0 || train > size())
            throw new IllegalArgumentException("dataset: cannot train on " + train + " examples, there are " + size());
        int[] order = Permutation.of(size(), seed, SPLIT_STREAM);
        return new Split(take(Arrays.copyOf(order, train)), take(Arrays.copyOfRange(order, train, order.length)));
    }

    /** SHA-256 of the contents in lower-case hex, for provenance; see {@link ContentHash}. */
    public String sha256() { return new ContentHash().add(x).add(y).add(classes).hex(); }

    private static Array rows(Array a, int... indices) {
        int[] shape = a.shape();
        int row = Array.size(Arrays.copyOfRange(shape, 1, shape.length));
        shape[0] = indices.length;
        Array taken = Array.zeros(shape);
        for (int i = 0; i < indices.length; i++)
            System.arraycopy(a.data(), a.offset() + indices[i] * row, taken.data(), i * row, row);
        return taken;
    }

    private static void checkLabels(Array y, int classes) {
        if (y.rank() != 1)
            throw new IllegalArgumentException("dataset: class numbers are y[n], got y" + Array.text(y.shape()));
        for (int i = 0; i < y.size(); i++) {
            double label = y.get(i);
            if (!(label >= 0 && label < classes && label == Math.rint(label)))
                throw new IllegalArgumentException(
                        "dataset: label y[" + i + "] = " + label + " is not one of 0.." + (classes - 1));
        }
    }
}

package org.hesse.nn;

import java.util.Arrays;
import org.hesse.engine.array.Array;
import org.hesse.engine.op.Loss;
import org.hesse.engine.tape.Tape;

/** Whether a batch can be cut, as far as two of its examples say. Stateless and thread-safe. */
final class Cuts {
    /** The golden ratio's fraction: that of its multiples never comes again. */
    private static final double GOLDEN = 0.6180339887498949;
    /** More than what the same sums in another order differ by. */
    private static final double ROUNDING = 1e-9;

    private Cuts() {}

    /** Throws if a layer says that it couples examples, or is seen to. */
    static void checkApart(Model model, Sequential body, Array x, int rows) {
        String layer = body.coupling("");
        if (layer.isEmpty()) layer = seen(model, body, pair(x));
        if (!layer.isEmpty())
            throw new IllegalArgumentException("model: " + x.dim(0) + " examples cannot be cut into micro-batches of "
                    + rows + ": layer " + layer + " gives an example other outputs in another batch");
    }

    /** The first example and the first that differs from it: batch statistics of two alike are those of one. */
    private static Array pair(Array x) {
        int other = 1;
        while (other < x.dim(0) - 1 && !differ(x.slice(0, 1), x.slice(other, other + 1))) other++;
        int size = x.size() / x.dim(0);
        int[] shape = x.shape();
        shape[0] = 2;
        Array pair = Array.zeros(shape);
        System.arraycopy(x.data(), x.offset(), pair.data(), 0, size);
        System.arraycopy(x.data(), x.offset() + other * size, pair.data(), size, size);
        return pair;
    }

    /** The first layer that gives one of two examples another output alone, at some θ without zeros; or empty. */
    private static String seen(Model model, Sequential body, Array pair) {
        double[] theta = new double[model.layout().size()];
        for (int i = 0; i < theta.length; i++) theta[i] = 0.2 * (GOLDEN * (i + 1) % 1) - 0.1;
        Array[] alone = {pair.slice(0, 1), pair.slice(1, 2)};
        Array both = pair;
        for (int i = 0; i < body.layers().size(); i++) {
            Layer layer = body.layers().get(i);
            String label = body.label("", i);
            both = output(model.tape(theta), layer, both, label);
            for (int e = 0; e < 2; e++) {
                alone[e] = output(model.tape(theta), layer, alone[e], label);
                if (isComparable(both, alone[e]) && differ(part(both, e, alone[e].shape()), alone[e])) return label;
            }
        }
        return "";
    }

    /** On a tape for it alone: what that keeps is gone before the next layer. */
    private static Array output(Tape tape, Layer layer, Array x, String label) {
        return layer.apply(tape, tape.constant(x), label).value();
    }

    /** False where the first axis is not that of the examples, alone or with another one. */
    private static boolean isComparable(Array both, Array alone) {
        int[] two = alone.shape();
        if (two.length > 0) two[0] *= 2;
        return two.length > 0 && Arrays.equals(two, both.shape());
    }

    private static Array part(Array both, int e, int... shape) {
        return Array.view(both.data(), both.offset() + e * Array.size(shape), shape);
    }

    /** NaN differs from a number, and infinite numbers of one sign do not. */
    private static boolean differ(Array a, Array b) {
        double largest = 0;
        for (int i = 0; i < b.size(); i++) largest = Math.max(largest, Math.abs(b.get(i)));
        for (int i = 0; i < b.size(); i++) {
            boolean isClose = Math.abs(a.get(i) - b.get(i)) <= ROUNDING * largest;
            if (!isClose && Double.compare(a.get(i), b.get(i)) != 0) return true;
        }
        return false;
    }

    /**
     * Parts weighted by their share of the examples add up to the loss only if that is the mean over them: throws if it
     * is not.
     *
     * @param outputs the shape of two examples' z
     */
    static void checkMean(Loss loss, int[] outputs, Array y) {
        Array z = Array.zeros(outputs);
        for (int i = 0; i < z.size(); i++) z.set(i, 0.3 + 0.1 * i);
        double both = loss.value(z, y.slice(0, 2));
        double first = loss.weight(y.slice(0, 1));
        double second = loss.weight(y.slice(1, 2));
        if (first + second == 0) return;
        double mean = (first * loss.value(z.slice(0, 1), y.slice(0, 1))
                + second * loss.value(z.slice(1, 2), y.slice(1, 2))) / (first + second);
        if (!(Math.abs(both - mean) <= 1e-9 * (1 + Math.abs(mean))))
            throw new IllegalArgumentException(loss.name() + ": cannot be cut into micro-batches, it is no mean over"
                    + " examples: two have a loss of " + both + ", the mean of each alone is " + mean);
    }
}

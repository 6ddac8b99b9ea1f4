package org.hesse.nn;

import org.hesse.engine.array.Array;
import org.hesse.engine.op.Loss;
import org.hesse.engine.tape.Tape;

/** Whether a batch can be cut: what its first two examples say. Stateless and thread-safe. */
final class Cuts {
    /** The golden ratio's fraction: that of its multiples never comes again. */
    private static final double GOLDEN = 0.6180339887498949;

    private Cuts() {}

    /** Throws if a layer says that it couples examples, or is seen to. */
    static void checkApart(Model model, Sequential body, Array x, int rows) {
        String layer = body.coupling("");
        for (int e = 0; layer.isEmpty() && e < 2; e++) layer = seen(model, body, x, e);
        if (!layer.isEmpty())
            throw new IllegalArgumentException("model: " + x.dim(0) + " examples cannot be cut into micro-batches of "
                    + rows + ": layer " + layer + " gives an example other outputs in another batch");
    }

    /** A layer that gives one of the first two examples another output alone, at some θ without zeros. */
    private static String seen(Model model, Sequential body, Array x, int e) {
        double[] theta = new double[model.layout().size()];
        for (int i = 0; i < theta.length; i++) theta[i] = 0.2 * (GOLDEN * (i + 1) % 1) - 0.1;
        Tape some = model.tape(theta);
        Tape one = model.tape(theta);
        return body.coupling(some, some.constant(x.slice(0, 2)), one, one.constant(x.slice(e, e + 1)), e);
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

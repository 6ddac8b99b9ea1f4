package org.hesse.nn.data;

import java.util.Arrays;
import org.hesse.engine.array.Array;

/**
 * `x[n, c, …] ← (x[n, c, …] − mean_c)/deviation_c`, for each channel of images or for all numbers alike. As immutable
 * and thread-safe as its arrays are left alone.
 *
 * @param mean one number for each channel, or one for all
 * @param deviation as many, above 0
 */
public record Standardize(double[] mean, double[] deviation) {
    public Standardize {
        if (mean.length == 0 || mean.length != deviation.length)
            throw new IllegalArgumentException("standardize: needs as many means as deviations, and one at least, got "
                    + mean.length + " and " + deviation.length);
        for (int c = 0; c < mean.length; c++)
            if (!Double.isFinite(mean[c]) || !(deviation[c] > 0 && deviation[c] < Double.POSITIVE_INFINITY))
                throw new IllegalArgumentException("standardize: channel " + c + " has mean " + mean[c]
                        + " and deviation " + deviation[c] + ", they must be finite, the deviation above 0");
    }

    /**
     * Changes the examples in place.
     *
     * @param x of as many channels as there are means; an axis of several times as many has them in equal parts, one
     *        after the other, as images in one row have them
     */
    public void apply(Array x) {
        int channels = mean.length;
        if (channels > 1 && (x.rank() < 2 || x.dim(1) % channels != 0))
            throw new IllegalArgumentException("standardize: " + channels + " means " + Arrays.toString(mean)
                    + " do not fit x" + Array.text(x.shape()) + ": its second axis is that of the channels");
        if (x.size() == 0) return;
        int part = x.size() / x.dim(0) / channels;
        for (int i = 0; i < x.size(); i++) {
            int c = i / part % channels;
            x.set(i, (x.get(i) - mean[c]) / deviation[c]);
        }
    }
}

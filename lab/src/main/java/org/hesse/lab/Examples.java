package org.hesse.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.hesse.nn.Model;
import org.hesse.nn.data.Dataset;
import org.hesse.nn.data.MiniBatches;
import org.hesse.nn.data.Standardize;
import org.hesse.nn.file.Data;
import picocli.CommandLine.Option;

/** The options of which examples of a file make a loss, and of their scale: `--mean` and `--std` beside the sizes. */
final class Examples extends BatchSizes {
    @Option(names = "--mean", paramLabel = "M", split = ",", //
            description = "Take this from every number of x, or for each channel another: 0.4914,0.4822,0.4465"
                    + " (default: 0).")
    private double[] mean;

    @Option(names = "--std", paramLabel = "D", split = ",", //
            description = "Then divide by this, or for each channel by another: 0.2470,0.2435,0.2616 (default: 1).")
    private double[] deviation;

    /** The examples of a file within the limit; with `--batch`, the first mini-batch of them in the seed's order. */
    Data read(Path file, Model model, long seed) throws IOException {
        Data all = readAll(file, model, limitOr(Integer.MAX_VALUE));
        if (!isBatch()) return all;
        int[] first = new MiniBatches(all.rows(), batchOr(0), seed).epoch(0).get(0);
        Dataset drawn = new Dataset(all.x(), all.y()).take(first);
        return new Data(drawn.x(), drawn.y());
    }

    /** The first examples of a file, in their scale. */
    Data readAll(Path file, Model model, int limit) throws IOException {
        Standardize scale = scale();
        Data all = Data.read(file, model, limit);
        if (scale != null) standardize(scale, all);
        return all;
    }

    /** Null if nothing is to be done. */
    private Standardize scale() {
        if (mean == null && deviation == null) return null;
        int channels = mean == null ? deviation.length : mean.length;
        double[] to = deviation == null ? new double[channels] : deviation;
        if (deviation == null) Arrays.fill(to, 1);
        try {
            return new Standardize(mean == null ? new double[channels] : mean, to);
        } catch (IllegalArgumentException e) {
            throw wrong("--mean, --std: " + e.getMessage());
        }
    }

    private void standardize(Standardize scale, Data data) {
        try {
            scale.apply(data.x());
        } catch (IllegalArgumentException e) {
            throw wrong("--mean, --std: " + e.getMessage());
        }
    }
}

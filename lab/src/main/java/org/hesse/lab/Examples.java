package org.hesse.lab;

import java.io.IOException;
import java.nio.file.Path;
import org.hesse.nn.Model;
import org.hesse.nn.data.Dataset;
import org.hesse.nn.data.MiniBatches;
import org.hesse.nn.file.Data;
import picocli.CommandLine.Mixin;

/** The options of which examples of a file make a loss, and of their {@link Scale}. */
final class Examples extends BatchSizes {
    @Mixin
    private Scale scale;

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
        // Wrong options are told before a file is read, which may take long.
        scale.check();
        return scale.apply(Data.read(file, model, limit));
    }
}

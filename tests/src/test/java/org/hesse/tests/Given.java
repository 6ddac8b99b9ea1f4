package org.hesse.tests;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.hesse.engine.array.Array;
import org.hesse.engine.objective.Objective;
import org.hesse.engine.ops.SoftmaxCrossEntropy;
import org.hesse.engine.ops.Tanh;
import org.hesse.nn.Model;
import org.hesse.nn.data.Dataset;
import org.hesse.nn.data.MiniBatches;

/** What the examples of the packages' Javadoc take for granted: a network 2-3-2 at a θ, four examples, a direction. */
public abstract class Given {
    protected final Array x = Array.of(new double[] {1, 0, 0, 1, 1, 1, -1, 0.5}, 4, 2);
    protected final Array y = Array.of(new double[] {0, 1, 1, 0}, 4);
    protected final int[] labels = {0, 1, 1, 0};
    protected final Dataset data = new Dataset(x, y, 2);
    protected final Model model = Model.mlp(2, List.of(3), 2, new Tanh(), new SoftmaxCrossEntropy());
    protected final Objective objective = model.objective(x, y);
    protected final double[] theta = model.initialize(0);
    protected final double[] v = model.initialize(1);
    protected final long seed = 7;
    protected final MiniBatches batches = new MiniBatches(4, 2, 0);
    protected final Function<int[], Objective> losses = indices -> {
        Dataset batch = data.take(indices);
        return model.objective(batch.x(), batch.y());
    };
    /** A directory of the example's own. */
    protected Path folder;

    /** The example. */
    public abstract void run() throws IOException;
}

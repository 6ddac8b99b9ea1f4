package org.hesse.hessian.estimate;

import java.util.Arrays;
import java.util.List;
import org.hesse.engine.array.Layout;
import org.hesse.engine.array.Providers;
import org.hesse.engine.array.Segment;
import org.hesse.engine.objective.Progress;
import org.hesse.hessian.OperatorFamily;

/**
 * `z_i[b]ᵀ (A_k z_i)[b]`, the samples of {@link BlockTraces} so far. Immutable but for its arrays.
 *
 * <p>Probe i of a seed does not depend on the others: save the samples, make a new record of them, and {@link #add}
 * goes on with the same bits.
 *
 * @param layout the blocks b
 * @param samples `samples[k][b][i]` of operator k, block b, probe i
 */
public record BlockProbes(Layout layout, long seed, double[][][] samples) {
    public BlockProbes {
        for (double[][] blocks : samples) {
            if (blocks.length != layout.segments().size())
                throw new IllegalArgumentException("block_traces: samples of " + blocks.length + " blocks, the layout"
                        + " has " + layout.segments().size() + ": " + layout);
            for (double[] of : blocks)
                if (of.length != samples[0][0].length)
                    throw new IllegalArgumentException(
                            "block_traces: " + of.length + " and " + samples[0][0].length + " samples of two blocks");
        }
    }

    /** No probe yet. */
    public static BlockProbes start(OperatorFamily family, Layout layout, long seed) {
        check(family, layout);
        return new BlockProbes(layout, seed, new double[family.count()][layout.segments().size()][0]);
    }

    private static void check(OperatorFamily family, Layout layout) {
        if (layout.size() != family.size())
            throw new IllegalArgumentException("block_traces: " + family + " has " + family.size()
                    + " rows, the layout " + layout.size() + " numbers: " + layout);
    }

    /** How many probes there are. */
    public int count() { return samples.length == 0 || samples[0].length == 0 ? 0 : samples[0][0].length; }

    /**
     * With the next `probes` of the seed, a product each; `progress` is told how many of them are done.
     *
     * @throws IllegalArgumentException without a probe, or if layout, samples and operators do not fit
     */
    public BlockProbes add(OperatorFamily family, int probes, Progress progress) {
        check(family, layout);
        if (samples.length != family.count())
            throw new IllegalArgumentException("block_traces: " + family + " has " + family.count()
                    + " operators, there are samples of " + samples.length);
        Budget budget = new Budget("block_traces", family, probes, 1, progress);
        int before = count();
        double[][][] all = new double[samples.length][][];
        for (int k = 0; k < all.length; k++)
            all[k] = Arrays.stream(samples[k]).map(of -> Arrays.copyOf(of, before + probes)).toArray(double[][]::new);
        budget.probes(Distribution.RADEMACHER, seed, before, probes, (i, z, az) -> add(before + i, z, az, all));
        return new BlockProbes(layout, seed, all);
    }

    private void add(int i, double[] z, double[][] az, double[][][] all) {
        List<Segment> blocks = layout.segments();
        for (int k = 0; k < az.length; k++)
            for (int b = 0; b < blocks.size(); b++) all[k][b][i] = form(blocks.get(b), z, az[k]);
    }

    /** `z[b]ᵀ (Az)[b]`. */
    private static double form(Segment b, double[] z, double[] az) {
        return Providers.kernels().dot(b.size(), z, b.offset(), az, b.offset());
    }

    /** The traces of each operator by the probes so far, at least one. */
    public List<BlockTraces> traces() {
        return Arrays.stream(samples).map(blocks -> BlockTraces.of(layout.segments(), blocks, seed)).toList();
    }
}
